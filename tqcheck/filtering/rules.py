"""What makes a pair be rejected, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tqcheck.filtering.expression import Condition
from tqcheck.model import Result, Severity


class Reason(NamedTuple):
    """One reason against a pair."""

    rule: str
    """Without what is of this pair only: reasons are counted by it."""
    said: str
    """For this pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A pair is kept when none of them speaks against it."""

    max_risk: float | None = None
    """0..1: pairs of higher risk are rejected."""
    reject_on: Severity | None = None
    """From this severity any finding rejects its pair."""
    conditions: tuple[Condition, ...] = ()
    """All must hold."""

    def against(self, result: Result) -> tuple[Reason, ...]:
        """Return what speaks against a pair, each thing once."""
        found: dict[str, str] = {}
        risk, most = result.verdict.risk, self.max_risk
        if most is not None and risk > most:
            found[f"risk above {most:g}"] = f"risk {risk:.4g} is above {most:g}"
        if self.reject_on is not None:
            for finding in result.findings:
                if finding.severity >= self.reject_on:
                    rule = f"{finding.code} {finding.name}"
                    found.setdefault(rule, f"{rule} ({finding.severity.value})")
        for condition in self.conditions:
            if not condition.holds(result):
                found[f"not {condition.text}"] = f"not {condition.text}"
        return tuple(Reason(rule, " ".join(said.split())) for rule, said in found.items())
