"""How long a text becomes in translation: the figures of `lengths.toml`."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_SHORT = 1.0
"""What short text adds to the variance: this over the shorter size (fitted on sentences of 10 to 80 letters)."""


class Ratio(NamedTuple):
    """What to expect of ln(size of target / size of source)."""

    mean: float
    variance: float
    """Of long sentences; see `deviation` for short ones."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lengths.toml").read_text(encoding="utf-8"))


def _nearest(table: Mapping[str, Any], tag: str) -> Any:  # noqa: ANN401  a value of TOML
    """Return the entry of the nearest tag: `pt-BR`, then `pt`."""
    parts = tag.split("-")
    found = (table.get("-".join(parts[:length])) for length in range(len(parts), 0, -1))
    return next((f for f in found if f is not None), None)


@lru_cache(maxsize=256)
def wide(tag: str) -> float:
    """Return what a Han, kana or Hangul character of this language counts for, in letters; 1 where it has none."""
    return float(_nearest(_table()["wide"], tag) or 1)


@lru_cache(maxsize=1024)
def expected(source_lang: str, target_lang: str) -> Ratio | None:
    """Return the ratio to expect between two languages; None when one of them is not in the table."""
    source, target = (_nearest(_table()["language"], tag) for tag in (source_lang, target_lang))
    if source is None or target is None:
        return None
    return Ratio(target[0] - source[0], max(source[1] ** 2 + target[1] ** 2, 0.01))


def deviation(ratio: Ratio, source_size: float, target_size: float) -> tuple[float, float]:
    """Return by how many standard deviations the target is too long (negative: short), and its share of the expected.

    Both sizes are above 0.
    """
    variance = ratio.variance + _SHORT / max(1.0, min(source_size, target_size))
    off = math.log(target_size / source_size) - ratio.mean
    return off / math.sqrt(variance), math.exp(off)
