"""Logistic regression with weights and signs, and how far languages lie from each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Floats = NDArray[np.float64]
BASE_RATE = 0.15
"""The share of segments with a major error that probabilities are stated for."""


class Line(NamedTuple):
    """A logit: `bias + features @ weights`."""

    bias: float
    weights: Floats

    def logit(self, table: Floats) -> Floats:
        """Return a logit for each row."""
        return self.bias + table @ self.weights


def logistic(
    table: Floats, labels: Floats, weights: Floats, *, signs: Sequence[int] | None = None, ridge: float = 1e-3
) -> Line:
    """Return the line that makes the labels (0..1) most likely; a weight whose sign is 1 or -1 keeps it."""
    weights = weights / weights.sum()
    centre = weights @ table
    scale = np.sqrt(weights @ (table - centre) ** 2)
    scale[scale < 1e-9] = 1.0
    inputs = (table - centre) / scale

    def loss(line: Floats) -> tuple[float, Floats]:
        z = line[0] + inputs @ line[1:]
        value = weights @ (np.logaddexp(0, z) - labels * z) + ridge * (line[1:] ** 2).sum()
        slope = weights * (expit(z) - labels)
        return float(value), np.r_[slope.sum(), slope @ inputs + 2 * ridge * line[1:]]

    kept = {0: (None, None), 1: (0, None), -1: (None, 0)}
    bounds = [(None, None), *(kept[s] for s in signs or [0] * table.shape[1])]
    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    linear = found[1:] / scale
    return Line(float(found[0] - centre @ linear), linear)


def curve(raw: Floats, labels: Floats, weights: Floats, *, sign: int = 1) -> tuple[float, float]:
    """Return slope and bias of the logistic curve over one number."""
    line = logistic(raw[:, None], labels, weights, signs=[sign], ridge=1e-6)
    return float(line.weights[0]), line.bias


def drawn_to(
    raw: Floats, labels: Floats, weights: Floats, *, known: tuple[float, float], rows: float
) -> tuple[float, float]:
    """Return the curve over `raw`, drawn to a `known` one as if that rested on so many rows."""
    z = known[0] * raw + known[1]
    weights = weights / weights.sum()
    pull = rows / len(raw)

    def loss(line: Floats) -> float:
        moved = line[0] * z + line[1]
        return float(
            weights @ (np.logaddexp(0, moved) - labels * moved) + pull * ((line[0] - 1) ** 2 + line[1] ** 2) / 8
        )

    slope, bias = minimize(loss, [1.0, 0.0], method="L-BFGS-B", bounds=[(0.2, 3), (-3, 3)]).x
    return float(slope * known[0]), float(slope * known[1] + bias)


def alike(groups: Sequence[str], labels: Floats, *, prior: float = BASE_RATE) -> Floats:
    """Return weights by which every group counts the same, and in each errors make up `prior`.

    Groups without sound or without faulty rows share the weight of one group.
    """
    names = np.array(groups)
    weights = np.zeros(len(labels))
    for name in set(groups):
        inside = names == name
        bad = labels[inside].sum()
        good = inside.sum() - bad
        if bad and good:
            weights[inside] = np.where(labels[inside] > 0.5, prior / bad, (1 - prior) / good)
    return weights


def shifts(values: Mapping[str, Floats], *, share: float | None, rows: float, longest: float = 3.0) -> dict[str, float]:
    """Return by how much to move each language so that all have the `usual` quantile, or mean where `share` is None.

    Keys of `values` are pairs (`en-ja`), an array has a number for each row; the answer has targets (`ja`) too, and
    only pairs that differ from their target. What rests on few rows is drawn to zero, as if `rows` rows
    more spoke for that.
    """
    aim = usual(values, share=share, rows=rows)
    moved = {t: np.clip((aim - _middle(n, share)) * len(n) / (len(n) + rows), -longest, longest)
             for t, n in _targets(values).items()}  # fmt: skip
    several = Counter(pair.partition("-")[2] for pair in values)
    for pair, numbers in values.items():
        target = pair.partition("-")[2]
        more = (aim - moved[target] - _middle(numbers, share)) * len(numbers) / (len(numbers) + rows)
        if several[target] > 1 and abs(more) > 0.15:
            moved[pair] = np.clip(moved[target] + more, -longest, longest)
    return {key: round(float(value), 3) for key, value in moved.items() if abs(value) > 0.05 or "-" in key}


def usual(values: Mapping[str, Floats], *, share: float | None, rows: float) -> float:
    """Return the median over target languages of their `share` quantiles (or means)."""
    return float(np.median([_middle(n, share) for n in _targets(values).values() if len(n) >= rows] or [0.0]))


def _targets(values: Mapping[str, Floats]) -> dict[str, Floats]:
    targets: dict[str, list[Floats]] = {}
    for pair, numbers in values.items():
        targets.setdefault(pair.partition("-")[2], []).append(numbers)
    return {target: np.concatenate(parts) for target, parts in targets.items()}


def _middle(numbers: Floats, share: float | None) -> float:
    return float(np.mean(numbers) if share is None else np.quantile(numbers, share))
