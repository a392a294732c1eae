"""What a translation model expects of one side, as the score cache keeps it."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SIDE, _WORD = struct.Struct("<fI"), struct.Struct("<IIff")
_PRESENT, _ABSENT = b"\1", b"\0"


class ExpectedWord(NamedTuple):
    """A word, and how likely it is given the other side."""

    start: int
    end: int
    log: float
    """The mean log-probability of its tokens, in nats."""
    gain: float
    """By how much the other side raises that."""

    @property
    def probability(self) -> float:
        """The geometric mean of the probabilities of its tokens."""
        return math.exp(min(self.log, 0.0))


class Expected(NamedTuple):
    """One side of a pair."""

    mean: float
    """The mean log-probability of its tokens, the end included, given the other side."""
    words: tuple[ExpectedWord, ...]


def packed(sides: Iterable[Expected | None]) -> bytes:
    """Return the sides as bytes; None for one that was not asked."""
    return b"".join(_packed(side) if side else _ABSENT for side in sides)


def unpacked(data: bytes) -> Sequence[Expected | None]:
    """Return the sides that these bytes hold."""
    sides: list[Expected | None] = []
    place = 0
    while place < len(data):
        present = data[place : place + 1] == _PRESENT
        place += 1
        if not present:
            sides.append(None)
            continue
        mean, count = _SIDE.unpack_from(data, place)
        place += _SIDE.size
        end = place + count * _WORD.size
        words = tuple(ExpectedWord(*row) for row in _WORD.iter_unpack(data[place:end]))
        sides.append(Expected(mean, words))
        place = end
    return sides


def _packed(side: Expected) -> bytes:
    rows = b"".join(_WORD.pack(*word) for word in side.words)
    return _PRESENT + _SIDE.pack(side.mean, len(side.words)) + rows
