"""Word files (DOCX): headings and lists by style, tables in reading order, text boxes, notes; no tracked deletions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile, ZipFile

import regex
from lxml import etree

from tqcheck.document import Block, BlockKind, Document
from tqcheck.documents import DocumentFormat
from tqcheck.errors import UnreadableError
from tqcheck.model import Skip
from tqcheck.opening import Opened

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ZIP = b"PK\x03\x04"
_NOT_TEXT = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "sectPr")} | {_FALLBACK}
_BREAKS = {f"{_W}{name}": " " for name in ("tab", "br", "cr")} | {f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_HEADING = regex.compile(r"(?:heading|title)\s*(\d)?", regex.I)
_LIST = regex.compile(r"list(?: bullet| number| paragraph)?\s*(\d)?", regex.I)
_CONTENTS = regex.compile(r"toc\s*(?:\d|heading)", regex.I)
_NOTES = ("footnotes", "endnotes")
_MOST = 256 << 20
"""Bytes that the parts of a file have together, unpacked: a file of some kilobytes can claim gigabytes."""


def _sniff(opened: Opened) -> bool:
    return opened.sample.startswith(_ZIP) and (b"word/" in opened.sample or b"[Content_Types].xml" in opened.sample)


def _read(opened: Opened) -> Document:
    package = _opened(opened)
    styles = {style.style_id: style for style in package.styles}
    reader = _Reader(styles)
    blocks = list(reader.blocks(package.element.body))
    try:
        for part in _note_parts(package):
            blocks += reader.blocks(part)
    except etree.XMLSyntaxError as error:
        mend = "Open it in a word processor and save it again as DOCX."
        raise UnreadableError("its notes are broken XML.", path=opened.path, mend=mend) from error
    skipped = tuple(Skip(what=opened.path, why=why, incomplete=False) for why in reader.left_out(package))
    return Document(path=opened.path, blocks=tuple(blocks), skipped=skipped)


def _opened(opened: Opened) -> Any:  # noqa: ANN401  python-docx's document, which is imported late
    try:
        import docx  # noqa: PLC0415  an extra
        from docx.opc.exceptions import OpcError  # noqa: PLC0415  likewise
    except ImportError as error:
        mend = "Install it: pip install 'tqcheck[documents]'."
        raise UnreadableError("DOCX needs python-docx.", path=opened.path, mend=mend) from error
    with opened.binary() as stream:
        data = stream.read(_MOST + 1)
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            size = max(len(data), sum(part.file_size for part in archive.infolist()))
        if size > _MOST:
            message = f"unpacked it has more than {_MOST >> 20} MiB, which is no text."
            raise UnreadableError(message, path=opened.path, mend="Save it without its pictures, or in parts.")
        return docx.Document(io.BytesIO(data))
    except (
        BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
        OpcError,
    ) as error:
        mend = "Open it in a word processor and save it again as DOCX."
        raise UnreadableError("this is no DOCX file, or a broken one.", path=opened.path, mend=mend) from error


def _note_parts(package: Any) -> Iterator[Any]:  # noqa: ANN401  likewise
    for related in package.part.rels.values():
        if not related.is_external and related.reltype.rsplit("/", 1)[-1] in _NOTES:
            # no entity is replaced and nothing is fetched, as in the parser that python-docx has for the main part
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            root = etree.fromstring(related.target_part.blob, parser)
            yield from (note for note in root if note.get(f"{_W}type") in {None, "normal"})


class _Reader:
    """Walks through a document; counts what it leaves out."""

    def __init__(self, styles: dict[str, Any]) -> None:
        self._styles = styles
        self._deleted = 0
        self._contents = 0

    def blocks(self, parent: Any, *, cell: bool = False) -> Iterator[Block]:  # noqa: ANN401  lxml's element
        """Yield the blocks below an element, in reading order."""
        before = ""
        for child in parent:
            if child.tag == f"{_W}p":
                text = before + self._text(child)
                if child.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:  # its end is deleted: the next one goes on
                    before = text
                    continue
                before = ""
                yield from self._block(child, " ".join(text.split()), cell=cell)
                for box in self._boxes(child):
                    yield from self.blocks(box)
            elif child.tag in {f"{_W}del", f"{_W}moveFrom", f"{_W}sectPr"}:
                continue
            else:
                yield from self.blocks(child, cell=cell or child.tag == f"{_W}tc")

    def left_out(self, package: Any) -> Iterator[str]:  # noqa: ANN401  python-docx's document
        """Yield what was left out, each in words."""
        if self._deleted:
            yield f"tracked deletions left out ({self._deleted} characters)"
        if self._contents:
            yield f"boilerplate left out: table of contents, {self._contents} lines"
        texts = {
            " ".join(paragraph.text.split())
            for section in package.sections
            for part in (section.header, section.footer, section.first_page_header, section.first_page_footer)
            if not part.is_linked_to_previous
            for paragraph in part.paragraphs
        } - {""}
        if texts:
            yield f"boilerplate left out: headers and footers, {sum(map(len, texts))} characters"

    def _block(self, paragraph: Any, text: str, *, cell: bool) -> Iterator[Block]:  # noqa: ANN401  lxml's element
        name, outline = self._style(paragraph)
        if not text:
            return
        if _CONTENTS.match(name):
            self._contents += 1
            return
        kind, level = _kind(name, outline, _list_level(paragraph))
        yield Block(text=text, kind="cell" if cell and kind == "paragraph" else kind, level=level)

    def _text(self, element: Any) -> str:  # noqa: ANN401  likewise
        pieces = []
        for child in element:
            if child.tag == f"{_W}t":
                pieces.append(child.text or "")
            elif child.tag in _BREAKS:
                pieces.append(_BREAKS[child.tag])
            elif child.tag not in _NOT_TEXT:
                pieces.append(self._text(child))
            if child.tag == f"{_W}del":
                self._deleted += sum(len(gone.text or "") for gone in child.iter(f"{_W}delText"))
        return "".join(pieces)

    def _boxes(self, paragraph: Any) -> Iterator[Any]:  # noqa: ANN401  likewise
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield box

    def _style(self, paragraph: Any) -> tuple[str, int | None]:  # noqa: ANN401  likewise
        """Return the first style of the chain that says what a paragraph is, and the outline level from 0."""
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = None if named is None else self._styles.get(named.get(f"{_W}val"))
        outline = _number(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
        while style is not None:
            name = str(style.name or "")
            if outline is None:
                outline = _number(style.element.find(f"{_W}pPr/{_W}outlineLvl"))
            if any(pattern.match(name) for pattern in (_HEADING, _LIST, _CONTENTS)):
                return name, outline
            style = getattr(style, "base_style", None)
        return "", outline


def _kind(style: str, outline: int | None, list_level: int) -> tuple[BlockKind, int]:
    heading, listed = _HEADING.match(style), _LIST.match(style)
    if heading:
        return "heading", int(heading[1] or 1)
    if outline is not None and outline < 9:  # 9 says: body text
        return "heading", outline + 1
    if list_level or listed:
        return "item", max(list_level, int((listed and listed[1]) or 1))
    return "paragraph", 0


def _list_level(paragraph: Any) -> int:  # noqa: ANN401  lxml's element
    if paragraph.find(f"{_W}pPr/{_W}numPr") is None:
        return 0
    return 1 + (_number(paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")) or 0)


def _number(element: Any) -> int | None:  # noqa: ANN401  likewise
    value = None if element is None else element.get(f"{_W}val")
    return int(value) if value and value.isdigit() else None


FORMAT = DocumentFormat(name="docx", suffixes=(".docx", ".docm"), sniff=_sniff, read=_read)
