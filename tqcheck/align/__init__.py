"""Which sentences of two documents belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tqcheck.align import anchors
from tqcheck.align.band import around
from tqcheck.align.coarse import RADIUS, measured, rough
from tqcheck.align.confidence import evidence
from tqcheck.align.features import Channel, Pair, score, see
from tqcheck.align.lengths import sizes
from tqcheck.align.path import WIDEST, best, probabilities
from tqcheck.align.structure import Layout
from tqcheck.align.weights import learnt
from tqcheck.document import Bead, Sentence
from tqcheck.model import Side

Vectors = Callable[[Sequence[str], Side], NDArray[np.float32]]
"""Texts of one side to unit vectors, shape (texts, width), whose dot products say how alike two sides are."""

_STRANGERS = 0.5
"""The cosine of sentences that have nothing to do with each other, in models of this kind (measured: .50 to .53)."""


def align(source: Sequence[Sentence], target: Sequence[Sentence], *, vectors: Vectors | None) -> list[Bead]:
    """Return beads in order; every sentence of both documents is in exactly one of them.

    Order is kept: sentences that a translator has moved far away count as left out here and added there. Without
    `vectors` lengths decide, and what both languages write alike. Time and memory grow with the sum of the lengths.
    """
    if not source or not target:
        alone = [Bead(source=(i,), target=(), confidence=1.0) for i in range(len(source))]
        return alone + [Bead(source=(), target=(j,), confidence=1.0) for j in range(len(target))]
    pair, kind = prepared(source, target, vectors)
    weights = learnt(kind)
    path = rough(pair, weights.score)
    seen = see(pair, around(path, radius=RADIUS), most=WIDEST)
    scale = measured(seen, path)
    scores = score(seen, scale, weights.score)
    scores.beads[:] += Layout(source, target).speaks(seen.band, path)
    path = best(scores)
    found = evidence(path, seen, scale, probabilities(scores))
    return [
        Bead(source=tuple(range(h, i)), target=tuple(range(g, j)), confidence=weights.confidence(why))
        for (h, g), (i, j), why in zip(path, path[1:], found, strict=False)
    ]


def prepared(source: Sequence[Sentence], target: Sequence[Sentence], vectors: Vectors | None) -> tuple[Pair, str]:
    """Return the documents as alignment sees them, and by which weights it judges."""
    ours, theirs = [s.text for s in source], [t.text for t in target]
    shared = Channel("anchors", *anchors.vectors(ours, theirs), usual=0.0, least=0.15)
    channels = [shared]
    if vectors:
        channels.insert(0, Channel("vectors", vectors(ours, "source"), vectors(theirs, "target"), _STRANGERS, 0.12))
    return Pair(tuple(channels), sizes(ours), sizes(theirs)), "vectors" if vectors else "plain"
