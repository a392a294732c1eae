"""What became better and what worse between two translations of one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tqcheck.model import Finding, Result, Severity

Outcome = Literal["better", "worse", "same"]
WEIGHTS: Mapping[Severity, int] = MappingProxyType(
    {Severity.INFO: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 10}
)
"""Penalty points of a finding, those of the LISA QA Model 3.1 (minor 1, major 5, critical 10)."""
MARGIN = 0.1
"""A difference of risk from which segments with equal penalties are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One segment in both translations."""

    a: Result
    b: Result
    fixed: tuple[Finding, ...]
    """Findings of A that B has not."""
    new: tuple[Finding, ...]
    """Findings of B that A has not."""
    reference: str | None = None
    """Another translation, known to be good."""

    @property
    def risk(self) -> float:
        """Risk in B less risk in A: -1..1, negative where B is better."""
        return self.b.verdict.risk - self.a.verdict.risk

    @property
    def penalty(self) -> int:
        """Penalty points in B less those in A; negative where B is better."""
        return penalty(self.new) - penalty(self.fixed)

    @property
    def outcome(self) -> Outcome:
        """How B is, by penalty points, and where they are equal by a risk that differs by `MARGIN`."""
        if self.penalty:
            return "worse" if self.penalty > 0 else "better"
        if abs(self.risk) < MARGIN:
            return "same"
        return "worse" if self.risk > 0 else "better"


def penalty(findings: Iterable[Finding]) -> int:
    """Return the penalty points of findings."""
    return sum(WEIGHTS[f.severity] for f in findings)


def change(a: Result, b: Result, *, reference: str | None = None) -> Change:
    """Compare the findings of two translations of one text.

    Two findings are one when check, severity and what they cover of the source agree; where one of them covers
    nothing of the source, check and severity do. Where in the target they are does not matter: the targets differ.
    """
    if not (a.findings or b.findings):
        return Change(a=a, b=b, fixed=(), new=(), reference=reference)
    fixed, new = list(a.findings), list(b.findings)
    for finding in a.findings:
        same = next((f for f in new if _exact(f) == _exact(finding)), None)
        if same is not None:
            fixed.remove(finding)
            new.remove(same)
    for finding in list(fixed):
        same = next((f for f in new if _alike(f, finding)), None)
        if same is not None:
            fixed.remove(finding)
            new.remove(same)
    return Change(a=a, b=b, fixed=tuple(fixed), new=tuple(new), reference=reference)


def _exact(finding: Finding) -> tuple[str, Severity, tuple[tuple[str, int], ...]]:
    covered = Counter((finding.segment.source or "")[s.start : s.end] for s in finding.spans if s.side == "source")
    return finding.code, finding.severity, tuple(sorted(covered.items()))


def _alike(first: Finding, second: Finding) -> bool:
    if (first.code, first.severity) != (second.code, second.severity):
        return False
    return not (_exact(first)[2] and _exact(second)[2])
