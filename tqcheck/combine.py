"""Findings and scores → one risk per segment, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tqcheck.model import Reason, Severity, Verdict

# The share of segments with a sure hit of this severity that a reviewer would send back. Set by hand until the
# calibrated model of models/risk/ takes over; the order of the four is what matters for ranking.
_WEIGHT = {Severity.CRITICAL: 0.95, Severity.MAJOR: 0.7, Severity.MINOR: 0.25, Severity.INFO: 0.05}
# A second hit of the same check mostly tells the same story.
_REPEATED = 0.2
# A consistency finding says that two segments differ, not which of them is wrong: it is no reason to doubt this one.
_ABOUT_OTHERS = "CON"


class Signal(NamedTuple):
    """What one hit brings to the risk; hits too unsure to be shown bring theirs as well."""

    code: str
    severity: Severity
    confidence: float


CLEAN = Verdict(risk=0.0)


def combine(signals: Sequence[Signal]) -> Verdict:
    """Return the probability that a signal is a real defect of this segment, signals taken as independent (noisy or).

    Consistency findings do not count.
    """
    if not signals:
        return CLEAN
    strengths: dict[str, list[float]] = {}
    for code, severity, confidence in signals:
        if code.startswith(_ABOUT_OTHERS):
            continue
        strengths.setdefault(code, []).append(_WEIGHT[severity] * confidence)
    by_code = {code: _together(values) for code, values in strengths.items()}
    safe = 1.0
    for strength in by_code.values():
        safe *= 1.0 - strength
    total = sum(by_code.values()) or 1.0
    because = tuple(
        Reason(what=code, weight=strength / total)
        for code, strength in sorted(by_code.items(), key=lambda item: -item[1])
    )
    return Verdict(risk=1.0 - safe, because=because)


def _together(values: list[float]) -> float:
    values.sort(reverse=True)
    safe = 1.0 - values[0]
    for value in values[1:]:
        safe *= 1.0 - _REPEATED * value
    return 1.0 - safe
