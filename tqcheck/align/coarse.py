"""From coarse to fine: where to look, in time and memory that grow with the documents and not with their product.

The idea is that of Vecalign (Thompson and Koehn, 2019): neighbouring sentences are averaged, which halves the
documents, until all of the grid can be looked at; then each finer level looks around the path of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from tqcheck.align.band import Floats, Path, around, whole
from tqcheck.align.features import Pair, Scale, Seen, score, see
from tqcheck.align.path import best, doubled

RADIUS = 10
"""Cells looked at on both sides of the path of the coarser level."""
_ALL = 1 << 18
"""Grids of up to so many cells are looked at whole."""
_FEW = 2
"""Sentences of either side in a bead, at coarse levels."""


def rough(pair: Pair, weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """Return the best path with beads of at most two sentences a side."""
    rows, columns = len(pair.source), len(pair.target)
    if rows * columns <= _ALL:
        band = whole(rows, columns)
    else:
        band = around(doubled(rough(_halved(pair), weights), rows, columns), radius=RADIUS)
    seen = see(pair, band, most=_FEW)
    return best(score(seen, guessed(seen), weights))


def guessed(seen: Seen) -> Scale:
    """Return the scale as it can be told before anything is aligned: what is nearest is mostly a translation."""
    starts = seen.band.start[:-1]
    margins = [float(np.median(np.maximum.reduceat(near[0, 0], starts)[1:])) for near in seen.margins]
    return _scale(seen.pair, margins, float(seen.pair.target.sum() / seen.pair.source.sum()))


def measured(seen: Seen, path: Path) -> Scale:
    """Return the scale by the sentences that a path pairs one to one; guesses it where there are none."""
    guess = guessed(seen)
    ends = [(i, j) for (h, g), (i, j) in pairwise(path) if i - h == j - g == 1]
    if not ends:
        return guess
    rows, columns = np.array(ends).T
    places, _ = seen.band.cells(rows, columns)
    margins = [float(np.median(near[0, 0][places])) for near in seen.margins]
    factors = seen.pair.target[columns - 1] / seen.pair.source[rows - 1]
    return _scale(seen.pair, margins, float(np.median(factors)))


def _scale(pair: Pair, margins: Sequence[float], factor: float) -> Scale:
    held = tuple(max(found, channel.least) for found, channel in zip(margins, pair.channels, strict=True))
    return Scale(held, factor)


def _halved(pair: Pair) -> Pair:
    """Return the same documents with two neighbouring sentences as one."""
    channels = tuple(
        channel._replace(source=_means(channel.source, pair.source), target=_means(channel.target, pair.target))
        for channel in pair.channels
    )
    return Pair(channels, _pairs(pair.source), _pairs(pair.target))


def _pairs(lengths: Floats) -> Floats:
    found: Floats = np.add.reduceat(lengths, np.arange(0, len(lengths), 2))
    return found


def _means(vectors: Floats, lengths: Floats) -> Floats:
    """Return the mean of every two neighbours as a unit vector."""
    sums = np.add.reduceat(vectors * lengths[:, None], np.arange(0, len(vectors), 2), axis=0)
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    found: Floats = np.divide(sums, norms, out=sums, where=norms > 0)
    return found
