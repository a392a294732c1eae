"""Plain text: paragraphs between blank lines or one a line, headings, lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest

import regex

from tqcheck.document import Block, Document
from tqcheck.documents import DocumentFormat
from tqcheck.documents.wrapping import columns, ends_like_sentence, joined, paragraphs
from tqcheck.errors import UnreadableError
from tqcheck.opening import Opened

_UNDERLINE = regex.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_DIVIDER = regex.compile(r"[\s*=_~#·•—–-]{3,}")
_ITEM = regex.compile(r"(\s*)(?:[-*•‣◦▪·]|\(?(?:\p{Nd}{1,3}|\p{Latin})[.)]|\p{Nd}{1,2}、)\s+(?=\S)")
_NO_HEADING = regex.compile(r"[.!?…։؟۔।॥။៕។።｡。！？:;,،、，；：][\p{Pf}\p{Pe}\"']*$")
_LONGEST = 80
"""Columns of a heading."""


def decoded_lines(opened: Opened) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, counted from 1. Raises UnreadableError at the first that is no text."""
    for number, text, wrong in opened.lines():
        if wrong:
            message, _, mend = wrong.partition(". ")
            raise UnreadableError(message.rstrip(".") + ".", path=opened.path, line=number, mend=mend)
        yield number, text


def _read(opened: Opened) -> Document:
    blocks: list[Block] = []
    lines = list(decoded_lines(opened))
    for blank, group in groupby(lines, key=lambda line: not line[1].strip()):
        if not blank:
            blocks.extend(_blocks(list(group)))
    return Document(path=opened.path, blocks=tuple(_with_headings(blocks, lines)))


def _blocks(lines: list[tuple[int, str]]) -> Iterator[Block]:
    """Yield the blocks of lines between two blank ones."""
    run: list[tuple[int, str]] = []
    item = False
    for (number, text), below in zip_longest(lines, lines[1:]):
        underline = below and _UNDERLINE.fullmatch(below[1])
        if _DIVIDER.fullmatch(text) and not regex.search(r"\w", text):
            continue
        if underline:
            yield from _paragraphs(run, item=item)
            run, item = [], False
            yield Block(text=text.strip(), kind="heading", level=1 if underline[1][0] == "=" else 2, line=number)
        elif _ITEM.match(text):
            yield from _paragraphs(run, item=item)
            run, item = [(number, text)], True
        else:
            run.append((number, text))
    yield from _paragraphs(run, item=item)


def _paragraphs(lines: list[tuple[int, str]], *, item: bool) -> Iterator[Block]:
    if item:
        mark = _ITEM.match(lines[0][1])
        assert mark
        text = joined([lines[0][1][mark.end() :], *(text for _, text in lines[1:])])
        yield Block(text=text, kind="item", level=1 + len(mark[1].expandtabs(4)) // 2, line=lines[0][0])
        return
    for group in paragraphs(lines):
        yield Block(text=joined(text for _, text in group), line=group[0][0])


def _with_headings(blocks: list[Block], lines: list[tuple[int, str]]) -> Iterator[Block]:
    """Yield the blocks, short ones without final punctuation that stand before a longer one as headings."""
    texts = dict(lines)
    for block, after in zip_longest(blocks, blocks[1:]):
        alone = block.line and block.text == texts[block.line].strip()
        if block.kind == "paragraph" and alone and after and _heads(block.text, after):
            yield Block(text=block.text, kind="heading", level=1 if block is blocks[0] else 2, line=block.line)
        else:
            yield block


def _heads(text: str, after: Block) -> bool:
    if columns(text) > _LONGEST or _NO_HEADING.search(text) or text[:1].islower() or after.kind != "paragraph":
        return False
    ratio = 1.5 if ends_like_sentence(after.text) else 3
    return len(after.text) > ratio * len(text)


FORMAT = DocumentFormat(name="text", suffixes=(".txt", ".text"), sniff=lambda _opened: True, read=_read)
