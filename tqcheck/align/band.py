"""Where in the grid of all alignments one is looked for: a run of columns in every row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

Path = Sequence[tuple[int, int]]
"""From (0, 0) on: how many sentences of both sides lie behind, after each bead."""


class Band(NamedTuple):
    """Row i, column j is where i source and j target sentences lie behind; the cells of all rows stand in one array."""

    first: Whole
    """The first column of each row, rising."""
    last: Whole
    """The last one."""
    start: Whole
    """Where the cells of each row begin, and the number of all."""

    @property
    def size(self) -> int:
        """The number of cells."""
        return int(self.start[-1])

    def rows(self) -> Whole:
        """Return the row of each cell."""
        return np.repeat(np.arange(len(self.first)), self.last - self.first + 1)

    def columns(self) -> Whole:
        """Return the column of each cell."""
        shift = np.repeat(self.start[:-1] - self.first, self.last - self.first + 1)
        return np.arange(self.size) - shift

    def cells(self, rows: Whole, columns: Whole) -> tuple[Whole, NDArray[np.bool_]]:
        """Return the places of cells, and which of them are inside; the place of one outside is 0."""
        safe = np.clip(rows, 0, len(self.first) - 1)
        inside = (rows == safe) & (columns >= self.first[safe]) & (columns <= self.last[safe])
        return np.where(inside, self.start[safe] + columns - self.first[safe], 0), inside


def whole(rows: int, columns: int) -> Band:
    """Return the grid for that many sentences of either side."""
    return _band(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns))


def around(path: Path, *, radius: int) -> Band:
    """Return what is at most `radius` rows and columns away from a path, which ends at the last cell."""
    rows, columns = path[-1]
    first = np.full(rows + 1, columns)
    last = np.zeros(rows + 1, dtype=np.int64)
    for (i, j), (next_i, next_j) in pairwise(path):
        first[i : next_i + 1] = np.minimum(first[i : next_i + 1], j)
        last[i : next_i + 1] = np.maximum(last[i : next_i + 1], next_j)
    behind = np.maximum(np.arange(rows + 1) - radius, 0)
    ahead = np.minimum(np.arange(rows + 1) + radius, rows)
    return _band(np.maximum(first[behind] - radius, 0), np.minimum(last[ahead] + radius, columns))


def _band(first: Whole, last: Whole) -> Band:
    start = np.concatenate(([0], np.cumsum(last - first + 1)))
    return Band(first.astype(np.int64), last.astype(np.int64), start.astype(np.int64))
