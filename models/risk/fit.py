"""Learn how findings and scores make the risk: `python fit.py ROWS.jsonl… --models FOLDER --out weights.json`.

A row is `{"id", "source", "target", "source_lang", "target_lang", "origin", "group": "name of the set"}` with what is
known of it: `label` (1 is a major defect, 0 none), `twin` (the id of a sound translation of the same source) or `score`
(by people, higher is better). Neither the network nor the people who wrote the checks may have learnt from the rows.

The weights put faulty rows before sound ones of the same set and pair of languages; every set counts the same, whatever
its size, and what speaks for a defect never lowers the risk. A curve then makes a probability of the sum, for texts
of which BASE_RATE have a major defect. The figures come from fivefold cross-fitting, by source. Needs scipy.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from ranking import BASE_RATE, Floats, area, calibration_error, curve, drawn_to, prior_weights, ranked
from scipy.special import expit
from scipy.stats import spearmanr

from tqcheck.api import run
from tqcheck.combine import Signal, features
from tqcheck.config import Config
from tqcheck.lang.tags import canonical
from tqcheck.model import Result, Segment
from tqcheck.scorers.ensemble import Ensemble
from tqcheck.scorers.place import place

BETTER = {"support.least", "support.source", "support.target", "support.logit", "similarity.logit", "quality.logit"}
"""Features that may only lower the risk; the length may do either, all others only raise it."""
FREE = {"words"}
SATURATED = {"risk", "support", "similarity", "quality"}
"""Left out: their logits say the same, and tell good from better."""
RARE = 20
"""A feature that fewer rows show has no weight of its own."""
CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
MOST = 4.0
"""What a sure critical hit of one check may add to the logit: the rows are few and its next hits other ones."""
FOLDS = 5
WINDOW = 512
ENOUGH = 40
"""Rows of both kinds from which a pair of languages has a curve of its own."""


class Row(NamedTuple):
    """A pair with what is known of it."""

    segment: Segment
    group: str
    label: float | None
    score: float | None
    twin: str | None
    fold: int

    @property
    def pair(self) -> str:
        """The languages, regions and scripts left out."""
        return "-".join((t or "und").partition("-")[0] for t in (self.segment.source_lang, self.segment.target_lang))


def rows(paths: Iterable[Path]) -> list[Row]:
    """Return the rows of all files."""
    made = []
    for line in (line for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line):
        r = json.loads(line)
        tags = {key: canonical(r[key]) if r[key] else None for key in ("source_lang", "target_lang")}
        segment = Segment(id=r["id"], source=r["source"], target=r["target"], document=r["group"], **tags)
        fold = crc32(r.get("origin", r["source"]).encode()) % FOLDS
        made.append(Row(segment, r["group"], r.get("label"), r.get("score"), r.get("twin"), fold))
    return made


def described(pairs: list[Segment], models: tuple[str, ...]) -> list[dict[str, float]]:
    """Return the features of every pair; checks and models run as they do for a user, everything shown."""
    config = Config(profile="audit", models=models, ignore=("CON",))
    results = [r for r in run(pairs, config) if isinstance(r, Result)]
    ensemble = Ensemble(models, cache=place())
    found = []
    for first in range(0, len(results), WINDOW):
        part = results[first : first + WINDOW]
        readings = ensemble.read([r.segment for r in part])
        for result, reading in zip(part, readings, strict=True):
            signals = [Signal(f.code, f.severity, f.confidence) for f in result.findings]
            found.append(features(signals, reading))
    ensemble.close()
    return found


class Table(NamedTuple):
    """Everything about the rows that learning needs."""

    names: list[str]
    inputs: Floats
    rows: Sequence[Row]
    duels: dict[str, NDArray[np.int64]]
    """By set, `[n, 2]`: a row, and one that is sounder."""

    @property
    def labels(self) -> Floats:
        """NaN where it is unknown."""
        return np.array([np.nan if r.label is None else r.label for r in self.rows])


def table(data: Sequence[Row], found: Sequence[dict[str, float]], *, most: int = 6000) -> Table:
    """Return the inputs, and duels between rows, at most so many of a set."""
    names = sorted({n for f in found for n in f} - SATURATED)
    names = [n for n in names if sum(bool(f.get(n)) for f in found) >= RARE]
    inputs = np.array([[f.get(n, 0.0) for n in names] for f in found])
    index = {r.segment.id: i for i, r in enumerate(data)}
    sets: dict[str, list[tuple[int, int]]] = {}
    alike: dict[tuple[str, str], list[int]] = {}
    for i, row in enumerate(data):
        if row.twin in index:
            sets.setdefault(row.group, []).append((i, index[row.twin]))
        elif not row.segment.id.endswith(":good"):
            alike.setdefault((row.group, row.pair), []).append(i)
    rng = np.random.default_rng(1)
    for (group, _), members in alike.items():
        drawn = rng.choice(np.array(members), (min(most, 20 * len(members)), 2))
        sets.setdefault(group, []).extend((a, b) for a, b in drawn.tolist() if _worse(data[a], data[b]))
    duels = {}
    for group, some in sets.items():
        if len(some) >= RARE:
            duels[group] = np.array(some)[rng.permutation(len(some))[:most]]
    return Table(names, inputs, data, duels)


def _worse(one: Row, other: Row) -> bool:
    """Tell whether people found a row worse than another of the same set and languages."""
    if one.label is not None and other.label is not None:
        return one.label > other.label
    return one.score is not None and other.score is not None and one.score < other.score - 0.3


class Model(NamedTuple):
    """What `weights.json` holds of one model."""

    weights: Floats
    slope: float
    bias: float
    languages: dict[str, tuple[float, float]]

    def logits(self, known: Table, pairs: Sequence[str]) -> Floats:
        """Return the logit of every row."""
        z = self.slope * (known.inputs @ self.weights) + self.bias
        curves = np.array([self.languages.get(pair, (1.0, 0.0)) for pair in pairs])
        return curves[:, 0] * z + curves[:, 1]


def learnt(known: Table, inside: NDArray[np.bool_]) -> Model:
    """Return the model that the rows `inside` teach."""
    low = np.array([-np.inf if name in BETTER | FREE else 0.0 for name in known.names])
    high = np.array([0.0 if name in BETTER else MOST if CODE.fullmatch(name) else np.inf for name in known.names])
    parts = {g: duels[inside[duels].all(axis=1)] for g, duels in known.duels.items()}
    weights = ranked(known.inputs, {g: d for g, d in parts.items() if len(d)}, low, high)
    z, labels = known.inputs @ weights, known.labels
    judged = inside & ~np.isnan(labels)
    groups = np.array([r.group for r in known.rows])
    slope, bias = curve(z[judged], labels[judged], prior_weights(groups[judged], labels[judged]))
    pairs = np.array([r.pair if not r.twin else "" for r in known.rows])
    languages = {}
    for pair in sorted({*pairs[judged]} - {""}):
        here = judged & (pairs == pair)
        share = prior_weights(groups[here], labels[here])
        if min((labels[here] == 1).sum(), ((labels[here] == 0) & (share > 0)).sum()) >= ENOUGH:
            languages[pair] = drawn_to(slope * z[here] + bias, labels[here], share)
    return Model(weights, slope, bias, languages)


def figures(known: Table) -> dict[str, Any]:
    """Return how good the risk is where each row is judged by a model that has not seen its source."""
    folds = np.array([r.fold for r in known.rows])
    pairs = [r.pair for r in known.rows]
    logits = np.zeros(len(folds))
    for fold in range(FOLDS):
        logits[folds == fold] = learnt(known, folds != fold).logits(known, pairs)[folds == fold]
    labels, groups = known.labels, np.array([r.group for r in known.rows])
    judged = ~np.isnan(labels)
    weights = prior_weights(groups[judged], labels[judged])
    error = calibration_error(expit(logits[judged]), labels[judged], weights)
    found: dict[str, Any] = {"calibration error": round(error, 4), "base rate": BASE_RATE, "sets": {}}
    for group in sorted(set(groups)):
        here = groups == group
        value = _figure(known, here, logits, group)
        if value is not None:
            found["sets"][group] = round(value, 4)
    return found


def _figure(known: Table, here: NDArray[np.bool_], logits: Floats, group: str) -> float | None:
    """Return pairwise accuracy, or the mean over pairs of languages of the AUC or the rank correlation."""
    if any(known.rows[i].twin for i in np.flatnonzero(here)):
        gaps = logits[known.duels[group][:, 0]] - logits[known.duels[group][:, 1]]
        return float(((gaps > 0) + 0.5 * (gaps == 0)).mean())
    pairs, values = np.array([r.pair for r in known.rows]), []
    for pair in sorted(set(pairs[here])):
        inside = np.flatnonzero(here & (pairs == pair))
        scores = [known.rows[i].score for i in inside]
        if all(s is not None for s in scores):
            if len(inside) > 20:
                values.append(float(-spearmanr(logits[inside], scores).statistic))
        elif 0 < known.labels[inside].sum() < len(inside):
            values.append(area(logits[inside], known.labels[inside]))
    return float(np.mean(values)) if values else None


def told(known: Table) -> dict[str, Any]:
    """Return one model as `weights.json` holds it."""
    model = learnt(known, np.ones(len(known.rows), dtype=bool))
    usual = known.inputs[known.labels == 0].mean(axis=0)
    scaled = model.slope * model.weights
    return {
        "bias": round(model.bias, 4),
        "linear": {n: round(float(w), 4) for n, w in zip(known.names, scaled, strict=True) if abs(w) >= 1e-4},
        "usual": {n: round(float(u), 4) for n, u in zip(known.names, usual, strict=True) if u},
        "languages": {p: {"a": round(a, 4), "b": round(b, 4)} for p, (a, b) in model.languages.items()},
    }


def main() -> None:
    """Fit both models and write them, with their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--models", nargs="*", default=["tqcheck-mini"], help="names or paths of folders")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("weights.json"))
    args = parser.parse_args()
    data = rows(args.rows)
    file: dict[str, Any] = {"version": 1, "figures": {}}
    for name, models in (("without_scores", ()), ("with_scores", tuple(args.models))):
        found = described([r.segment for r in data], models)
        judged = [i for i, f in enumerate(found) if "words" in f or not models]  # the rest no model could read
        known = table([data[i] for i in judged], [found[i] for i in judged])
        file[name] = told(known)
        file["figures"][name] = figures(known)
        print(name, json.dumps(file["figures"][name], indent=1), flush=True)
    args.out.write_text(json.dumps(file, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
