"""The mathematics of fit.py: weights that rank, curves that make probabilities of ranks, and figures for both."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Floats = NDArray[np.float64]
BASE_RATE = 0.15
"""The share of segments with a major defect that probabilities are stated for."""
_RIDGE = 2e-3
_LIKE = 0.01
"""How strongly the sharpness of a set is drawn to 1."""
_SHARPEST = 2.5
"""As a logarithm."""
_SMALL = 50
"""Faulty rows below which a set counts less than the others."""
_DRAWN = 200
"""Rows for which the curve of all languages speaks in that of a pair."""


def ranked(inputs: Floats, duels: Mapping[str, NDArray[np.int64]], low: Floats, high: Floats) -> Floats:
    """Return weights, within bounds, by which the first row of each duel outweighs the second.

    Sets count alike, but for those of few rows. Each set has a sharpness of its own, learnt with the weights: two
    translations that differ in a word are nearer to each other than two sentences are, and no less worth telling apart.
    """
    gaps = np.concatenate([inputs[d[:, 0]] - inputs[d[:, 1]] for d in duels.values()])
    counts = {g: min(1.0, len(np.unique(d[:, 0])) / _SMALL) for g, d in duels.items()}
    share = np.concatenate([np.full(len(d), counts[g] / len(d)) for g, d in duels.items()]) / sum(counts.values())
    which = np.concatenate([np.full(len(d), i) for i, d in enumerate(duels.values())])
    scale = np.sqrt(share @ gaps**2)
    scale[scale < 1e-9] = 1.0
    gaps = gaps / scale
    inner, sets = len(scale), len(duels)

    def loss(found: Floats) -> tuple[float, Floats]:
        weights, sharp = found[:inner], found[inner:]
        z = np.exp(sharp)[which] * (gaps @ weights)
        value = share @ np.logaddexp(0, -z) + _RIDGE * (weights**2).sum() + _LIKE * (sharp**2).sum() / sets
        slope = -(share * expit(-z))
        by_weight = (slope * np.exp(sharp)[which]) @ gaps + 2 * _RIDGE * weights
        by_sharp = np.bincount(which, weights=slope * z, minlength=sets) + 2 * _LIKE * sharp / sets
        return float(value), np.concatenate([by_weight, by_sharp])

    bounds = [*zip(low * scale, high * scale, strict=True), *[(-_SHARPEST, _SHARPEST)] * sets]
    start = np.zeros(inner + sets)
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x[:inner] / scale


def curve(z: Floats, labels: Floats, weights: Floats) -> tuple[float, float]:
    """Return slope and bias that make the labels most likely."""
    return _nearest(z, labels, weights, pull=0.0)


def drawn_to(z: Floats, labels: Floats, weights: Floats) -> tuple[float, float]:
    """Return the same, drawn to 1 and 0 where there are few rows."""
    return _nearest(z, labels, weights, pull=_DRAWN / len(z))


def _nearest(z: Floats, labels: Floats, weights: Floats, *, pull: float) -> tuple[float, float]:
    weights = weights / weights.sum()

    def loss(line: Floats) -> float:
        moved = line[0] * z + line[1]
        away = (line[0] - 1) ** 2 + line[1] ** 2
        return float(weights @ (np.logaddexp(0, moved) - labels * moved) + pull * away / 8)

    slope, bias = minimize(loss, [1.0, 0.0], method="L-BFGS-B", bounds=[(0.05, None), (None, None)]).x
    return float(slope), float(bias)


def prior_weights(groups: NDArray[np.str_], labels: Floats) -> Floats:
    """Return weights by which sets count alike, and defects make up BASE_RATE of each; 0 for sets of one kind."""
    weights = np.zeros(len(labels))
    for group in set(groups.tolist()):
        here = groups == group
        bad, good = (labels[here] == 1).sum(), (labels[here] == 0).sum()
        if bad and good:
            weights[here] = np.where(labels[here] == 1, BASE_RATE / bad, (1 - BASE_RATE) / good)
    return weights


def area(risks: Floats, labels: Floats) -> float:
    """Return the chance that a defect has the higher risk; ties count one half."""
    _, places, counts = np.unique(risks, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    bad = labels == 1
    return float((ranks[bad].sum() - bad.sum() * (bad.sum() + 1) / 2) / (bad.sum() * (~bad).sum()))


def calibration_error(risks: Floats, labels: Floats, weights: Floats) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins = np.minimum((risks * 10).astype(int), 9)
    gaps = [abs((weights * (risks - labels))[bins == b].sum()) for b in range(10)]
    return float(sum(gaps) / weights.sum())
