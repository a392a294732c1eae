"""Where things are: characters of a text, units of a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

Side = Literal["source", "target"]
CodeKind = Literal["open", "close", "standalone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters of one side: half-open, in code points of the text as it was read."""

    side: Side
    start: int
    """0 ≤ start ≤ end."""
    end: int
    """end ≤ len(text); start == end points between two characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a person goes to mend a segment."""

    path: str
    """The file as it was named on the command line; `-` for standard input."""
    line: int | None = None
    """Counted from 1: the line on which the target (or, if it has none, the unit) begins."""
    key: str | None = None
    """The unit's name in its file: msgctxt and msgid, trans-unit id, tuid, row id …"""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


def relative(path: str, folder: str) -> str:
    """Return the way from a folder to a file with `/` between its parts, the same however the file was named.

    Links on the way are followed, the file itself is not; `-` and `<memory>` stay. Where there is no way (another
    drive) the path is absolute.
    """
    return path if path == "-" or path.startswith("<") else _relative(path, folder, os.getcwd())  # noqa: PTH109  fast


@lru_cache(maxsize=4096)
def _relative(path: str, folder: str, _working: str) -> str:
    place = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))  # noqa: PTH118, PTH119, PTH120  as `relpath`
    try:
        return Path(os.path.relpath(place, os.path.realpath(folder))).as_posix()
    except ValueError:
        return Path(place).as_posix()


NOWHERE = Origin(path="<memory>")
"""Of what never was in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineCode:
    """An inline element of XLIFF or TMX; its characters stand in the segment's text."""

    start: int
    end: int
    kind: CodeKind
    id: str
    """Pairs an opening code with its closing one, and a source code with the same code in the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A mechanical mend: put `replacement` in place of target[start:end]."""

    start: int
    end: int
    replacement: str
    safe: bool = True
    """Whether it can be made without a look at it; what is not safe is a suggestion for a person."""

    @classmethod
    def of_all(cls, text: str, parts: Iterable[tuple[int, int, str]], *, safe: bool = True) -> Self:
        """Return one fix of `text` for several places that are apart, each with what is put there."""
        pieces, given = list[str](), sorted(parts)
        at = given[0][0]
        for start, end, replacement in given:
            pieces += [text[at:start], replacement]
            at = end
        return cls(start=given[0][0], end=at, replacement="".join(pieces), safe=safe)
