"""Running a check over segments: the two passes of a corpus-wide check look like the one pass of a plain one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tqcheck.checks import AnyCheck, CorpusCheck
from tqcheck.model import Hit, Segment
from tqcheck.reading import Reading


def hits(
    check: AnyCheck, segments: Iterable[Segment], *, readings: Sequence[Reading] | None = None
) -> list[tuple[Hit, ...]]:
    """Return the hits of `check` for each segment, in order; a check that needs scores gets a reading with each."""
    segments = list(segments)
    if isinstance(check, CorpusCheck):
        collector = check.begin()
        for segment in segments:
            collector.add(segment)
        check = collector.finish()
    ask: Callable[..., Iterator[Hit]] = check.check
    if readings is None:
        return [tuple(ask(segment)) for segment in segments]
    return [tuple(ask(segment, reading)) for segment, reading in zip(segments, readings, strict=True)]
