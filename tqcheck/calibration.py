"""From numbers to probabilities: the curves that calibrations, claims and the risk share. Standard library only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic curve over named features; a feature that is not given counts as 0."""

    bias: float
    weights: Mapping[str, float]

    def __call__(self, features: Mapping[str, float]) -> float:
        """Return a probability, 0..1."""
        return sigmoid(self.bias + sum(w * features.get(name, 0.0) for name, w in self.weights.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Additive:
    """A sum of what each feature adds: a logistic regression, boosted stumps, or both."""

    bias: float
    linear: Mapping[str, float] = field(default_factory=dict)
    """What one unit of a feature adds to the logit."""
    steps: Mapping[str, Sequence[tuple[float, float]]] = field(default_factory=dict)
    """For a feature `(threshold, added)`: added to the logit from the threshold on."""
    usual: Mapping[str, float] = field(default_factory=dict)
    """What a feature is in a sound pair, 0 where it is not named: reasons are told against it."""

    def logit(self, features: Mapping[str, float]) -> float:
        """Return the sum; a feature that is not given counts as 0."""
        total = self.bias
        for name, weight in self.linear.items():
            if name in features:
                total += weight * features[name]
        for name, steps in self.steps.items():
            value = features.get(name, 0.0)
            total += sum([added for threshold, added in steps if value >= threshold])
        return total

    def reasons(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return by how much each feature raises the logit above that of a sound pair; what lowers it is left out."""
        names = features.keys() | self.usual.keys()  # what is 0 in both adds the same to both
        raised = {
            n: self._added(n, features.get(n, 0.0)) - self._added(n, self.usual.get(n, 0.0)) for n in sorted(names)
        }
        return {name: more for name, more in raised.items() if more > 0}

    def _added(self, name: str, value: float) -> float:
        linear, steps = self.linear.get(name, 0.0) * value, self.steps.get(name)
        return linear + sum([added for threshold, added in steps if value >= threshold]) if steps else linear


def sigmoid(logit: float) -> float:
    """Return the probability of a logit, whatever its size."""
    if logit < 0:
        grown = math.exp(max(logit, -700.0))
        return grown / (1.0 + grown)
    return 1.0 / (1.0 + math.exp(-min(logit, 700.0)))


def logit(probability: float, *, most: float = 8.0) -> float:
    """Return the logit of a probability, cut off at ±`most`."""
    if probability <= 0 or probability >= 1:
        return -most if probability <= 0 else most
    return min(most, max(-most, math.log(probability / (1.0 - probability))))
