"""Markdown (CommonMark with tables): its text without its markup; code is left out, and that is said."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import regex
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tqcheck.document import Block, BlockKind, Document
from tqcheck.documents import DocumentFormat
from tqcheck.documents.text import decoded_lines
from tqcheck.documents.wrapping import joined
from tqcheck.model import Skip
from tqcheck.opening import Opened

_FRONT = regex.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)\1[ \t]*(?:\n|\Z)", regex.S)
_TITLE = regex.compile(r"^title[ \t]*[:=][ \t]*(['\"]?)(.+?)\1[ \t]*$", regex.M)
_FOOTNOTE = regex.compile(r"\[\^[^\[\]\s]+\](?::[ \t]*)?")
_TAG = regex.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", regex.S)
_SIGNS = (
    r"^#{1,6} \S",
    r"^(?:```|~~~)",
    r"^\|.+\|\s*$\n^\|[ :|-]+\|",
    r"\[[^\]\n]+\]\([^)\s]+\)",
    r"^[-*] \[[ x]\] ",
    r"^> \S",
)


def _sniff(opened: Opened) -> bool:
    head = opened.head()
    signs = sum(regex.search(sign, head, regex.M) is not None for sign in _SIGNS)
    return signs >= 2 or (signs == 1 and opened.name.lower().endswith((".md", ".markdown")))


def _read(opened: Opened) -> Document:
    text = "\n".join(line for _, line in decoded_lines(opened))
    blocks, skipped = [], []
    front = _FRONT.match(text)
    if front:
        title = _TITLE.search(front[2])
        if title:
            blocks.append(Block(text=title[2], kind="heading", level=1, line=2 + front[2][: title.start()].count("\n")))
        skipped.append(Skip(what=opened.path, why="front matter, but its title, is left out", incomplete=False))
        text = "\n" * front[0].count("\n") + text[front.end() :]
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    code = [token for token in tokens if token.type in {"fence", "code_block"}]
    if code:
        lines = ", ".join(str(token.map[0] + 1) for token in code if token.map)
        plural = "s" * (len(code) > 1)
        why = f"{len(code)} block{plural} of code left out (at line{plural} {lines})"
        skipped.append(Skip(what=opened.path, why=why, incomplete=False))
    blocks.extend(block for block in _blocks(tokens) if block.text)
    return Document(path=opened.path, blocks=tuple(blocks), skipped=tuple(skipped))


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    depth, line = 0, None
    opened: Token | None = None
    for token in tokens:
        depth += (token.type in {"bullet_list_open", "ordered_list_open"}) - token.type.endswith("_list_close")
        if token.map:
            line = token.map[0] + 1
        if token.type == "inline":
            kind, level = _kind(opened, depth)
            yield Block(text=_FOOTNOTE.sub("", _plain(token.children or [])).strip(), kind=kind, level=level, line=line)
        elif token.type == "html_block":
            yield Block(text=_without_tags(token.content), line=line)
        elif token.nesting == 1:
            opened = token


def _kind(opened: Token | None, depth: int) -> tuple[BlockKind, int]:
    if opened and opened.type == "heading_open":
        return "heading", int(opened.tag[1:])
    if opened and opened.type in {"th_open", "td_open"}:
        return "cell", 0
    return ("item", depth) if depth else ("paragraph", 0)


def _plain(children: list[Token]) -> str:
    """Return inline text as a reader sees it: without marks, pictures and tags."""
    lines = [""]
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            lines.append("")
        elif child.type in {"text", "code_inline"}:
            lines[-1] += child.content
    return joined(lines)


def _without_tags(html: str) -> str:
    return joined(unescape(_TAG.sub("", html)).splitlines())


FORMAT = DocumentFormat(name="markdown", suffixes=(".md", ".markdown"), sniff=_sniff, read=_read)
