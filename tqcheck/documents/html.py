"""HTML: the main content, as trafilatura finds it; what it takes for boilerplate is left out and named."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import regex
from lxml import etree, html

from tqcheck.document import Block, Document
from tqcheck.documents import DocumentFormat
from tqcheck.documents.html_blocks import Piece, pieces, squeezed
from tqcheck.documents.text import decoded_lines
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.model import Skip
from tqcheck.opening import Opened

_SIGNS = regex.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body)[\s>])", regex.I | regex.S
)
_CHARSET = regex.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", regex.I
)
_MENU = 0.7
"""From this share of links on a block is taken for one of a menu, unless extraction says otherwise."""
_NAMED = 3
"""Pieces of boilerplate that are quoted."""
_SHORT = 24
"""Characters: what is shorter counts as content only where it stands by itself, since it may occur within anything."""


def _sniff(opened: Opened) -> bool:
    return _SIGNS.match(opened.head()) is not None


def _read(opened: Opened) -> Document:
    text = "\n".join(line for _, line in decoded_lines(_in_its_encoding(opened)))
    data = regex.sub(r"[\x00\x0b\x0c]", " ", text).encode()
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError(
            "there is no text in it.", path=opened.path, mend="Give a page that holds text."
        ) from error
    found = list(pieces(tree))
    kept = _main(found, _extracted(data, opened.path))
    blocks = tuple(Block(text=p.text, kind=p.kind, level=p.level, line=p.line) for p in found if p in kept)
    dropped = [piece for piece in found if piece not in kept]
    skipped = [*_named(dropped, opened.path), *_code(tree, opened.path)]
    return Document(path=opened.path, blocks=blocks, skipped=tuple(skipped))


def _in_its_encoding(opened: Opened) -> Opened:
    """Return the page with the encoding it declares, unless the user gave one or it begins with a byte order mark."""
    declared = _CHARSET.search(opened.sample[:4096])
    if opened.encoding or not declared or opened.sample.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return opened
    try:
        named = Opened(opened.path, encoding=declared[1].decode())
        named.head()
    except UsageError:
        return opened
    return named


def _extracted(data: bytes, path: str) -> list[str]:
    """Return the texts of the main content, squeezed, in order; empty when there seems to be none."""
    try:
        import trafilatura  # noqa: PLC0415  an extra
    except ImportError as error:
        why = "" if error.name == "trafilatura" else f", which does not start: {str(error).splitlines()[0]}"
        mend = "Install it: pip install 'tqcheck[documents]'."
        raise UnreadableError(f"HTML needs trafilatura{why.rstrip('.')}.", path=path, mend=mend) from error
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(
        data.decode(),
        output_format="xml",
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        favor_recall=True,
    )
    if not found:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(found.encode(), parser)
    texts = (
        "".join(map(str, element.itertext())) for element in root.iter("p", "head", "item", "cell", "quote", "code")
    )
    return [text for text in map(squeezed, texts) if text]


def _main(found: list[Piece], extracted: list[str]) -> set[Piece]:
    """Return the pieces that are content: what was extracted, what stands among it, and headings over it.

    Extraction loses short paragraphs, lists and tables: it is asked where content is; what there is no menu is kept.
    """
    candidates = [piece for piece in found if not piece.landmark]
    whole, alone = "\n".join(extracted), set(extracted)
    sure = [p for p in candidates if (s := squeezed(p.text)) in alone or (len(s) >= _SHORT and s in whole)]
    if not sure:
        return set(candidates)
    containers = {piece.container for piece in sure} - {None}
    among = range(sure[0].number, sure[-1].number + 1)
    kept = set(sure)
    for piece in candidates:
        if piece.linked < _MENU and (piece.number in among or piece.container in containers):
            kept.add(piece)
    for piece, after in reversed(list(pairwise(candidates))):
        if piece.kind == "heading" and after in kept:
            kept.add(piece)
    return kept


def _named(dropped: list[Piece], path: str) -> Iterator[Skip]:
    if not dropped:
        return
    places = Counter(piece.landmark or "the rest" for piece in dropped)
    where = ", ".join(f"{place} {number}" for place, number in places.most_common())
    quoted = ", ".join(f"“{piece.text[:40]}”" for piece in dropped[:_NAMED])
    more = " …" if len(dropped) > _NAMED else ""
    characters = sum(len(piece.text) for piece in dropped)
    why = f"boilerplate left out: {len(dropped)} blocks, {characters} characters ({where}): {quoted}{more}"
    yield Skip(what=path, why=why, incomplete=False)


def _code(tree: html.HtmlElement, path: str) -> Iterator[Skip]:
    places = [element.sourceline for element in tree.iter("pre")]
    if places:
        plural = "s" * (len(places) > 1)
        why = f"{len(places)} block{plural} of code left out (at line{plural} {', '.join(map(str, places))})"
        yield Skip(what=path, why=why, incomplete=False)


FORMAT = DocumentFormat(name="html", suffixes=(".html", ".htm", ".xhtml"), sniff=_sniff, read=_read)
