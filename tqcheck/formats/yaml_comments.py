"""Comments of YAML, which its parser leaves out: each goes to the member below it, or to the one on its line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from tqcheck.formats.tree import Member

_MARK = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_REST = re.compile(r"[^\r\n]*")


class Comments:
    """Told of the members and scalars in the order of the file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._members: list[Member] = []
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []

    def begins(self, member: Member, place: int) -> None:
        """Take a member whose key begins at `place`."""
        self._members.append(member)
        self._starts.append(place)

    def no_comment(self, start: int, end: int) -> None:
        """Take what a scalar covers; a # in it is text. A block's span may reach to the next token."""
        self._spans.append((start, end))

    def share(self) -> None:
        """Give each comment to its member."""
        starts = [start for start, _ in self._spans]
        behind = 0
        for mark in _MARK.finditer(self._text):
            place = mark.start()
            span = bisect_right(starts, place) - 1
            if place < behind or (span >= 0 and place < self._spans[span][1]):
                continue
            said = _REST.match(self._text, place + 1)
            behind = said.end() if said else place
            if member := self._of(place):
                member.comments.append((place, self._text[place + 1 : behind]))

    def _of(self, place: int) -> Member | None:
        """Return the first member on the line of a comment behind something, else the one below it."""
        line = self._text.rfind("\n", 0, place) + 1
        below = bisect_right(self._starts, place)
        if not self._text[line:place].strip():
            return self._members[below] if below < len(self._members) else None
        first = bisect_left(self._starts, line)
        return self._members[min(first, below - 1)] if below else None
