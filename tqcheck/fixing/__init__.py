"""Safe fixes, put into files of any format; everything else in a file stays as it is, byte for byte.

A fix says which characters of a translation become which. Where these stand in the file, escaped and wrapped as its
format has it, is looked for near the line of the unit. What makes that safe is that the file is then read again, from
a copy: a fix is kept only if its segment came to read as it should, and every other one as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tqcheck.model import Finding, Fix, Result, Segment, Skip

Read = Callable[[str], Iterable[Segment | Skip]]
"""Reads a copy of a file, which lies at this path, as the file itself was read."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fix that is to be made, of one segment or of several that share a string of the file."""

    segments: tuple[Segment, ...]
    fix: Fix
    findings: tuple[Finding, ...]

    @property
    def places(self) -> frozenset[tuple[object, ...]]:
        """How its segments are known when the file is read again."""
        return frozenset(map(place, self.segments))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fix that is not made."""

    finding: Finding
    why: str


class Wanted:
    """The safe fixes of a run, by file. Memory: the segments that have one."""

    def __init__(self) -> None:
        self._found: dict[str, dict[tuple[object, ...], list[Change]]] = {}
        self.later = 0
        """How many overlap others, and wait for the next run."""

    def add(self, result: Result) -> None:
        """Take what can be fixed in a segment; of fixes that overlap the first one."""
        segment = result.segment
        mine = [(finding.fix, finding) for finding in result.findings if finding.fix and finding.fix.safe]
        if not mine:
            return
        path = self._found.setdefault(segment.origin.path, {})
        end = -1
        for fix, finding in sorted(mine, key=lambda each: (each[0].start, each[0].end)):
            if fix.start <= end:
                self.later += 1
                continue
            end = fix.end
            changes = path.setdefault((_shared(segment), fix), [])
            changes.append(Change((segment,), fix, (finding,)))

    @property
    def files(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each file, in its order."""
        return {path: tuple(map(_joined, found.values())) for path, found in self._found.items()}


def place(segment: Segment) -> tuple[object, ...]:
    """Return what tells a segment of a file from the others."""
    return (*_shared(segment), segment.id, segment.variant, segment.target_lang, segment.source)


def _shared(segment: Segment) -> tuple[object, ...]:
    """Return what segments have in common that one string gives: a language may have fewer plural forms than asked."""
    return (segment.origin.line, segment.origin.key, segment.target)


def _joined(changes: list[Change]) -> Change:
    segments = tuple(segment for change in changes for segment in change.segments)
    return Change(segments, changes[0].fix, tuple(f for change in changes for f in change.findings))
