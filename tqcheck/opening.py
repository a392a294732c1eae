"""Opening a file as often as it is needed: packed or not, from a pipe or not, in whatever encoding."""

from __future__ import annotations

import atexit
import codecs
import difflib
import gzip
import io
import lzma
import os
import shutil
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import cache, cached_property
from pathlib import Path
from typing import IO, AnyStr, BinaryIO, NoReturn, TextIO, cast

from tqcheck.errors import TqcheckError, UnreadableError, UsageError

_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, hence before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""What a file may begin with, and the encoding that it tells."""
_SAMPLE = 1 << 16
_HEAD = 4096
MAX_LINE = 64 << 20
"""Bytes, or characters of another encoding: a longer line is no text, but a broken or hostile file."""


class Opened:
    """A file that exists and is not empty. Every call of `binary` or `text` begins again at its first byte.

    A pipe, standard input (`-`) among them, is first copied to a temporary file, once a process; it is as large
    as what came in. Raises UnreadableError for what is missing, a folder, empty, or not to be opened.
    """

    def __init__(self, path: str, *, encoding: str | None = None) -> None:
        self.path = path
        """As it was named; `-` for standard input."""
        self.encoding = encoding
        """What `text`, `lines` and `head` take when they are given none."""
        self.name = "" if path == "-" else Path(path).name.removesuffix(".gz").removesuffix(".xz")
        """The file's name without a suffix of packing; empty for standard input."""
        with explaining(path):
            self._place = _on_disk(path)
            with open(self._place, "rb") as stream:  # noqa: PTH123  a descriptor's path is no Path on every system
                self._magic = stream.read(len(_XZ))
        if not self.sample:
            raise UnreadableError("the file is empty.", path=path, mend="Give a file that holds translations.")

    @property
    def packed(self) -> bool:
        """Whether the file is compressed as a whole."""
        return self._magic.startswith(_GZIP) or self._magic == _XZ

    def binary(self) -> BinaryIO:
        """Open the unpacked bytes. Packing is known by its first bytes, since suffixes lie."""
        if self._magic.startswith(_GZIP):
            return cast("BinaryIO", gzip.open(self._place, "rb"))
        if self._magic == _XZ:
            return cast("BinaryIO", lzma.open(self._place, "rb"))
        return open(self._place, "rb")  # noqa: PTH123  as above

    def text(self, encoding: str | None = None, *, newline: str | None = "") -> TextIO:
        """Open as text. Bytes that are not of the encoding become lone surrogates: ask `undecodable` of each line.

        Without `encoding` it is that of the byte order mark, or UTF-8. `newline` is that of `open`. Raises UsageError
        for an unknown encoding, UnreadableError when the first 64 KiB are plainly in another one.
        """
        mark, codec = self._encoding(encoding or self.encoding)
        if codec == "utf-8":
            _refuse_other_encodings(self.path, self.sample)
        stream = self.binary()
        stream.read(len(mark))
        return io.TextIOWrapper(stream, encoding=codec, errors="surrogateescape", newline=newline)

    def lines(self, encoding: str | None = None) -> Iterator[tuple[int, str, str | None]]:
        """Yield of each line its number, counted from 1, its text without its end, and what in it is no character.

        Only LF and CR LF end a line: a lone CR or U+2028 within a sentence would shift parallel files.
        """
        with explaining(self.path), self.text(encoding, newline="\n") as stream:
            if stream.encoding != "utf-8":
                for number, text in enumerate(bounded(stream), 1):
                    yield number, text.rstrip("\r\n"), undecodable(text)
                return
            for number, line in enumerate(bounded(stream.buffer), 1):  # twice as fast as letting the stream decode
                try:
                    yield number, line.decode().rstrip("\r\n"), None
                except UnicodeDecodeError:
                    text = line.decode(errors="surrogateescape").rstrip("\r\n")
                    yield number, text, undecodable(text)

    def head(self, encoding: str | None = None) -> str:
        """Return the first 4,096 characters or fewer; what cannot be decoded is U+FFFD."""
        mark, codec = self._encoding(encoding or self.encoding)
        with explaining(self.path):
            return self.sample[len(mark) : 4 * _HEAD].decode(codec, "replace")[:_HEAD]

    @cached_property
    def sample(self) -> bytes:
        """The first 64 KiB, unpacked."""
        with explaining(self.path), self.binary() as stream:
            return stream.read(_SAMPLE)

    def _encoding(self, asked: str | None) -> tuple[bytes, str]:
        """Return the byte order mark and the codec of what follows it; a mark outweighs the UTF that was asked for."""
        codec = _codec(asked) if asked else "utf-8"
        for mark, name in BYTE_ORDER_MARKS:
            if codec.startswith("utf") and self.sample.startswith(mark):
                return mark, name
        if codec in {"utf-16", "utf-32"}:  # without a mark Python's decoder refuses
            codec += "-be" if self.sample.startswith(b"\0") else "-le"
        return b"", codec


def bounded(stream: IO[AnyStr]) -> Iterator[AnyStr]:
    """Yield the lines of a stream, with their ends. Raises UnreadableError at one that is longer than MAX_LINE.

    A packed file of some megabytes may hold a line of gigabytes.
    """
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE:
            raise UnreadableError(f"a line is longer than {MAX_LINE >> 20} MiB.", line=number, mend="This is no text.")
        yield line


def undecodable(text: str) -> str | None:
    """Say what in a text is no character: a byte that could not be decoded, half a pair; None when all is well."""
    if text.isascii():
        return None
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        if not 0xDC80 <= code <= 0xDCFF:  # what Python's surrogateescape makes of bytes
            return f"half a surrogate pair, U+{code:04X}, which is no character."
        place = f"byte 0x{code - 0xDC00:02X} at character {error.start + 1}"
        return f"{place} cannot be decoded. Mend the line, or give the file's encoding with --encoding."
    return None


@contextmanager
def explaining(path: str) -> Iterator[None]:
    """Turn what goes wrong while a file is read into an UnreadableError; every error comes to name the file."""
    try:
        yield
    except TqcheckError as error:
        error.path = error.path or path
        raise
    except FileNotFoundError as error:
        raise UnreadableError("there is no such file.", path=path, mend=_nearest(path)) from error
    except (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError) as error:
        message = f"the packed file is broken or cut short ({str(error).rstrip('.')})."
        raise UnreadableError(message, path=path, mend="Pack or fetch it again.") from error
    except IsADirectoryError as error:
        raise UnreadableError("this is a folder.", path=path, mend="Name the files in it.") from error
    except UnicodeError as error:
        message = f"not in its encoding: {str(error).rstrip('.')}."
        raise UnreadableError(message, path=path, mend="Give the right one with --encoding.") from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}.", path=path) from error


def _on_disk(path: str) -> str:
    if path == "-":
        return _spooled(sys.stdin)
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(path)
    return path if stat.S_ISREG(mode) else _spooled(path)


@cache
def _spooled(pipe: TextIO | str) -> str:
    """Copy a pipe to a temporary file, which goes when the process ends."""
    handle, place = tempfile.mkstemp(prefix="tqcheck-")
    atexit.register(_remove, place)
    stream = open(pipe, "rb") if isinstance(pipe, str) else nullcontext(pipe.buffer)  # noqa: PTH123, SIM115  closed below
    with os.fdopen(handle, "wb") as file, stream as opened:
        shutil.copyfileobj(opened, file)
    return place


def _remove(place: str) -> None:
    with suppress(OSError):
        Path(place).unlink()


def _nearest(path: str) -> str:
    with suppress(OSError):
        names = [p.name for p in Path(path).parent.iterdir()]
        if close := difflib.get_close_matches(Path(path).name, names, 1, cutoff=0.75):
            return f"Did you mean {str(Path(path).with_name(close[0]))!r}?"
    return "Check the name."


@cache
def _codec(name: str) -> str:
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        mend = "Give one that Python knows, such as utf-16, windows-1252, shift_jis or gb18030."
        raise UsageError(f"unknown encoding {name!r}.", mend=mend) from error


def _refuse_other_encodings(path: str, sample: bytes) -> None:
    """Raise when hardly any line with more than ASCII is UTF-8: one broken line is skipped, a wrong file refused."""
    if sample.count(0) > len(sample) // 50:
        _raise_not_text(path, sample)
    if len(sample) == _SAMPLE:  # it may end within a character
        sample = sample[: sample.rfind(b"\n") + 1] or sample.rstrip(bytes(range(0x80, 0x100)))
    lines = sample.split(b"\n")
    telling = [(number, line) for number, line in enumerate(lines, 1) if not line.isascii()]
    broken = [(number, line) for number, line in telling if not _is_utf8(line)]
    if len(broken) > len(telling) // 2 and (len(broken) > 1 or sum(map(bool, lines)) == 1):
        _raise_not_utf8(path, sample, number=broken[0][0])


def _raise_not_text(path: str, sample: bytes) -> NoReturn:
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 4 > 4 * min(even, odd):
        mend = f"Give its encoding: --encoding utf-16-{'le' if odd > even else 'be'}."
        raise UnreadableError("looks like UTF-16 without a byte order mark.", path=path, mend=mend)
    raise UnreadableError("this is not text.", path=path, mend="Give a file that holds translations.")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _raise_not_utf8(path: str, sample: bytes, *, number: int) -> None:
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{sample[error.start]:02X} at offset {error.start}."
        mend = "Give its encoding, such as --encoding windows-1252."
        raise UnreadableError(message, path=path, line=number, mend=mend) from error
