"""Running a check over segments: the two passes of a corpus-wide check look like the one pass of a plain one."""

from __future__ import annotations

from collections.abc import Iterable

from tqcheck.checks import Check, CorpusCheck
from tqcheck.model import Hit, Segment


def hits(check: Check | CorpusCheck, segments: Iterable[Segment]) -> list[tuple[Hit, ...]]:
    """Return the hits of `check` for each segment, in order."""
    segments = list(segments)
    if isinstance(check, CorpusCheck):
        collector = check.begin()
        for segment in segments:
            collector.add(segment)
        check = collector.finish()
    return [tuple(check.check(segment)) for segment in segments]
