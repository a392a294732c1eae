"""What stands in one text and not in the other: multisets of keyed pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

_SIMILAR = 0.5  # below this two pieces have nothing to do with each other
_MOST_PAIRS = 2_500
"""Beyond as many pairs nobody reads what became of what."""


class Piece(NamedTuple):
    """A part of a text that must have its counterpart in the other: `text[start:end]`."""

    key: str
    """Equal keys answer to each other."""
    start: int
    end: int


def difference(source: Sequence[Piece], target: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of `source` that `target` lacks, and those that it has beyond `source`; last ones first out."""
    if [p.key for p in source] == [p.key for p in target]:
        return [], []
    return _beyond(source, target), _beyond(target, source)


def _beyond(pieces: Sequence[Piece], others: Sequence[Piece]) -> list[Piece]:
    left = Counter(p.key for p in others)
    found = []
    for piece in pieces:
        if left[piece.key] > 0:
            left[piece.key] -= 1
        else:
            found.append(piece)
    return found


def paired(missing: Sequence[Piece], extra: Sequence[Piece]) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Yield each missing piece with the extra one that is most like it, then those that are left alone."""
    left = list(extra)
    if len(missing) * len(left) > _MOST_PAIRS:
        yield from ((piece, None) for piece in missing)
        missing = ()
    for piece in missing:
        near = max(left, key=lambda other: _likeness(piece, other), default=None)
        if near is not None and _likeness(piece, near) >= _SIMILAR:
            left.remove(near)
            yield piece, near
        else:
            yield piece, None
    for piece in left:
        yield None, piece


def _likeness(first: Piece, second: Piece) -> float:
    return float(Indel.normalized_similarity(first.key, second.key))
