"""Comments of YAML, which its parser leaves out: each goes to the member below it, or to the one on its line."""

from __future__ import annotations

import re
from bisect import bisect_right

from tqcheck.formats.tree import Member

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#([^\r\n]*)", re.MULTILINE)


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
        for found in _COMMENT.finditer(self._text):
            place = found.start()
            span = bisect_right(starts, place) - 1
            if span < 0 or self._spans[span][1] <= place:
                member = self._of(place)
                if member:
                    member.comments.append((place, found.group(1)))

    def _of(self, place: int) -> Member | None:
        line = self._text.rfind("\n", 0, place) + 1
        below = bisect_right(self._starts, place)
        behind = self._text[line:place].strip()
        if behind:  # the last member that began before it, on whatever line its text began
            return self._members[below - 1] if below else None
        return self._members[below] if below < len(self._members) else None
