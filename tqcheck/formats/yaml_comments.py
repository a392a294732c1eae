"""Comments of YAML, which its parser leaves out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from tqcheck.formats.comments import share
from tqcheck.formats.tree import Member

_MARK = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_REST = re.compile(r"[^\r\n]*")


class Comments:
    """Told of the members and scalars in the order of the file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._members: list[tuple[int, Member]] = []
        self._spans: list[tuple[int, int]] = []

    def begins(self, member: Member, place: int) -> None:
        """Take a member whose key begins at `place`."""
        self._members.append((place, member))

    def no_comment(self, start: int, end: int) -> None:
        """Take what a scalar covers; a # in it is text. A block's span may reach to the next token."""
        self._spans.append((start, end))

    def share(self) -> None:
        """Give each comment to its member."""
        share(self._text, self._found(), self._members)

    def _found(self) -> Iterator[tuple[int, int, str]]:
        starts, behind = [start for start, _ in self._spans], 0
        for mark in _MARK.finditer(self._text):
            place = mark.start()
            span = bisect_right(starts, place) - 1
            if place < behind or (span >= 0 and place < self._spans[span][1]):
                continue
            rest = _REST.match(self._text, place + 1)
            behind = rest.end() if rest else place + 1
            yield place, behind, self._text[place + 1 : behind]
