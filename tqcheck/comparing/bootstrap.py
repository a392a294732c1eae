"""Paired bootstrap resampling (Koehn 2004, https://aclanthology.org/W04-3250), for many measures at once.

The segments are drawn anew `resamples` times, the same ones for both systems, and the measures computed from what was
drawn. Draws are those of sacrebleu for the same seed and number, so that its results can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_AT_ONCE = 1 << 21
"""Draws in memory at a time: 16 bytes each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How chance is asked."""

    resamples: int = 1000
    seed: int = 12345
    """sacrebleu's."""
    level: float = 0.95
    """Of the confidence intervals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A measure of a corpus that is computed from sums over its segments."""

    name: str
    a: Numbers
    """Segments x what is summed."""
    b: Numbers
    score: Callable[[Numbers], Numbers]
    """From sums (resamples x what is summed) to the measure (resamples)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A quantity in both systems, with what chance allows."""

    a: float
    b: float
    interval_a: tuple[float, float]
    """Percentiles of the resamples."""
    interval_b: tuple[float, float]
    interval: tuple[float, float]
    """Of the difference b - a."""
    p: float
    """Two-sided: how often the difference of a resample, less the mean of all, is at least as far from 0 as b - a.

    Never below what a coin allows that is thrown for each segment in which the systems differ: of one such segment
    nothing can be learnt, whatever resamples say.
    """
    p_sacrebleu: float
    """As sacrebleu computes it, from absolute differences; of a clear difference it is about half of `p`."""


def estimates(quantities: Sequence[Quantity], sampling: Sampling) -> list[Estimate]:
    """Return an estimate of each quantity. All must have the same segments, in the same order, at least one."""
    columns = [c for q in quantities for c in (q.a, q.b)]
    whole = np.hstack(columns)
    drawn = _sums(whole, sampling)
    ends = np.cumsum([c.shape[1] for c in columns])[:-1]
    real, resampled = np.split(whole.sum(axis=0, keepdims=True), ends, axis=1), np.split(drawn, ends, axis=1)
    return [
        _estimate(
            (float(q.score(real[2 * i])[0]), q.score(resampled[2 * i])),
            (float(q.score(real[2 * i + 1])[0]), q.score(resampled[2 * i + 1])),
            sampling,
            differing=int((q.a != q.b).any(axis=1).sum()),
        )
        for i, q in enumerate(quantities)
    ]


def _sums(columns: Numbers, sampling: Sampling) -> Numbers:
    """Return the sum of each column over the segments of each resample: resamples x columns."""
    count = len(columns)
    chance = np.random.default_rng(sampling.seed)
    sums = np.empty((sampling.resamples, columns.shape[1]))
    at_once = max(1, _AT_ONCE // count)
    for first in range(0, sampling.resamples, at_once):
        rows = min(at_once, sampling.resamples - first)
        drawn = chance.integers(0, count, size=(rows, count))
        times = np.empty((rows, count))
        for row in range(rows):
            times[row] = np.bincount(drawn[row], minlength=count)
        sums[first : first + rows] = times @ columns
    return sums


def _estimate(
    first: tuple[float, Numbers], second: tuple[float, Numbers], sampling: Sampling, *, differing: int
) -> Estimate:
    (a, drawn_a), (b, drawn_b) = first, second
    differences = drawn_b - drawn_a
    centred = differences - differences.mean()
    absolute = np.abs(differences)
    # Rounding must not tell two systems apart that are the same.
    far = np.abs(centred) >= abs(b - a) - 1e-9 * max(1.0, abs(a), abs(b))
    return Estimate(
        a=a,
        b=b,
        interval_a=_interval(drawn_a, sampling.level),
        interval_b=_interval(drawn_b, sampling.level),
        interval=_interval(differences, sampling.level),
        p=max(_p(far), min(1.0, 2.0 ** (1 - differing))),
        p_sacrebleu=_p(absolute - absolute.mean() > abs(b - a)),
    )


def _p(exceeding: NDArray[np.bool_]) -> float:
    return (int(exceeding.sum()) + 1) / (len(exceeding) + 1)


def _interval(values: Numbers, level: float) -> tuple[float, float]:
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
