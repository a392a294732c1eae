"""Reading documents that come without pairs. One module a format; the table here loads it when it is needed."""

from __future__ import annotations

import dataclasses
import difflib
import importlib
from collections.abc import Callable
from pathlib import PurePath

from tqcheck.document import Document
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.opening import Opened, explaining

SUFFIXES = {
    ".docx": "docx", ".docm": "docx", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".srt": "subtitles", ".vtt": "subtitles", ".md": "markdown", ".markdown": "markdown",
    ".txt": "text", ".text": "text",
}  # fmt: skip
"""What a suffix promises. The same suffixes stand in each module's FORMAT; a test compares them."""
NAMES = ("docx", "subtitles", "html", "markdown", "text")
"""Every format, in the order in which content is asked whether it is one: the surest first."""
_FOREIGN = (
    (b"%PDF-", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file, or one with a password"),
    (b"{\\rtf", "an RTF file"),
    (b"PK\x03\x04", "a packed file, but no DOCX"),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFormat:
    """One format of documents: the constant FORMAT of its module."""

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Opened], bool]
    """Tells whether the beginning looks like it; surely when True, perhaps not when False."""
    read: Callable[[Opened], Document]
    """Raises UnreadableError for what cannot be read; what is left out on purpose is named in `skipped`."""


def by_name(name: str) -> DocumentFormat:
    """Return the format `name`. Raises UsageError when there is none."""
    if name not in NAMES:
        close = difflib.get_close_matches(name, NAMES, 1)
        mend = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(NAMES)}."
        raise UsageError(f"unknown format of documents {name!r}.", mend=mend)
    return _loaded(name)


def detect(path: str, *, encoding: str | None = None) -> str:
    """Return the name of a document's format: what its suffix says, unless the content says otherwise."""
    return _detected(Opened(path, encoding=encoding))


def read(path: str, *, encoding: str | None = None, format: str | None = None, lines: bool = False) -> Document:  # noqa: A002  the word users know
    """Read a document: `-` is standard input; gzip and xz are unpacked.

    With `lines` each line of plain text or Markdown is a block, blank ones too, so that lines keep their numbers.
    Raises UnreadableError for what cannot be read or holds no text, UsageError for an unknown format or encoding.
    """
    opened = Opened(path, encoding=encoding)
    with explaining(path):
        chosen = by_name(format).name if format else _detected(opened)
        document = _loaded("lines" if lines and chosen in {"text", "markdown"} else chosen).read(opened)
    if not any(block.text.strip() for block in document.blocks):
        raise UnreadableError("there is no text in it.", path=path, mend="Give a document that holds text.")
    return document


def _detected(opened: Opened) -> str:
    promised = SUFFIXES.get(PurePath(opened.name).suffix.lower())
    if promised and promised != "text" and _loaded(promised).sniff(opened):
        return promised
    others = NAMES[:3] if promised in {"text", "markdown"} else NAMES[:-1]  # a text may look like Markdown by chance
    found = next((name for name in others if name != promised and _loaded(name).sniff(opened)), None)
    if not found and promised != "docx":
        _refuse_foreign(opened)
    return found or promised or "text"


def _refuse_foreign(opened: Opened) -> None:
    for magic, what in _FOREIGN:
        if opened.sample.startswith(magic):
            mend = "Save it as DOCX, HTML or plain text and give that."
            raise UnreadableError(f"this is {what}.", path=opened.path, mend=mend)


def _loaded(name: str) -> DocumentFormat:
    found = importlib.import_module(f"{__name__}.{name}").FORMAT
    assert isinstance(found, DocumentFormat)
    return found
