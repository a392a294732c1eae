"""The best path through a band, and how probable each of its steps is: dynamic programming, one row at a time.

The score of a path is the sum of the scores of its beads. With `np.maximum` the programme finds the best one; with
`np.logaddexp` it sums over all of them, which gives each bead its probability (forward and backward, as for any chain).
A step that leaves sentences of the target behind alone stays within a row; because each of them costs by itself, a
running maximum (or sum) does the row at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tqcheck.align.band import Band, Floats, Path

MOVES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1), (2, 3), (3, 2))
"""How many sentences of both sides a bead may hold."""
WIDEST = 4

Sums = NDArray[np.float64]


class Scores(NamedTuple):
    """What a bead adds to the score of a path."""

    band: Band
    beads: Floats
    """Shape (moves, cells): of the bead that ends in the cell; a move that the first rows or columns forbid is -inf."""
    source: Floats
    """Of leaving out one sentence."""
    target: Floats


def best(scores: Scores) -> list[tuple[int, int]]:
    """Return the best path."""
    sums = _forward(scores, np.maximum)
    first, last, start = (part.tolist() for part in scores.band)
    i, j = len(first) - 1, last[-1]
    path = [(i, j)]
    while i or j:
        found = (-np.inf, 0, 0)
        cell = start[i] + j - first[i]
        if j > first[i]:
            found = max(found, (sums[cell - 1] + float(scores.target[j - 1]), 0, 1))
        for move, (a, b) in enumerate(((1, 0), *MOVES[: len(scores.beads)])):
            if i >= a and first[i - a] <= j - b <= last[i - a]:
                add = scores.beads[move - 1, cell] if move else scores.source[i - 1]
                found = max(found, (sums[start[i - a] + j - b - first[i - a]] + float(add), a, b))
        i, j = i - found[1], j - found[2]
        path.append((i, j))
    return path[::-1]


class Probabilities(NamedTuple):
    """How probable it is, given that some path is right, that it has this bead."""

    beads: Floats
    """Shape (moves, cells)."""
    source: Sums
    """Of each sentence: that it is left out."""
    target: Sums
    total: float
    """The logarithm of the sum over all paths."""


def probabilities(scores: Scores) -> Probabilities:
    """Return how probable each bead is."""
    ahead, back = _forward(scores, np.logaddexp), _backward(scores, np.logaddexp)
    rows, columns = scores.band.rows(), scores.band.columns()

    def of(a: int, b: int, add: NDArray[np.floating]) -> Sums:
        """Return the probability of a step of `a` and `b` sentences to each cell."""
        places, inside = scores.band.cells(rows - a, columns - b)
        logs = np.where(inside, ahead[places] + add + back - ahead[-1], -np.inf)
        return np.exp(np.minimum(logs, 0.0))

    beads = np.array([of(a, b, add) for (a, b), add in zip(MOVES, scores.beads, strict=False)], dtype=np.float32)
    source = of(1, 0, np.concatenate(([0.0], scores.source))[rows])
    target = of(0, 1, np.concatenate(([0.0], scores.target))[columns])
    left_out = np.zeros(len(scores.source) + 1), np.zeros(len(scores.target) + 1)
    np.add.at(left_out[0], rows, source)
    np.add.at(left_out[1], columns, target)
    return Probabilities(beads, left_out[0][1:], left_out[1][1:], float(ahead[-1]))


def _forward(scores: Scores, join: np.ufunc) -> Sums:
    """Return for each cell the joined score of all paths to it."""
    first, last, start = (part.tolist() for part in scores.band)
    sums = np.full(start[-1], -np.inf)
    sums[0] = 0.0
    skipped = np.concatenate(([0.0], np.cumsum(scores.target, dtype=np.float64)))
    for i in range(len(first)):
        here = sums[start[i] : start[i + 1]]
        for move, (a, b) in enumerate(((1, 0), *MOVES[: len(scores.beads)])):
            if i < a:
                continue
            low, high = max(first[i], first[i - a] + b), min(last[i], last[i - a] + b) + 1
            if low >= high:
                continue
            there = start[i - a] - first[i - a] - b
            mine = start[i] - first[i]
            add = scores.beads[move - 1, mine + low : mine + high] if move else scores.source[i - 1]
            part = here[low - first[i] : high - first[i]]
            join(part, sums[there + low : there + high] + add, out=part)
        costs = skipped[first[i] : last[i] + 1]
        here[:] = join.accumulate(here - costs) + costs
    return sums


def _backward(scores: Scores, join: np.ufunc) -> Sums:
    """Return for each cell the joined score of all paths from it to the end."""
    first, last, start = (part.tolist() for part in scores.band)
    sums = np.full(start[-1], -np.inf)
    sums[-1] = 0.0
    skipped = np.concatenate(([0.0], np.cumsum(scores.target, dtype=np.float64)))
    for i in range(len(first) - 1, -1, -1):
        here = sums[start[i] : start[i + 1]]
        for move, (a, b) in enumerate(((1, 0), *MOVES[: len(scores.beads)])):
            if i + a >= len(first):
                continue
            low, high = max(first[i], first[i + a] - b), min(last[i], last[i + a] - b) + 1
            if low >= high:
                continue
            there = start[i + a] - first[i + a] + b
            add = scores.beads[move - 1, there + low : there + high] if move else scores.source[i]
            part = here[low - first[i] : high - first[i]]
            join(part, sums[there + low : there + high] + add, out=part)
        costs = skipped[first[i] : last[i] + 1]
        here[:] = (join.accumulate((here + costs)[::-1]))[::-1] - costs
    return sums


def doubled(path: Path, rows: int, columns: int) -> list[tuple[int, int]]:
    """Return the path of a text of half as many sentences (rounded up) in one of `rows` and `columns`."""
    return [(min(2 * i, rows), min(2 * j, columns)) for i, j in path]
