"""From numbers to probabilities: the one curve that calibrations, claims and the risk share. Standard library only."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic curve over named features; a feature that is not given counts as 0."""

    bias: float
    weights: Mapping[str, float]

    def __call__(self, features: Mapping[str, float]) -> float:
        """Return a probability, 0..1."""
        return sigmoid(self.bias + sum(w * features.get(name, 0.0) for name, w in self.weights.items()))


def sigmoid(logit: float) -> float:
    """Return the probability of a logit, whatever its size."""
    if logit < 0:
        grown = math.exp(max(logit, -700.0))
        return grown / (1.0 + grown)
    return 1.0 / (1.0 + math.exp(-min(logit, 700.0)))
