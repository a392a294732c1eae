"""Files that are checked without their source; pages and their like as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from tqcheck import formats
from tqcheck.formats import ReadOptions
from tqcheck.lang.writing import name
from tqcheck.model import Origin, Segment, Skip
from tqcheck.opening import Opened
from tqcheck.text.document_language import language_of

_PAGES = frozenset({"docx", "html", "subtitles"})
_NO_TEXT = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""What begins a DOCX, and what the readers of documents refuse with a word on what to do."""


def read(path: str, options: ReadOptions, *, format: str | None = None) -> Iterator[Segment | Skip]:  # noqa: A002  the word users know
    """Read a file as `formats.read` does; of HTML, DOCX and subtitles each sentence is a segment without a source.

    Raises UnreadableError for a hopeless file and UsageError for options that do not fit it.
    """
    if format is None and path != "-" and _is_page(Opened(path, encoding=options.encoding)):
        yield from _sentences(path, options.canonical())
    else:
        yield from formats.read(path, options, format=format)


def _is_page(opened: Opened) -> bool:
    from tqcheck import documents  # noqa: PLC0415  only documents pay for their readers

    promised = documents.SUFFIXES.get(PurePath(opened.name).suffix.lower())
    return promised in _PAGES or opened.sample.startswith(_NO_TEXT)


def _sentences(path: str, options: ReadOptions) -> Iterator[Segment | Skip]:
    from tqcheck import documents  # noqa: PLC0415  likewise
    from tqcheck.documents.segmenting import segmented  # noqa: PLC0415  likewise

    document = documents.read(path, encoding=options.encoding)
    yield from document.skipped
    lang = options.target_lang or language_of(block.text for block in document.blocks)
    if lang and not options.target_lang:
        yield Skip(what=path, why=f"it is read as {name(lang)} ({lang}), as its words tell", incomplete=False)
    for number, sentence in enumerate(segmented(document, lang), 1):
        yield Segment(
            id=str(number),
            target=sentence.text,
            source_lang=options.source_lang,
            target_lang=lang,
            origin=Origin(path=path, line=sentence.line),
            document=path,
        )
