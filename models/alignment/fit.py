"""Learn what alignment holds a bead for: `python models/alignment/fit.py FOLDER… --models FOLDER [--out weights.toml]`.

A folder holds files `<document>.<tag>.txt`, those of one document parallel line by line; English is aligned with every
other language, or the first tag with the rest where there is no English. Each pair is damaged in one of six ways
(damage.py) and becomes one document.

The score of a bead is a weighted sum of its features. All monotone alignments of two documents are a conditional random
field over these sums; the weights are those under which the right alignments are most probable (L-BFGS, drawn to where
they start). A second pass, with a passage of something else in every fourth document, fits the curve that makes a
confidence of the probability of a bead and of what is around it. Vectors have noise on them. Needs scipy.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from damage import Damaged, Rates, damaged, pairs, read
from lines import remembering, sentences
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from tqcheck.align import Vectors, prepared, weights
from tqcheck.align.band import around
from tqcheck.align.coarse import RADIUS, measured, rough
from tqcheck.align.confidence import evidence
from tqcheck.align.features import Pair, Scale, Seen, features, score, see
from tqcheck.align.path import MOVES, WIDEST, best, probabilities
from tqcheck.model import Side
from tqcheck.scorers.encoder import Encoder
from tqcheck.scorers.folder import ModelFolder

Floats = NDArray[np.float64]

WAYS = [
    Rates(left_out=0.02, joined=0.02, split=0.02), Rates(left_out=0.05, joined=0.05), Rates(joined=0.3, split=0.1),
    Rates(left_out=0.05, joined=0.12, split=0.1), Rates(left_out=0.08, joined=0.05, split=0.2),
    Rates(left_out=0.03, joined=0.03, split=0.05, passage=50),
]  # fmt: skip
NOISE = (0.0, 0.5, 1.0, 1.4, 0.8)
"""Lengths of what is added to the unit vectors of a document. Real translations are freer than the professional ones
that are at hand, which pure vectors align too easily to teach what else counts."""
HELD = {"2-2", "2-3"}
"""Weights of beads that the documents do not hold; they stand as they were set by hand."""
DRAWN = 0.05
"""By how much a weight is drawn to where it starts."""
CURVE = ["logit", "neighbours", "margin", "margin near", "off", "left out"]


class Known(NamedTuple):
    """A document of which the right alignment is known, as alignment sees it."""

    seen: Seen
    scale: Scale
    found: list[tuple[NDArray[np.bool_], dict[str, NDArray[np.float32]]]]
    right: Counter[str]
    """The sum of each feature over the right beads."""


def documents(folders: Sequence[Path]) -> list[Damaged]:
    """Return all pairs of languages, damaged in turn."""
    dice, made = random.Random(11), []
    for name, tags in ((n, t) for folder in folders for n, t in read(folder).items()):
        first = "en" if "en" in tags else min(tags)
        for tag in sorted(tags.keys() - {first}):
            way = WAYS[(crc32(name.encode()) + len(made)) % len(WAYS)]
            lines = pairs(tags[first], tags[tag])
            fits = way._replace(passage=min(way.passage, len(lines) // 3))
            made.append(damaged(lines, fits, dice))
    return made


def pair_of(document: Damaged, vectors: Vectors | None) -> Pair:
    """Return a document as alignment sees it."""
    return prepared(sentences(document.source), sentences(document.target), vectors)[0]


def known(document: Damaged, vectors: Vectors | None, start: Mapping[str, float]) -> Known | None:
    """Return what is known of a document; None when the right alignment is not even looked at."""
    pair = pair_of(document, vectors)
    path = rough(pair, start)
    seen = see(pair, around(path, radius=RADIUS), most=WIDEST)
    scale = measured(seen, path)
    found = [*features(seen, scale)]
    sizes = ((len(a), len(b)) for a, b in document.beads)
    ends = [*accumulate(sizes, lambda sums, more: (sums[0] + more[0], sums[1] + more[1]))]
    places, inside = seen.band.cells(*np.array(ends).T)
    if not inside.all():
        return None
    right: Counter[str] = Counter()
    lengths = [np.log(pair.source), np.log(pair.target / scale.factor)]
    for (a, b), cell in zip(document.beads, places.tolist(), strict=True):
        if a and b:
            right.update({n: float(v[cell]) for n, v in found[MOVES.index((len(a), len(b)))][1].items()})
        else:
            right.update({"0-1": len(a or b), "0-1 size": float(sum(lengths[0 if a else 1][[*(a or b)]]))})
    return Known(seen, scale, found, right)


def fitted(data: Sequence[Known], start: Mapping[str, float]) -> dict[str, float]:
    """Return the weights under which the right alignments are most probable."""
    names = sorted(start.keys() - HELD)
    origin = np.array([start[n] for n in names])

    def loss(values: Floats) -> tuple[float, Floats]:
        table = {**start, **dict(zip(names, values.tolist(), strict=True))}
        parts = [expected(one, table) for one in data]
        total = sum(table[n] * one.right[n] for one in data for n in names) - sum(log for log, _ in parts)
        slope = np.array([sum(one.right[n] for one in data) - sum(e[n] for _, e in parts) for n in names])
        away = values - origin
        return DRAWN * float(away @ away) - total, 2 * DRAWN * away - slope

    found = minimize(loss, origin, jac=True, method="L-BFGS-B", options={"maxiter": 30})
    return {**start, **dict(zip(names, found.x.tolist(), strict=True))}


def expected(one: Known, table: Mapping[str, float]) -> tuple[float, Counter[str]]:
    """Return the logarithm of the sum over all alignments, and how much of each feature they have in the mean."""
    chances = probabilities(score(one.seen, one.scale, table))
    sums: Counter[str] = Counter()
    for beads, (_, found) in zip(chances.beads, one.found, strict=True):
        sums.update({name: float(values @ beads) for name, values in found.items()})
    sums["0-1"] += float(chances.source.sum() + chances.target.sum())
    sums["0-1 size"] += float(chances.source @ np.log(one.seen.pair.source))
    sums["0-1 size"] += float(chances.target @ np.log(one.seen.pair.target / one.scale.factor))
    return chances.total, sums


def judged(
    document: Damaged, vectors: Vectors | None, table: Mapping[str, float]
) -> tuple[list[list[float]], list[bool]]:
    """Return the evidence for each bead that is found, and whether it is right."""
    pair = pair_of(document, vectors)
    path = rough(pair, table)
    seen = see(pair, around(path, radius=RADIUS), most=WIDEST)
    scale = measured(seen, path)
    scores = score(seen, scale, table)
    path = best(scores)
    right = {*document.beads}
    beads = [(tuple(range(h, i)), tuple(range(g, j))) for (h, g), (i, j) in pairwise(path)]
    why = evidence(path, seen, scale, probabilities(scores))
    return [[one.get(n, 0.0) for n in CURVE] for one in why], [bead in right for bead in beads]


def estranged(document: Damaged, other: Damaged) -> Damaged:
    """Return the document with the last third of its target exchanged for sentences of another."""
    kept = [bead for bead in document.beads if not bead[0] or bead[0][-1] < len(document.source) * 2 // 3]
    ours, theirs = sum(len(a) for a, _ in kept), sum(len(b) for _, b in kept)
    strange = other.target[: len(document.target) - theirs]
    alone = [((i,), ()) for i in range(ours, len(document.source))]
    added = [((), (theirs + j,)) for j in range(len(strange))]
    return Damaged(document.source, document.target[:theirs] + strange, kept + alone + added)


def noisy(vectors: Vectors, length: float, dice: np.random.Generator) -> Vectors:
    """Return vectors that are less sure."""

    def found(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        pure = vectors(texts, side)
        off = pure + dice.normal(size=pure.shape) * length / np.sqrt(pure.shape[1])
        return (off / np.linalg.norm(off, axis=1, keepdims=True)).astype(np.float32)

    return found


def curve(all_documents: Sequence[Damaged], vectors: Vectors | None, table: Mapping[str, float]) -> dict[str, float]:
    """Return the curve of the confidence."""
    dice = np.random.default_rng(3)
    rows, right = [], []
    for number, document in enumerate(all_documents):
        strange = number % 4 == 1
        given = estranged(document, all_documents[(number + 7) % len(all_documents)]) if strange else document
        for length in NOISE if vectors else (0.0,):
            these, those = judged(given, noisy(vectors, length, dice) if vectors else None, table)
            rows += these
            right += those
    x, y = np.column_stack([np.ones(len(rows)), np.array(rows)]), np.array(right, dtype=np.float64)

    def loss(w: Floats) -> tuple[float, Floats]:
        chance = np.clip(expit(x @ w), 1e-9, 1 - 1e-9)
        value = -float(y @ np.log(chance) + (1 - y) @ np.log(1 - chance)) + 0.25 * float(w[1:] @ w[1:])
        return value, x.T @ (chance - y) + 0.5 * np.concatenate(([0.0], w[1:]))

    return dict(zip(["bias", *CURVE], minimize(loss, np.zeros(x.shape[1]), jac=True).x.tolist(), strict=True))


def section(name: str, table: Mapping[str, float], round_to: Callable[[float], float]) -> str:
    """Return a table in TOML."""
    return f"\n[{name}]\n" + "".join(f'"{key}" = {round_to(value)}\n' for key, value in table.items())


def main() -> None:
    """Fit both tables, from where they stand now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--models", type=Path, required=True, help="the folder of the model with the encoder")
    parser.add_argument("--out", type=Path, default=Path(weights.__file__).with_name("weights.toml"))
    args = parser.parse_args()
    made, dice = documents(args.folders), np.random.default_rng(4)
    text = "".join(line for line in args.out.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] == "#")
    for kind, vectors in (("vectors", remembering(Encoder(ModelFolder.open(args.models)))), ("plain", None)):
        start = weights.learnt(kind).score
        given = [noisy(vectors, NOISE[n % len(NOISE)], dice) if vectors else None for n in range(len(made))]
        data = [one for document, encode in zip(made, given, strict=True) if (one := known(document, encode, start))]
        table = {name: round(value, 2) for name, value in fitted(data, start).items()}
        text += section(f"{kind}.score", table, lambda v: v)
        text += section(f"{kind}.confidence", curve(made, vectors, table), lambda v: round(v, 2))
        print(f"{kind}: {len(data)} of {len(made)} documents hold the right alignment in the band")
    args.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
