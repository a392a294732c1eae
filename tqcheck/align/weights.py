"""What each piece of evidence counts for: the figures of `weights.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tqcheck.calibration import Logistic


class Weights(NamedTuple):
    """What was learnt, for documents with vectors of a model or without."""

    score: Mapping[str, float]
    """What a unit of each feature adds to the score of a bead."""
    confidence: Logistic


@cache
def learnt(kind: str) -> Weights:
    """Return the weights for `vectors` or `plain`."""
    table = tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))[kind]
    curve = dict(table["confidence"])
    return Weights(table["score"], Logistic(curve.pop("bias"), curve))
