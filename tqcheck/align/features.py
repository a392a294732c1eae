"""What speaks for a bead, for every bead of a band."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tqcheck.align.band import Band, Floats, Whole
from tqcheck.align.lengths import misfit
from tqcheck.align.path import MOVES, Scores

_PRIOR = 4
"""So many strangers are added to the sentences of a document, that a short one is not compared with itself alone."""


class Channel(NamedTuple):
    """One way to see how alike sentences are."""

    name: str
    source: Floats
    """A vector for each sentence."""
    target: Floats
    usual: float
    """The cosine of two sentences that have nothing to do with each other."""
    least: float
    """The mean margin of translations is taken to be at least this."""


class Pair(NamedTuple):
    """Two documents, at one level of coarseness."""

    channels: tuple[Channel, ...]
    source: Floats
    """How long each sentence is."""
    target: Floats


class Scale(NamedTuple):
    """What is learnt from the documents themselves."""

    margins: tuple[float, ...]
    """Of each channel: by how much translations are more alike than strangers."""
    factor: float
    """How long a translation is, for an original of length 1."""


def joined(vectors: Floats, lengths: Floats, *, most: int) -> Floats:
    """Return unit vectors of the last 1 to `most` sentences before each place, shape (sentences + 1, most, width).

    That of several sentences is their mean, weighted by length: close to what the model gives for them in one (a
    cosine of .91 in the mean), at no cost.
    """
    count, width = vectors.shape
    found = np.zeros((count + 1, most, width), dtype=np.float32)
    weighted = vectors * lengths[:, None]
    for k in range(most):
        found[k + 1 :, k] = weighted[: count - k]
        if k:
            found[k + 1 :, k] += found[k + 1 :, k - 1]
    for k in range(most):
        norms = np.linalg.norm(found[:, k], axis=1, keepdims=True)
        np.divide(found[:, k], norms, out=found[:, k], where=norms > 0)
    return found


def margins(channel: Channel, pair: Pair, band: Band, *, most: int) -> Floats:
    """Return by how much beads are more alike than their sentences are to those of the other side on the whole.

    The shape is (most, most, cells): of how many sentences of the source, of the target, where the bead ends. Cosines
    alone mislead, because some sentences resemble all others (Vecalign normalises for the same reason).
    """
    left = joined(channel.source, pair.source, most=most)
    right = joined(channel.target, pair.target, most=most)
    hubs = [_hubs(left, channel.target, channel.usual), _hubs(right, channel.source, channel.usual)]
    found = np.empty((band.size, most, most), dtype=np.float32)
    width = left.shape[2]
    first, last, start = (part.tolist() for part in band)
    for i in range(len(first)):
        there = right[first[i] : last[i] + 1].reshape(-1, width)
        found[start[i] : start[i + 1]] = (there @ left[i].T).reshape(-1, most, most)
    rows, columns = band.rows(), band.columns()
    found -= (hubs[0][rows][:, None, :] + hubs[1][columns][:, :, None]) / 2
    return np.ascontiguousarray(found.transpose(2, 1, 0))


def _hubs(these: Floats, others: Floats, usual: float) -> Floats:
    """Return the mean cosine with the other side."""
    total = these @ others.sum(axis=0)
    found: Floats = ((total + _PRIOR * usual) / (len(others) + _PRIOR)).astype(np.float32)
    return found


class Seen(NamedTuple):
    """All that is known of the beads of a band, before it is scaled."""

    pair: Pair
    band: Band
    rows: Whole
    columns: Whole
    margins: tuple[Floats, ...]
    """Of each channel, shape (most, most, cells)."""
    sums: tuple[NDArray[np.float64], NDArray[np.float64]]
    """How long all the sentences before each place are together."""


def see(pair: Pair, band: Band, *, most: int) -> Seen:
    """Look at two documents."""
    sums = tuple(np.concatenate(([0.0], np.cumsum(side, dtype=np.float64))) for side in (pair.source, pair.target))
    found = tuple(margins(channel, pair, band, most=most) for channel in pair.channels)
    return Seen(pair, band, band.rows(), band.columns(), found, (sums[0], sums[1]))


def features(seen: Seen, scale: Scale) -> Iterator[tuple[NDArray[np.bool_], dict[str, Floats]]]:
    """Yield for each move where it is possible, and what speaks for it there: names and values, one a cell."""
    most = len(seen.margins[0])
    for a, b in MOVES:
        if max(a, b) > most:
            continue
        _, inside = seen.band.cells(seen.rows - a, seen.columns - b)
        kind = f"{min(a, b)}-{max(a, b)}"
        found = {kind: inside.astype(np.float32)}
        for channel, near, level in zip(seen.pair.channels, seen.margins, scale.margins, strict=True):
            found[channel.name] = near[a - 1, b - 1] / level
            if (a == 1) != (b == 1):
                found[f"{channel.name} least"] = _least(seen, near, a, b) / level
        i, j = seen.rows, seen.columns
        lengths = [s[k] - s[np.maximum(k - w, 0)] for s, k, w in zip(seen.sums, (i, j), (a, b), strict=True)]
        fit = misfit(*(np.maximum(side, 1.0) for side in lengths), factor=scale.factor)
        found["length" if a == b == 1 else "length joined"] = -fit.astype(np.float32)
        yield inside, found


def _least(seen: Seen, near: Floats, a: int, b: int) -> Floats:
    """Return how alike the one sentence of one side is to the least like it of the other."""
    found: Floats = near[0, 0].copy()
    for k in range(1, max(a, b)):
        places, inside = seen.band.cells(seen.rows - (k if a > 1 else 0), seen.columns - (k if b > 1 else 0))
        part = np.where(inside, near[0, 0][places], 0.0)
        np.minimum(found, part, out=found)
    return found


def score(seen: Seen, scale: Scale, weights: Mapping[str, float]) -> Scores:
    """Return what each bead adds to the score of a path."""
    rows = []
    for inside, found in features(seen, scale):
        total = sum((weights.get(name, 0.0) * values for name, values in found.items()), start=np.float32(0))
        rows.append(np.where(inside, total, -np.inf))
    skips = [
        skip(side, weights, factor) for side, factor in ((seen.pair.source, 1.0), (seen.pair.target, scale.factor))
    ]
    return Scores(seen.band, np.array(rows, dtype=np.float32), *skips)


def skip(lengths: Floats, weights: Mapping[str, float], factor: float) -> Floats:
    """Return what leaving out a sentence adds."""
    found: Floats = (weights["0-1"] + weights["0-1 size"] * np.log(lengths / factor)).astype(np.float32)
    return found
