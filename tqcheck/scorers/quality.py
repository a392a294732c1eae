"""What regression models say of a pair, kept as one number, told as the score `quality:NAME`."""

from __future__ import annotations

import struct
from collections.abc import Callable

from tqcheck.calibration import sigmoid
from tqcheck.errors import UsageError
from tqcheck.model import Score
from tqcheck.reading import Reading

_NUMBER = struct.Struct("<f")


def kept(raw: float) -> bytes:
    """Return a number as the cache keeps it."""
    return _NUMBER.pack(raw)


def told(name: str, said: bytes, value: Callable[[float], float]) -> Reading:
    """Return the reading of one score; `value` makes 0..1, higher is better, of what the model gave."""
    (raw,) = _NUMBER.unpack(said)
    return Reading(scores=(Score(scorer=name, value=value(raw), raw=raw),))


def unit(raw: float) -> float:
    """Cut off at 0 and 1; what is no number is 0."""
    return min(1.0, max(0.0, raw)) if raw == raw else 0.0  # noqa: PLR0124  only NaN differs from itself


SCALES: dict[str, Callable[[float], float]] = {
    "unit": unit,
    "percent": lambda raw: unit(raw / 100),
    "logit": lambda raw: sigmoid(raw) if raw == raw else 0.0,  # noqa: PLR0124  likewise
}
"""How a model's number becomes 0..1: it is that already, it is 0..100, or it is a logit."""


def scale(name: str) -> Callable[[float], float]:
    """Return the scale of this name. Raises UsageError when there is none."""
    if name not in SCALES:
        raise UsageError(f"there is no scale {name!r}.", mend=f"It may be {', '.join(SCALES)}.")
    return SCALES[name]
