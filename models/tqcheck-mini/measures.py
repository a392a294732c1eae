"""The figures of metrics.json, from what the program says of rows with known errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from curves import short
from fitting import alike
from heldout import Held
from measuring import auc
from scipy.stats import spearmanr

from tqcheck.model import Span

Value = Callable[[Held], float]


class Judged(NamedTuple):
    """What the program says of a row."""

    risk: float
    raw: Mapping[str, float]
    """Scores before calibration."""
    findings: Sequence[tuple[str, str, tuple[Span, ...]]]
    """Code, severity and spans."""


def areas(rows: Sequence[Held], value: Value) -> dict[str, Any]:
    """Return the AUC, the mean over pairs of languages."""
    by = {}
    for pair, inside in _by(rows, short).items():
        labels = np.array([h.label for h in inside])
        if 0 < labels.sum() < len(labels):
            by[pair] = auc(np.array([value(h) for h in inside]), labels)
    return _figure("AUC", by, len(rows))


def duels(rows: Sequence[Held], value: Value) -> dict[str, Any]:
    """Return how often the bad translation is above the good one, and by category, severity and language."""
    values = {held.id: value(held) for held in rows}
    groups: dict[str, list[float]] = {}
    won = []
    for held in rows:
        if held.twin in values:
            one = float(values[held.id] > values[held.twin]) + 0.5 * (values[held.id] == values[held.twin])
            won.append(one)
            for name in (held.category or "all", f"severity {held.severity}", short(held)):
                groups.setdefault(name, []).append(one)
    by = {name: float(np.mean(some)) for name, some in sorted(groups.items())}
    return {"measure": "pairwise accuracy", "value": _round(np.mean(won)), "rows": len(won), "by": _rounded(by)}


def ranks(rows: Sequence[Held], value: Value) -> dict[str, Any]:
    """Return the rank correlation with what people scored, the mean over pairs of languages."""
    by = {}
    for pair, inside in _by(rows, short).items():
        if len(inside) > 20:
            by[pair] = float(spearmanr([value(h) for h in inside], [h.rank for h in inside]).statistic)
    return _figure("Spearman", by, len(rows))


def spans(rows: Iterable[Held], said: Mapping[str, Judged]) -> dict[str, float]:
    """Return precision, recall and F1 of characters of the target; findings that only inform do not count."""
    hit = pointed = wrong = 0
    for held in rows:
        if held.target_spans is None or held.id.endswith(":good"):
            continue
        gold = {i for a, b, _ in held.target_spans for i in range(a, b)}
        mine = {i for _, severity, found in said[held.id].findings if severity != "info"
                for s in found if s.side == "target" for i in range(s.start, s.end)}  # fmt: skip
        hit, pointed, wrong = hit + len(gold & mine), pointed + len(mine), wrong + len(gold)
    precision, recall = hit / max(1, pointed), hit / max(1, wrong)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return {"precision": _round(precision), "recall": _round(recall), "f1": _round(f1)}


def alarms(rows: Sequence[Held], said: Mapping[str, Judged], alone: Mapping[str, Judged]) -> dict[str, Any]:
    """Return alarms per 100 sound rows: major ones, any, by the checks of the model, and by the rules alone."""

    def rate(loud: Callable[[Held], bool]) -> float:
        return _round(100 * sum(map(loud, rows)) / max(1, len(rows)))

    targets = _by(rows, lambda h: short(h).partition("-")[2]).items()
    by = {t: _round(100 * sum(_major(said[h.id]) for h in inside) / len(inside)) for t, inside in targets}
    by = {t: rate for t, rate in by.items() if len(dict(targets)[t]) >= 20}
    return {
        "rows": len(rows),
        "major": rate(lambda h: _major(said[h.id])),
        "any": rate(lambda h: any(s != "info" for _, s, _ in said[h.id].findings)),
        "major, by the model": rate(lambda h: _major(said[h.id], _OF_MODELS)),
        "any, by the model": rate(lambda h: any(c in _OF_MODELS for c, _, _ in said[h.id].findings)),
        "major, rules alone": rate(lambda h: _major(alone[h.id])),
        "any, rules alone": rate(lambda h: any(s != "info" for _, s, _ in alone[h.id].findings)),
        "major, by check": dict(Counter(c for h in rows for c in {c for c, s, _ in said[h.id].findings if s in _LOUD})),
        "languages above 4": {t: v for t, v in by.items() if v > 4},
    }


def calibration(rows: Sequence[Held], said: Mapping[str, Judged]) -> dict[str, float]:
    """Return the expected calibration error of the combined risk, sets alike and as they are."""
    risks = np.array([said[h.id].risk for h in rows])
    labels = np.array([h.label for h in rows])
    bins = np.minimum((risks * 10).astype(int), 9)
    found = {}
    for name, weights in (("at the base rate", alike([h.dataset for h in rows], labels)),
                          ("rows as they are", np.ones(len(rows)))):  # fmt: skip
        gaps = [abs((weights * (risks - labels))[bins == b].sum()) for b in range(10)]
        found[name] = _round(sum(gaps) / weights.sum())
    return found


def show(found: Mapping[str, Any]) -> None:
    """Print the figures, those of languages and categories left out."""
    names = list(dict.fromkeys(n for kind in _KINDS for n in found.get(kind, {})))
    print(f"{'':24}" + "".join(f"{kind:>20}" for kind in _KINDS))
    for name in names:
        values = [found.get(kind, {}).get(name, {}).get("value") for kind in _KINDS]
        print(f"{name:24}" + "".join(f"{'' if v is None else format(v, '.3f'):>20}" for v in values))
    for name in ("spans", "clean", "calibration error", "speed", "bytes"):
        print(name, *(f"  {key}: {value}" for key, value in found[name].items()), sep="\n")


_KINDS = ("risk of the model", "support", "quality", "combined risk", "rules alone")
_LOUD = ("critical", "major")
_OF_MODELS = ("ACC701", "ACC702", "ACC703", "ACC704")


def _major(judged: Judged, codes: Sequence[str] = ()) -> bool:
    return any(s in _LOUD and (not codes or c in codes) for c, s, _ in judged.findings)


def _by(rows: Iterable[Held], key: Callable[[Held], str]) -> dict[str, list[Held]]:
    groups: dict[str, list[Held]] = {}
    for held in rows:
        groups.setdefault(key(held), []).append(held)
    return dict(sorted(groups.items()))


def _figure(measure: str, by: Mapping[str, float], rows: int) -> dict[str, Any]:
    mean = _round(np.mean(list(by.values()))) if by else None
    return {"measure": measure, "value": mean, "rows": rows, "by": _rounded(by)}


def _rounded(by: Mapping[str, float]) -> dict[str, float]:
    return {name: _round(value) for name, value in by.items()}


def _round(value: float) -> float:
    return round(float(value), 4)
