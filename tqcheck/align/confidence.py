"""How sure a bead is: of those at .5, half are right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from tqcheck.align.band import Path
from tqcheck.align.features import Scale, Seen
from tqcheck.align.path import MOVES, Probabilities
from tqcheck.calibration import logit

_NEAR = 3
"""Beads on either side that support one."""
_MOST = 6.0


def evidence(path: Path, seen: Seen, scale: Scale, chances: Probabilities) -> Iterator[dict[str, float]]:
    """Yield what speaks for each bead of a path.

    `logit` is its probability by the scores, `neighbours` the mean probability of those around it, `margin` by how much
    its two sides are more alike than strangers (`margin near`: in the mean of the beads around), `off` by how much
    (natural logarithm) their lengths differ from what is usual in these documents.
    """
    found = [_bead(a, b, seen=seen, scale=scale, chances=chances) for a, b in pairwise(path)]
    for place, mine in enumerate(found):
        near = found[max(0, place - _NEAR) : place] + found[place + 1 : place + 1 + _NEAR] or [mine]
        yield mine | {
            "neighbours": sum(other["sure"] for other in near) / len(near),
            "margin near": sum(other["margin"] for other in near) / len(near),
        }


def _bead(
    start: tuple[int, int], end: tuple[int, int], *, seen: Seen, scale: Scale, chances: Probabilities
) -> dict[str, float]:
    (h, g), (i, j) = start, end
    if i == h or j == g:
        sure = float(chances.source[i - 1] if i > h else chances.target[j - 1])
        return {"sure": sure, "logit": logit(sure, most=_MOST), "margin": 0.0, "left out": 1.0}
    cell = int(seen.band.start[i] + j - seen.band.first[i])
    sure = float(chances.beads[MOVES.index((i - h, j - g)), cell])
    margin = float(seen.margins[0][i - h - 1, j - g - 1, cell])
    sizes = [max(1.0, float(s[e] - s[b])) for s, b, e in zip(seen.sums, start, end, strict=True)]
    off = abs(np.log(sizes[1] / sizes[0] / scale.factor))
    return {"sure": sure, "logit": logit(sure, most=_MOST), "margin": margin, "off": float(off)}
