"""The measures by which two systems are compared, with what chance allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from tqcheck.comparing.bootstrap import Estimate, Numbers, Quantity, Sampling, estimates
from tqcheck.comparing.changes import Change, penalty
from tqcheck.model import Result, Segment, Severity
from tqcheck.text import scripts
from tqcheck.text.tokens import words

Unit = Literal["", "%"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number for each system, and whether they differ by more than chance."""

    key: str
    """The name in options and for machines: `risk`, `major`, `penalty`, `score:…`, `chrf`, `bleu`, `ter`."""
    label: str
    lower_is_better: bool
    estimate: Estimate
    segments: int
    """Over how many it is computed."""
    unit: Unit = ""
    digits: int = 1
    """After the point, when people read it."""
    lang: str | None = None
    """The target's language, of a measure that is computed for each."""
    signature: str = ""
    """sacrebleu's, where it is its measure."""

    @property
    def better(self) -> Literal["a", "b"] | None:
        """Which system is better, chance or not; None when they are equal."""
        difference = self.estimate.b - self.estimate.a
        if self.estimate.p >= 1 or not difference:
            return None
        return "b" if (difference < 0) is self.lower_is_better else "a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A measure before it is estimated."""

    key: str
    label: str
    lower_is_better: bool
    quantity: Quantity
    unit: Unit = ""
    digits: int = 1
    lang: str | None = None
    signature: str = ""


def measured(wanted: Sequence[Wanted], sampling: Sampling) -> list[Measure]:
    """Estimate measures of the same segments."""
    if not wanted:
        return []
    return [
        Measure(
            key=w.key,
            label=w.label,
            lower_is_better=w.lower_is_better,
            estimate=estimate,
            segments=len(w.quantity.a),
            unit=w.unit,
            digits=w.digits,
            lang=w.lang,
            signature=w.signature,
        )
        for w, estimate in zip(wanted, estimates([w.quantity for w in wanted], sampling), strict=True)
    ]


def own(changes: Sequence[Change], *, texts: bool) -> list[Wanted]:
    """Return the measures that need no reference; without `texts` penalties are per segment, not per word."""
    ones = np.ones(len(changes))
    length = np.array([_length(c.a.segment) for c in changes]) if texts else ones
    per = 1000.0 if texts else 1.0
    if not length.sum():
        length, per, texts = ones, 1.0, False
    return [
        _ratio(changes, "risk", "mean risk", lambda r: r.verdict.risk, ones),
        _ratio(changes, "major", "segments with major findings", _major, ones, times=100, unit="%"),
        _ratio(
            changes,
            "penalty",
            "penalty per 1,000 words" if texts else "penalty per segment",
            lambda r: penalty(r.findings),
            length,
            times=per,
            digits=1 if texts else 3,
        ),
    ]


def scored(changes: Sequence[Change]) -> Iterator[tuple[Wanted, int]]:
    """Yield a measure for each score that models gave in both systems, and of how many segments it lacks."""
    common = _scorers(changes, "a") & _scorers(changes, "b")
    for name in sorted(common):
        both = [c for c in changes if _score(c.a, name) is not None and _score(c.b, name) is not None]
        if both:
            ones = np.ones(len(both))
            yield (
                _ratio(both, f"score:{name}", f"mean {name}", partial(_given, name=name), ones),
                len(changes) - len(both),
            )


def _ratio(  # noqa: PLR0913  one parameter a property
    changes: Sequence[Change],
    key: str,
    label: str,
    value: Callable[[Result], float],
    over: Numbers,
    *,
    times: float = 1.0,
    unit: Unit = "",
    digits: int | None = None,
) -> Wanted:
    sides = [np.column_stack([np.array([value(getattr(c, side)) for c in changes], float), over]) for side in "ab"]
    quantity = Quantity(name=key, a=sides[0], b=sides[1], score=lambda s: times * s[:, 0] / np.maximum(s[:, 1], 1e-9))
    lower = not key.startswith("score:") or key == "score:risk"
    return Wanted(
        key=key, label=label, lower_is_better=lower, quantity=quantity, unit=unit, digits=digits or (1 if unit else 3)
    )


def _major(result: Result) -> float:
    return float(any(f.severity >= Severity.MAJOR for f in result.findings))


def _length(segment: Segment) -> float:
    """Return how many words the source has, or without one the target: the same for both systems where it can be."""
    text = segment.source or segment.target
    return scripts.spaceless_length(text) if scripts.spaceless(text) else len(words(text))


def _scorers(changes: Sequence[Change], side: Literal["a", "b"]) -> set[str]:
    return {score.scorer for c in changes for score in getattr(c, side).scores}


def _given(result: Result, *, name: str) -> float:
    return _score(result, name) or 0.0


def _score(result: Result, name: str) -> float | None:
    return next((s.value for s in result.scores if s.scorer == name), None)
