"""What the layout says: paragraphs, headings, the time of subtitles. It speaks for and against, and forbids nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tqcheck.align.band import Band, Floats, Path, Whole
from tqcheck.align.path import MOVES
from tqcheck.document import Sentence

_CROSSED = 3.0
"""Against a bead for each border of blocks inside it."""
_STARTS = 1.0
"""For a bead where both sides begin a block, and half of it against one where only one side does."""
_HEADING = 2.0
"""For two headings of one level, and against a heading with something else."""
_OTHER_KIND = 0.5
_SEEN_TOGETHER = 3.0
"""For subtitles that are shown at the same time."""
_APART = 0.5
"""Against those that are not, for each second between them."""
_MOST_APART = 6.0
_TRUSTED = 0.5
"""When fewer of the beads found without times are shown together, the times mean nothing."""


class _Side(NamedTuple):
    begins: NDArray[np.bool_]
    """Of each sentence: it is the first of its block."""
    inner: float
    """0..1: how many sentences go on with a block. Where each line is a block of its own, blocks say nothing."""
    kinds: NDArray[np.str_]
    levels: Whole
    start: NDArray[np.float64]
    """In seconds, NaN where it is not known."""
    end: NDArray[np.float64]


def _side(sentences: Sequence[Sentence]) -> _Side:
    blocks = np.array([s.block for s in sentences])
    begins = np.concatenate(([True], blocks[1:] != blocks[:-1]))
    inner = 1.0 - float(begins[1:].mean()) if len(begins) > 1 else 0.0
    times = [np.array([np.nan if t is None else t for t in side], dtype=np.float64)
             for side in ([s.start for s in sentences], [s.end for s in sentences])]  # fmt: skip
    levels = np.array([s.level for s in sentences])
    return _Side(begins, inner, np.array([s.kind for s in sentences]), levels, times[0], times[1])


class Layout:
    """The layout of two documents."""

    def __init__(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> None:
        """Take what is known of every sentence."""
        self._source, self._target = _side(source), _side(target)

    def speaks(self, band: Band, path: Path) -> Floats:
        """Return what it adds to the score of each bead, shape (moves, cells). `path` is what was found without it."""
        found = np.zeros((len(MOVES), band.size), dtype=np.float32)
        rows, columns = band.rows(), band.columns()
        clock = self._clock(path)
        for move, (a, b) in enumerate(MOVES):
            _, possible = band.cells(rows - a, columns - b)
            i, j = rows[possible], columns[possible]
            found[move, possible] = self._blocks(i, j, a, b)
            if clock:
                found[move, possible] += self._times(i, j, (a, b), clock)
        return found

    def _blocks(self, i: Whole, j: Whole, a: int, b: int) -> NDArray[np.float64]:
        """Return what the blocks say of the beads that end at these places."""
        source, target = self._source, self._target
        found = -_CROSSED * (source.inner * _crossed(source, i, a) + target.inner * _crossed(target, j, b))
        ours, theirs = source.begins[i - a], target.begins[j - b]
        starts = np.where(ours & theirs, _STARTS, np.where(ours | theirs, -_STARTS / 2, 0.0))
        found += min(source.inner, target.inner) * starts
        if "heading" in source.kinds and "heading" in target.kinds:
            headings = source.kinds[i - a] == "heading", target.kinds[j - b] == "heading"
            level = source.levels[i - a] == target.levels[j - b]
            found += np.where(headings[0] & headings[1], _HEADING * level, -_HEADING * (headings[0] | headings[1]))
        if len({*source.kinds, "heading"} & {*target.kinds, "heading"}) > 2:
            found -= _OTHER_KIND * (source.kinds[i - a] != target.kinds[j - b])
        return found

    def _times(self, i: Whole, j: Whole, move: tuple[int, int], clock: tuple[float, float]) -> NDArray[np.float64]:
        source, target = self._source, self._target
        rate, ahead = clock
        starts = source.start[i - move[0]] * rate + ahead, target.start[j - move[1]]
        ends = source.end[i - 1] * rate + ahead, target.end[j - 1]
        overlap = np.minimum(*ends) - np.maximum(*starts)
        longest = np.maximum(np.maximum(*ends) - np.minimum(*starts), 0.1)
        together = _SEEN_TOGETHER * overlap / longest
        apart = np.maximum(_APART * overlap, -_MOST_APART)
        found: NDArray[np.float64] = np.nan_to_num(np.where(overlap > 0, together, apart), nan=0.0)
        return found

    def _clock(self, path: Path) -> tuple[float, float] | None:
        """Return how a time of the source becomes one of the target (factor, seconds); None where times say nothing.

        Subtitles of another cut begin earlier or run faster: the medians over the beads of `path` say by how much.
        """
        ends = [(i, j) for (h, g), (i, j) in pairwise(path) if i - h == j - g == 1]
        rows, columns = (np.array(part, dtype=np.int64) - 1 for part in (zip(*ends, strict=True) if ends else ((), ())))
        ours, theirs = self._source.start[rows], self._target.start[columns]
        known = np.isfinite(ours) & np.isfinite(theirs)
        if known.sum() < 2:
            return None
        ours, theirs = ours[known], theirs[known]
        half = len(ours) // 2
        gaps = ours[half:][:half] - ours[:half]
        rates = (theirs[half:][:half] - theirs[:half])[gaps > 0] / gaps[gaps > 0]
        rate = float(np.median(rates)) if len(rates) else 1.0
        ahead = float(np.median(theirs - rate * ours))
        lasting = self._target.end - self._target.start
        lasting = lasting[np.isfinite(lasting)]
        usual = float(np.median(lasting)) if len(lasting) else 0.0
        near = np.abs(ours * rate + ahead - theirs) < max(usual, 1.0)
        return (rate, ahead) if near.mean() >= _TRUSTED else None


def _crossed(side: _Side, ends: Whole, many: int) -> Whole:
    """Return how many borders of blocks are inside of the `many` sentences before each place."""
    counts = np.cumsum(side.begins)
    found: Whole = counts[ends - 1] - counts[ends - many]
    return found
