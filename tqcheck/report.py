"""A whole run in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from tqcheck.model import Finding, Result, Segment, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole run in memory, for notebooks and tests; the command line streams instead."""

    results: tuple[Result, ...] = field(repr=False)
    summary: Summary

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the segments."""
        return tuple(f for r in self.results for f in r.findings)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in the order they were read."""
        return tuple(r.segment for r in self.results)

    def worst(self, count: int = 20) -> tuple[Result, ...]:
        """Return the `count` results of highest risk, worst first."""
        return tuple(sorted(self.results, key=lambda r: -r.verdict.risk)[:count])
