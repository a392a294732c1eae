"""Texts that are too long to be checked are told, not read: time and memory for one segment have an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqcheck.model import Segment, Skip

MAX_LENGTH = 100_000
"""Code points of one side, some forty pages: what is longer is no segment, but a file that was not split."""


class Bounded:
    """What is read, with a skip for each segment that is too long; as often as it is iterated."""

    def __init__(self, inputs: Iterable[Segment | Skip]) -> None:
        self._inputs = inputs

    def __iter__(self) -> Iterator[Segment | Skip]:
        """Yield it in order."""
        for item in self._inputs:
            if isinstance(item, Segment) and (len(item.target) > MAX_LENGTH or len(item.source or "") > MAX_LENGTH):
                yield _skipped(item)
            else:
                yield item


def _skipped(segment: Segment) -> Skip:
    side, length = max(("target", len(segment.target)), ("source", len(segment.source or "")), key=lambda s: s[1])
    why = f"its {side} has {length:,} characters; more than {MAX_LENGTH:,} are not checked. Split it into segments."
    return Skip(what=f"segment {segment.id[:60]}", why=why, origin=segment.origin)
