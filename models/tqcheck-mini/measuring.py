"""Measures on kept-back rows: what the trainer prints on its way, and what the card quotes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from corpus import kept_back, read, tag
from scipy.stats import rankdata, spearmanr

Scores = dict[str, np.ndarray]
Scorer = Callable[[Sequence[tuple[str, str]]], Scores]
"""Pairs → arrays by name, `risk` and `quality` among them, higher risk = worse, higher quality = better."""

LABELLED = (
    "ced_wmt21",
    "halluc_nmt_deen",
    "halluc_mitigation_deen",
    "refresd_enfr",
    "bio_mqm",
    "qrev_enhr_ensr",
    "xct_entity",
)
CONTRASTIVE = ("demetr", "synced_ende", "po_fix", "xct_entity_swap")
NEVER_LEARNT = ("xct_entity", "xct_entity_swap")
"""Measured on whole."""


def auc(risk: np.ndarray, label: np.ndarray) -> float:
    """Area under the ROC curve, ties counted one half; NaN when one class is missing."""
    positive = int(label.sum())
    negative = len(label) - positive
    if not positive or not negative:
        return float("nan")
    return float((rankdata(risk)[label == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))


def rows(name: str, folder: Path, limit: int) -> list[dict[str, Any]]:
    """Return the rows that may be measured on, at most `limit` of them, the same ones each time."""
    kept = [r for r in read(folder / f"{name}.jsonl.xz") if name in NEVER_LEARNT or kept_back(r["src"])]
    kept.sort(key=lambda r: hashlib.sha256((r["id"] + r["mt"]).encode()).digest())
    return kept[:limit] if limit else kept


def measure(scorer: Scorer, folder: Path, *, limit: int = 0, key: str = "risk") -> dict[str, Any]:
    """Return `{set: {"value": …, "by": {…}, "rows": n}}` for every set of `folder` that has labels, pairs or scores."""
    found: dict[str, Any] = {}
    for name in LABELLED:
        data = rows(name, folder, limit)
        risk = scorer([(r["src"], r["mt"]) for r in data])[key]
        found[name] = _by_pair(
            data, lambda part, risk=risk, data=data: auc(risk[part], np.array([data[i]["label"] for i in part]))
        )
    for name in CONTRASTIVE:
        found[name] = _contrast(scorer, rows(name, folder, limit), key)
    data = rows("mlqe_pe", folder, limit)
    scores = scorer([(r["src"], r["mt"]) for r in data])
    human = np.array([r["score"] for r in data])
    for field, sign in (("quality", 1), (key, -1)):
        value = sign * scores[field]
        found[f"mlqe_pe {field}"] = _by_pair(
            data, lambda part, value=value: float(spearmanr(value[part], human[part]).statistic)
        )
    return found


def _by_pair(data: list[dict[str, Any]], figure: Callable[[np.ndarray], float]) -> dict[str, Any]:
    groups: dict[str, list[int]] = {}
    for i, row in enumerate(data):
        groups.setdefault(f"{tag(row['src_lang'])}-{tag(row['tgt_lang'])}", []).append(i)
    by = {pair: figure(np.array(part)) for pair, part in groups.items() if len(part) > 20}
    known = [v for v in by.values() if not np.isnan(v)]
    return {"value": float(np.mean(known)) if known else float("nan"), "by": by, "rows": len(data)}


def _contrast(scorer: Scorer, data: list[dict[str, Any]], key: str) -> dict[str, Any]:
    bad = scorer([(r["src"], r["mt"]) for r in data])[key]
    good = scorer([(r["src"], r["ref_or_good"].strip()) for r in data])[key]
    won = (bad > good) + 0.5 * (bad == good)
    by: dict[str, list[float]] = {}
    for row, one in zip(data, won, strict=True):
        by.setdefault(row.get("category") or "all", []).append(float(one))
        by.setdefault(f"severity {row.get('severity')}", []).append(float(one))
        by.setdefault(f"to {row['tgt_lang']}", []).append(float(one))
    return {"value": float(won.mean()), "by": {k: float(np.mean(v)) for k, v in by.items()}, "rows": len(data)}
