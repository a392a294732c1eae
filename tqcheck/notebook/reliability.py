"""Whether a risk means what it says: of the segments with risk .3, are 3 in 10 bad? Standard library only."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tqcheck.errors import UsageError
from tqcheck.model import Result
from tqcheck.notebook.table import plain

_SURE = 1.96
"""Standard errors on each side of an interval that holds 95 times in 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Segments of like risk."""

    count: int
    risk: float
    """Their mean."""
    bad: float
    """The share of them that is bad, 0..1."""
    low: float
    high: float
    """Between which the share of all such segments lies, 95 times in 100 (Wilson's interval)."""


def labelled(results: Sequence[Result], labels: object) -> list[tuple[float, bool]]:
    """Return the risk of each segment that has a label, and whether it is bad.

    `labels` say of each segment in order, or by id, whether it is bad: true or false, 1 or 0; None for not known.
    Raises UsageError when they do not fit.
    """
    if isinstance(labels, Mapping):
        values: list[object] = [labels.get(r.segment.id) for r in results]
    elif isinstance(labels, Iterable) and not isinstance(labels, str | bytes):
        values = list(labels)
    else:
        raise UsageError("labels are a list of true and false, or such by id.", mend="Give one for each segment.")
    if len(values) != len(results):
        mend = "Give one for each segment, or a dict by id."
        raise UsageError(f"there are {len(values):,} labels for {len(results):,} segments.", mend=mend)
    pairs = [
        (r.verdict.risk, label) for r, value in zip(results, values, strict=True) if (label := plain(value)) is not None
    ]
    if not pairs:
        raise UsageError("no segment has a label.", mend="Give true for bad, false for good, by the id of the segment.")
    return [(risk, _truth(label)) for risk, label in pairs]


def bins(pairs: Sequence[tuple[float, bool]], count: int) -> list[Bin]:
    """Return at most `count` bins of about as many segments each; segments of equal risk are never parted."""
    ordered = sorted(pairs)
    made: list[Bin] = []
    start = 0
    for number in range(1, count + 1):
        end = max(start, round(number * len(ordered) / count))
        while 0 < end < len(ordered) and ordered[end][0] == ordered[end - 1][0]:
            end += 1
        if end > start:
            made.append(_bin(ordered[start:end]))
        start = end
    return made


def brier(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the mean square of how far the risk is from the truth: 0 is perfect, .25 is what a constant .5 has."""
    return sum((risk - bad) ** 2 for risk, bad in pairs) / len(pairs)


def error(made: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far bins are from the diagonal, by their size."""
    return sum(b.count * abs(b.risk - b.bad) for b in made) / sum(b.count for b in made)


def _bin(pairs: Sequence[tuple[float, bool]]) -> Bin:
    count, bad = len(pairs), sum(b for _, b in pairs)
    low, high = _interval(bad, count)
    return Bin(count=count, risk=sum(r for r, _ in pairs) / count, bad=bad / count, low=low, high=high)


def _interval(bad: int, count: int) -> tuple[float, float]:
    share, square = bad / count, _SURE**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    reach = _SURE * math.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return min(share, middle - reach), max(share, middle + reach)


def _truth(label: object) -> bool:
    if label not in (0, 1):  # True and False are among them
        raise UsageError(f"{label!r} is no label.", mend="Give true or 1 for bad, false or 0 for good.")
    return bool(label)
