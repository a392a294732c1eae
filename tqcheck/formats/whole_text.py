"""A file's whole text, and the lines of places in it: for formats that are parsed and not read line by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import TextIO

from tqcheck.errors import UnreadableError
from tqcheck.formats import ReadOptions
from tqcheck.opening import Opened, explaining, undecodable

MAX_SIZE = 100_000_000
"""In code points: no file of strings is larger, and the whole text is in memory."""


def whole(opened: Opened, options: ReadOptions) -> str:
    """Return all of a file's text. Raises UnreadableError, with the line, for what is not of its encoding."""
    with explaining(opened.path), opened.text(options.encoding) as stream:
        text = all_of(stream, opened.path)
    if undecodable(text):
        for number, line in enumerate(text.split("\n"), 1):
            if wrong := undecodable(line):
                raise UnreadableError(wrong, path=opened.path, line=number)
    return text


def all_of(stream: TextIO, path: str) -> str:
    """Return all that a stream holds. Raises UnreadableError when that is more than MAX_SIZE."""
    text = stream.read(MAX_SIZE + 1)
    if len(text) > MAX_SIZE:
        mend = "Name the files that hold strings only."
        raise UnreadableError("more than 100 million characters of strings.", path=path, mend=mend)
    return text


def all_bytes(read: Callable[[int], bytes], path: str) -> bytes:
    """Return all bytes that `read` gives. Raises UnreadableError when they are more than MAX_SIZE."""
    pieces, size = [], 0
    while piece := read(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_SIZE:
            raise UnreadableError(
                "more than 100 MB of strings.", path=path, mend="Name the files that hold strings only."
            )
    return b"".join(pieces)


class Lines:
    """Which line a place of a text is on. Only LF and CR LF end a line."""

    def __init__(self, text: str) -> None:
        self._starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))

    def of(self, place: int) -> int:
        """Return the line, counted from 1, of the character `place`."""
        return bisect_right(self._starts, place, 0, len(self._starts) - 1)
