"""Learn how findings and scores make the risk: `python fit.py ROWS.jsonl… --models tqcheck-mini --out weights.json`.

A row is `{"source", "target", "source_lang", "target_lang", "label": 0 or 1, "group": "name of the set"}`; 1 is a major
defect. Every set counts the same, whatever its size. The model is a logistic regression whose weights keep their sign:
what speaks for a defect never lowers the risk. One row in five, chosen by its source, is kept back for the figures.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tqcheck.api import run
from tqcheck.combine import Signal, features
from tqcheck.config import Config
from tqcheck.model import Result, Segment
from tqcheck.scorers.ensemble import Ensemble
from tqcheck.scorers.place import place

Matrix = NDArray[np.float64]
BETTER = {"support", "similarity", "quality", "support.least"}
"""Features that may only lower the risk; the length may do either, all others only raise it."""
FREE = {"words"}
RARE = 20
"""A feature that fewer rows show has no weight of its own."""
WINDOW = 512


def segments(paths: Iterable[Path]) -> tuple[list[Segment], NDArray[np.float64], list[str]]:
    """Return the pairs of all files with their labels and sets."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    made = [
        Segment(id=str(i), source=r["source"], target=r["target"], source_lang=r["source_lang"], document=r["group"],
                target_lang=r["target_lang"])
        for i, r in enumerate(rows)
    ]  # fmt: skip
    return made, np.array([float(r["label"]) for r in rows]), [r["group"] for r in rows]


def described(pairs: list[Segment], models: tuple[str, ...]) -> list[dict[str, float]]:
    """Return the features of every pair; checks and models run as they do for a user, everything shown."""
    config = Config(profile="audit", models=models)
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


def fitted(table: Matrix, labels: Matrix, weights: Matrix, names: list[str]) -> tuple[float, Matrix]:
    """Return bias and weights that make the labels most likely, signs kept, by projected gradient descent (Adam)."""
    low = np.array([0.0 if name not in BETTER | FREE else -np.inf for name in names])
    high = np.array([0.0 if name in BETTER else np.inf for name in names])
    inputs = np.hstack([np.ones((len(table), 1)), table])
    low, high = np.r_[-np.inf, low], np.r_[np.inf, high]
    found = np.zeros(inputs.shape[1])
    first, second = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, 3001):
        risks = 1 / (1 + np.exp(-inputs @ found))
        gradient = inputs.T @ (weights * (risks - labels)) + 1e-3 * np.r_[0, found[1:]]
        first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
        move = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-12)
        found = np.clip(found - 0.03 * move, low, high)
    return float(found[0]), found[1:]


def auc(risks: Matrix, labels: Matrix) -> float:
    """Return the chance that a defect has the higher risk; ties count one half."""
    _, places, counts = np.unique(risks, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    bad = labels == 1
    return float((ranks[bad].sum() - bad.sum() * (bad.sum() + 1) / 2) / (bad.sum() * (~bad).sum()))


def calibration_error(risks: Matrix, labels: Matrix, weights: Matrix) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins = np.minimum((risks * 10).astype(int), 9)
    gaps = [abs((weights * (risks - labels))[bins == b].sum()) for b in range(10)]
    return float(sum(gaps) / weights.sum())


def learnt(
    found: list[dict[str, float]], labels: Matrix, groups: list[str], held: NDArray[np.bool_]
) -> dict[str, object]:
    """Return one model as `weights.json` holds it; its figures are printed."""
    names = sorted({n for f in found for n in f})
    names = [n for n in names if sum(bool(f.get(n)) for f in found) >= RARE]
    table = np.array([[f.get(n, 0.0) for n in names] for f in found])
    sizes = {g: groups.count(g) for g in set(groups)}
    weights = np.array([1 / sizes[g] for g in groups])
    weights /= weights.sum()
    bias, linear = fitted(table[~held], labels[~held], weights[~held], names)
    risks = 1 / (1 + np.exp(-(bias + table @ linear)))
    for group in sorted(sizes):
        kept = held & (np.array(groups) == group)
        if 0 < labels[kept].sum() < kept.sum():
            print(f"{group:24} AUC {auc(risks[kept], labels[kept]):.3f}")
    print(f"{'all':24} calibration error {calibration_error(risks[held], labels[held], weights[held]):.3f}")
    usual = table[~held & (labels == 0)].mean(axis=0)
    return {
        "bias": round(bias, 4),
        "linear": {n: round(float(w), 4) for n, w in zip(names, linear, strict=True) if w},
        "usual": {n: round(float(u), 4) for n, u in zip(names, usual, strict=True) if u},
    }


def main() -> None:
    """Fit both models and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--models", nargs="*", default=["tqcheck-mini"])
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("weights.json"))
    args = parser.parse_args()
    pairs, labels, groups = segments(args.rows)
    held = np.array([zlib.crc32((s.source or "").encode()) % 5 == 0 for s in pairs])
    table: dict[str, object] = {"version": 1}
    for name, models in (("without_scores", ()), ("with_scores", tuple(args.models))):
        print(name)
        table[name] = learnt(described(pairs, models), labels, groups, held)
    args.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
