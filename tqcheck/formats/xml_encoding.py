"""The encoding of an XML file: what its mark, its declaration or the user says; its bytes as UTF-8 and back."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from tqcheck.errors import UnreadableError
from tqcheck.opening import Opened

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']")


def encoding_of(opened: Opened, asked: str | None = None) -> str:
    """Return the codec of an XML file. Raises UnreadableError for a name that Python does not know."""
    head = opened.sample[:1024]
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head[:4].count(0) >= 2:  # "<" and the next character as two bytes each
        return "utf-16-le" if head[0] else "utf-16-be"
    declared = _DECLARED.match(head.lstrip())
    name = asked or (declared.group(1).decode() if declared else "utf-8")
    if re.match(r"(?i)(utf|ucs)-?(16|32|2|4)|unicode", name) and not asked:
        return (
            "utf-8"  # tools that turn files into UTF-8 often leave the declaration: what reads as ASCII is not UTF-16
        )
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        mend = "Correct the declaration, or give the encoding with --encoding."
        raise UnreadableError(f"unknown encoding {name!r}.", path=opened.path, line=1, mend=mend) from error


class Recoded:
    """The bytes of a stream as UTF-8. A byte order mark stays where it is."""

    def __init__(self, stream: BinaryIO, encoding: str, path: str) -> None:
        self._stream, self._path, self._encoding = stream, path, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._lines = 1
        self._ended = False

    def read(self, size: int) -> bytes:
        """Return about `size` bytes; none at the end. Raises UnreadableError where they are not of the encoding."""
        text = b""
        while not text and not self._ended:
            chunk = self._stream.read(size)
            self._ended = not chunk
            text = self._decode(chunk).encode()
        return text

    def _decode(self, chunk: bytes) -> str:
        try:
            text = self._decoder.decode(chunk, not chunk)
            text.encode()
        except UnicodeError as error:
            raise self._wrong(error) from error
        self._lines += text.count("\n")
        return text

    def _wrong(self, error: UnicodeError) -> UnreadableError:
        what, line = "", self._lines
        if isinstance(error, UnicodeDecodeError):
            before = error.object[: error.start]
            line += before.decode(self._encoding, "replace").count("\n")
            what = f": byte 0x{error.object[error.start]:02X} does not fit"
        mend = "Correct the encoding in its first line, or give it with --encoding."
        message = f"not in the encoding {self._encoding} that it declares{what}."
        return UnreadableError(message, path=self._path, line=line, mend=mend)


@contextmanager
def recoded(opened: Opened, encoding: str) -> Iterator[Recoded]:
    """Open a file as UTF-8, from its first byte."""
    with opened.binary() as stream:
        yield Recoded(stream, encoding, opened.path)


def encoder(encoding: str) -> Callable[[bytes], bytes]:
    """Return a function that turns pieces of UTF-8 back into `encoding`, of which the last must be empty.

    A character that the encoding lacks becomes `&#…;`.
    """
    if encoding == "utf-8":
        return lambda piece: piece
    decoder, back = codecs.getincrementaldecoder("utf-8")(), codecs.getincrementalencoder(encoding)("xmlcharrefreplace")
    return lambda piece: back.encode(decoder.decode(piece), not piece)
