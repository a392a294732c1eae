"""The counts of a run."""

from __future__ import annotations

from collections import Counter

from tqcheck import __version__
from tqcheck.model import Result, Severity, Shared, Skip, Summary

SKIPS_KEPT = 100
"""How many skips a summary lists; it counts all."""


class Tally:
    """Counts for the summary."""

    def __init__(self) -> None:
        self._segments = self._skips = self._aside = self._suppressed = self.left_out = 0
        self.fixed: tuple[str, ...] = ()
        self.shared: tuple[Shared, ...] = ()
        self._incomplete = False
        self._kept: list[Skip] = []
        self._checks: Counter[str] = Counter()
        self._severities: Counter[Severity] = Counter()
        self._paths: Counter[str] = Counter()

    def count(self, outcome: Result | Skip) -> None:
        """Count a result, or what was not checked."""
        if isinstance(outcome, Skip):
            self._skip(outcome)
        else:
            self._add(outcome)

    def _add(self, result: Result) -> None:
        self._segments += 1
        self._paths[result.segment.origin.path] += len(result.findings)
        self._aside += len(result.aside)
        self._suppressed += sum(aside.by == "suppression" for aside in result.aside)
        for finding in result.findings:
            self._checks[finding.code] += 1
            self._severities[finding.severity] += 1

    def _skip(self, skip: Skip) -> None:
        self._skips += 1
        self._incomplete |= skip.incomplete
        if len(self._kept) < SKIPS_KEPT:
            self._kept.append(skip)

    def summary(self, signature: str, seconds: float) -> Summary:
        """Return the counts; `signature` is what the run knows of checks, options and models."""
        return Summary(
            segments=self._segments,
            by_check=dict(self._checks.most_common()),
            by_severity={s: self._severities[s] for s in Severity},
            by_path=dict(self._paths),
            skipped=tuple(self._kept),
            skips=self._skips,
            incomplete=self._incomplete,
            signature=f"tqcheck {__version__}|{signature}",
            seconds=seconds,
            aside=self._aside,
            suppressed=self._suppressed,
            fixed=self.fixed,
            shared=self.shared,
            left_out=self.left_out,
        )
