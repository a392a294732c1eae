"""To which member of a tree a comment belongs: the first one on its line, or else the one below it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tqcheck.formats.remarks import OURS
from tqcheck.formats.tree import Member

_GAP = re.compile(r"\n[ \t\r]*\n")


def share(text: str, comments: Iterable[tuple[int, int, str]], members: list[tuple[int, Member]]) -> None:
    """Give each comment (start, end, what it says) to its member; `members` come with their places, in order.

    A comment above a blank line tells of a section and is dropped, unless it asks for something.
    """
    starts = [place for place, _ in members]
    for start, end, said in comments:
        line = text.rfind("\n", 0, start) + 1
        below = bisect_right(starts, start)
        if text[line:start].strip():
            chosen = min(bisect_left(starts, line), below - 1)
        elif below < len(starts) and (OURS in said or not _GAP.search(text, end, starts[below])):
            chosen = below
        else:
            continue
        if chosen >= 0:
            members[chosen][1].comments.append((start, said))
