"""The characters of a file exactly as its bytes have them, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from tqcheck.opening import BYTE_ORDER_MARKS

_PACKED = (b"\x1f\x8b", b"\xfd7zXZ\x00", b"PK\x03\x04")
_DECLARED = (
    re.compile(rb"^\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']"),
    re.compile(rb'"Content-Type:[^"\n]*?charset=([\w-]+)', re.IGNORECASE),
)
_SAMPLE = 1 << 16
_LONGEST = 1 << 18


@dataclass(frozen=True)
class Raw:
    """A file's text with its line ends, escapes and all."""

    mark: bytes
    codec: str
    errors: str
    text: str

    def encoded(self, text: str) -> bytes:
        """Return the bytes of another text in the file's encoding. Raises UnicodeEncodeError for what that lacks."""
        return self.mark + text.encode(self.codec, self.errors)

    def window(self, line: int | None) -> tuple[int, int]:
        """Return where a line, counted from 1, begins, and how far a unit that begins there may go."""
        if line is None or line > len(self._lines):
            return 0, len(self.text)
        return self._lines[line - 1], self._lines[line - 1] + _LONGEST

    @cached_property
    def _lines(self) -> list[int]:
        end = "\n" if "\n" in self.text else "\r"
        return [0, *(match.end() for match in re.finditer(end, self.text))]

    def has(self, text: str) -> bool:
        """Tell whether the file's encoding has these characters."""
        try:
            text.encode(self.codec, self.errors)
        except UnicodeEncodeError:
            return False
        return True


def raw(data: bytes, path: str, asked: str | None) -> Raw | None:
    """Return the text of a file's bytes in the encoding that its mark, the user or the file itself says.

    None for packed files, and where no encoding gives the same bytes back.
    """
    if data.startswith(_PACKED):
        return None
    mark, codec = next(((m, c) for m, c in BYTE_ORDER_MARKS if data.startswith(m)), (b"", None))
    for name, errors in _tried(data, path, codec or asked):
        try:
            text = data[len(mark) :].decode(name, errors)
            found = Raw(mark, name, errors, text)
            if found.encoded(text) == data:
                return found
        except (LookupError, UnicodeError):
            continue
    return None


def _tried(data: bytes, path: str, told: str | None) -> list[tuple[str, str]]:
    declared = (found.group(1).decode() for pattern in _DECLARED if (found := pattern.search(data[:_SAMPLE])))
    names = [name for name in (told, *declared, "utf-8") if name]
    last = ("latin-1", "strict") if PurePath(path).suffix == ".properties" else ("utf-8", "surrogateescape")
    return [*((name, "strict") for name in names), last]
