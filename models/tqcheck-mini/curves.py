"""The table `calibration` of config.json: from what the network says to probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from fitting import Floats, alike, curve, drawn_to, shifts
from heldout import Held, Spans

from tqcheck.calibration import logit
from tqcheck.reading import Reading, WordReading

Read = Mapping[str, Reading]
_ENOUGH = 40
"""Faulty rows from which a pair of languages has a curve of its own."""
_DRAWN = 150
"""Rows for which the curve of all languages speaks in that."""
_UNMARKED = ("mlqe_pe", "mlqe_pe_train")
"""Word tags of these come from post-edits and say little."""


def short(held: Held) -> str:
    """Return the pair of languages, regions and scripts left out."""
    return "-".join((tag or "und").partition("-")[0] for tag in (held.source_lang, held.target_lang))


def calibration(rows: Sequence[Held], readings: Read) -> dict[str, Any]:
    """Return the curves that these rows teach, those of languages among them."""
    rows = [r for r in rows if r.id in readings]
    sound = [r for r in rows if r.label == 0 and r.target_spans == () and r.source_spans == ()]
    table: dict[str, Any] = {}
    languages: dict[str, dict[str, dict[str, float]]] = {}
    judged = [r for r in rows if r.label is not None and r.dataset != "mismatched"]
    table["risk"], by_pair = _judged(judged, readings)
    faulty = [r for r in judged if r.twin] + [r for r in judged if r.label == 1 and r.dataset == "refresd_enfr"]
    table["support"] = _separating(sound, faulty, readings, "support")
    table["similarity"] = _separating(sound, [r for r in rows if r.dataset == "mismatched"], readings, "similarity")
    table["quality"], assessed = _assessed([r for r in rows if r.score is not None], readings)
    for name in ("risk", "support", "similarity"):
        slope, bias = table[name]
        values = _grouped(sound, lambda r, n=name, s=slope: s * readings[r.id].raw(n))
        for key, moved in shifts(values, share=None, rows=20).items():
            languages.setdefault(key, {})[name] = {"a": slope, "b": bias + moved}
    for name, side in (("error", "target"), ("omission", "source")):
        table[name] = _words(rows, readings, side)
    for key, curves in [*by_pair.items(), *assessed.items()]:
        languages.setdefault(key, {}).update(curves)
    named = {name: {"a": slope, "b": bias} for name, (slope, bias) in table.items()}
    return rounded({**named, "languages": dict(sorted(languages.items()))})


def marks(words: Iterable[WordReading], spans: Spans) -> list[float]:
    """Return for each word how much of an error it is, by the spans that people marked."""
    return [max((c for a, b, c in spans if a < w.span.end and w.span.start < b), default=0.0) for w in words]


def spans(held: Held, side: str) -> Spans | None:
    """Return what is known to be wrong of a side."""
    return held.target_spans if side == "target" else held.source_spans


def rounded(table: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return the table with four digits after the point."""
    if isinstance(table, dict):
        return {key: rounded(value) for key, value in table.items()}
    return round(float(table), 4)


def _judged(rows: Sequence[Held], readings: Read) -> tuple[tuple[float, float], dict[str, Any]]:
    raw = np.array([readings[r.id].raw("risk") for r in rows])
    labels = np.array([float(r.label or 0) for r in rows])
    weights = alike([r.dataset for r in rows], labels)
    known = curve(raw, labels, weights)
    found = {}
    pairs = np.array([short(r) if not r.twin and r.dataset != "synthetic" else "" for r in rows])
    for pair in sorted(set(pairs) - {""}):
        inside = (pairs == pair) & (weights > 0)
        if labels[inside].sum() >= _ENOUGH and (1 - labels[inside]).sum() >= _ENOUGH:
            slope, bias = drawn_to(
                raw[inside], labels[inside], alike(pairs[inside], labels[inside]), known=known, rows=_DRAWN
            )
            found[pair] = {"risk": {"a": slope, "b": bias}}
    return known, found


def _assessed(rows: Sequence[Held], readings: Read) -> tuple[tuple[float, float], dict[str, Any]]:
    raw = np.array([readings[r.id].raw("quality") for r in rows])
    scores = np.array([(r.score or 0) / 100 for r in rows])
    pairs = np.array([short(r) for r in rows])
    weights = np.array([1 / (pairs == p).sum() for p in pairs])
    known = curve(raw, scores, weights)
    found = {}
    for pair in sorted(set(pairs)):
        inside = pairs == pair
        if inside.sum() >= 2 * _ENOUGH:
            slope, bias = drawn_to(raw[inside], scores[inside], np.ones(inside.sum()), known=known, rows=_DRAWN)
            found[pair] = {"quality": {"a": slope, "b": bias}}
    return known, found


def _separating(sound: Sequence[Held], faulty: Sequence[Held], readings: Read, name: str) -> tuple[float, float]:
    raw = np.array([readings[r.id].raw(name) for r in (*sound, *faulty)])
    labels = np.r_[np.ones(len(sound)), np.zeros(len(faulty))]
    weights = np.where(labels == 1, 0.5 / len(sound), 0.5 / len(faulty))
    return curve(raw, labels, weights)


def _words(rows: Sequence[Held], readings: Read, side: str) -> tuple[float, float]:
    logits, labels = [], []
    for held in rows:
        known = spans(held, side)
        if known is not None and held.dataset not in _UNMARKED:
            words = readings[held.id].side(side)
            logits += [logit(w.error, most=20) for w in words]
            labels += marks(words, known)
    return curve(np.array(logits), np.array(labels), np.ones(len(labels)))


def _grouped(rows: Iterable[Held], value: Callable[[Held], float]) -> dict[str, Floats]:
    groups: dict[str, list[float]] = {}
    for held in rows:
        groups.setdefault(short(held), []).append(value(held))
    return {pair: np.array(values) for pair, values in groups.items()}
