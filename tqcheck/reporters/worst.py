"""The worst of what passes by, within bounds."""

from __future__ import annotations

import heapq
from typing import Generic, TypeVar

from tqcheck.model import Finding, Result, Severity

Kept = TypeVar("Kept")


class Worst(Generic[Kept]):
    """Keeps the things of the highest rank, at most `limit` of them; None keeps all. Of equals the first ones stay."""

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._entries: list[tuple[tuple[float, ...], int, Kept]] = []
        self.seen = 0
        """How many were given."""

    def add(self, rank: tuple[float, ...], item: Kept) -> None:
        """Take one; `rank` is higher the worse it is."""
        self.seen += 1
        entry = (rank, -self.seen, item)  # no two are equal before the item, which need not be comparable
        if self._limit is None or len(self._entries) < self._limit:
            heapq.heappush(self._entries, entry)
        elif self._limit:
            heapq.heappushpop(self._entries, entry)

    def items(self) -> list[Kept]:
        """Return what is kept, the worst first, of equals the first first."""
        return [item for _, _, item in sorted(self._entries, key=lambda e: e[:2], reverse=True)]


def of_result(result: Result) -> tuple[float, ...]:
    """Return how bad a segment is: one lie outweighs many slips."""
    return any(f.severity is Severity.CRITICAL for f in result.findings), result.verdict.risk


def of_finding(finding: Finding) -> tuple[float, ...]:
    """Return how bad a finding is: by severity, of equals the surest."""
    return finding.severity.rank, finding.confidence
