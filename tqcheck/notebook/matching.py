"""Which segment of one run is which of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from tqcheck.errors import UsageError
from tqcheck.model import Result


def matched(mine: Sequence[Result], other: Sequence[Result]) -> list[tuple[Result, Result]]:
    """Return the results of the same segments: same id and source, or else the same source, each as often as in both.

    Raises UsageError when the runs have nothing in common.
    """
    by_id = list(_matched(mine, other, lambda r: (r.segment.id, r.segment.variant, r.segment.source)))
    by_source = list(_matched(mine, other, lambda r: (r.segment.target_lang, r.segment.source)))
    best = by_id if len(by_id) >= len(by_source) else by_source
    if not best:
        raise UsageError("the two runs have no segment in common.", mend="Compare runs over the same sources.")
    return best


def _matched(
    mine: Sequence[Result], other: Sequence[Result], key: Callable[[Result], Hashable]
) -> Iterator[tuple[Result, Result]]:
    theirs = dict(_numbered(other, key))
    for name, result in _numbered(mine, key):
        if name in theirs:
            yield result, theirs[name]


def _numbered(results: Sequence[Result], key: Callable[[Result], Hashable]) -> Iterator[tuple[Hashable, Result]]:
    """Yield the results that have a source with their key, and which of several of that key they are."""
    seen: Counter[Hashable] = Counter()
    for result in results:
        if result.segment.source is not None:
            name = key(result)
            seen[name] += 1
            yield (name, seen[name]), result
