"""How sure claims must be: sound translations may cause an alarm so often and no oftener, in every language alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from claims import Case, logits, named
from curves import short
from fitting import Floats, Line, shifts
from heldout import Held

from tqcheck.calibration import logit
from tqcheck.text.passages import SURE

RATES = {
    "mistranslated-span": (0.8, 0.12),
    "hallucinated-addition": (0.4, 0.06),
    "omitted-clause": (0.4, 0.06),
    "unrelated-translation": (0.2, 0.15),
}
"""Alarms per 100 sound translations: all that are shown, and those that are major. All languages count the same.

Some of the translations that count as sound are of other sentences than their rows say: a share of the last is true.
"""
_SURE = logit(SURE)
_STEEPEST = 4.0
"""Claims are not made steeper by more than this."""
_STRANGE = 0.8
"""A language that nobody measured is taken for louder than this share of those that are known."""
_TAIL = 0.95
_BOLDEST = 1.0
"""No language is moved up by more than this."""
_MOST = 0.03
"""No language may have more alarms a row than this where they are learnt."""
_FEW = 60
"""Rows below which a pair of languages is never louder than its target language as a whole."""
_SILENT = -6.0
"""The logit of a row about which nothing was put forward."""

Learnt = Mapping[str, tuple[Line, list[str]]]


def biased(lines: Learnt, found: Mapping[str, Sequence[Case]], sound: Sequence[Held]) -> dict[str, Any]:
    """Return the claims with their biases, by language, from what was `found` about `sound` rows (among others)."""
    table: dict[str, Any] = {"languages": {}}
    alone = {"unrelated-translation"} & lines.keys()  # about the pair, where the others are about its words
    for group in filter(None, (alone, lines.keys() - alone)):
        _add(table, {claim: lines[claim] for claim in sorted(group)}, found, sound)
    return table


def _add(table: dict[str, Any], lines: Learnt, found: Mapping[str, Sequence[Case]], sound: Sequence[Held]) -> None:
    """Add claims that move alike in a language to the table."""
    highest = {claim: _highest(*lines[claim], found[claim], sound) for claim in lines}
    weights = _languages_alike(sound)
    moved = _moved(highest, weights, sound)
    steps = np.array([moved.get(short(h), moved.get(short(h).partition("-")[2], 0.0)) for h in sound])
    strange = float(np.quantile([m for key, m in moved.items() if "-" not in key] or [0.0], 1 - _STRANGE))
    measured = sorted({short(h).partition("-")[2] for h in sound} | moved.keys())
    for claim, (line, names) in lines.items():
        shown, major = (_quantile(highest[claim] + steps, weights, 1 - rate / 100) for rate in RATES[claim])
        scale = min(_STEEPEST, _SURE / (major - shown)) if major > shown else 1.0
        line = Line((line.bias - shown) * scale, line.weights * scale)  # noqa: PLW2901  the same claim, moved
        table[claim] = named(line._replace(bias=line.bias + strange * scale), names)
        for key in measured:
            step = moved.get(key, moved.get(key.partition("-")[2], 0.0)) * scale
            table["languages"].setdefault(key, {})[claim] = {"bias": line.bias + step}


def _moved(highest: Mapping[str, Floats], weights: Floats, sound: Sequence[Held]) -> dict[str, float]:
    """Return by how much the claims move in each language, so that none is louder than the others."""
    cuts = {claim: _quantile(highest[claim], weights, 1 - RATES[claim][0] / 100) for claim in highest}
    loudest = np.max([highest[claim] - cuts[claim] for claim in highest], axis=0)
    moved = shifts(_by_pair(loudest.clip(min=_SILENT), sound), share=_TAIL, rows=10, longest=5.0)
    moved = {key: min(step, _BOLDEST) for key, step in moved.items()}
    pairs = np.array([short(h) for h in sound])
    for key in [key for key in moved if "-" in key and (pairs == key).sum() < _FEW]:
        moved[key] = min(moved[key], moved.get(key.partition("-")[2], 0.0))
    for target in sorted({pair.partition("-")[2] for pair in pairs}):
        inside = np.char.endswith(pairs, f"-{target}")
        values = loudest[inside] + [moved.get(pair, moved.get(target, 0.0)) for pair in pairs[inside]]
        more = float(np.quantile(values.clip(min=_SILENT), 1 - _MOST))
        if more > 0:
            for key in {target, *pairs[inside].tolist()} & {target, *moved}:
                moved[key] = moved.get(key, 0.0) - more
    return moved


def _highest(line: Line, names: Sequence[str], found: Sequence[Case], sound: Sequence[Held]) -> Floats:
    """Return for each sound row the highest logit of what was put forward about it."""
    place = {held.id: i for i, held in enumerate(sound)}
    inside = [case for case in found if case.held.id in place]
    highest = np.full(len(sound), -np.inf)
    if inside:
        np.maximum.at(highest, [place[case.held.id] for case in inside], logits(line, names, inside))
    return highest


def _languages_alike(sound: Sequence[Held]) -> Floats:
    targets = np.array([short(h).partition("-")[2] for h in sound])
    kinds, counts = np.unique(targets, return_counts=True)
    share = dict(zip(kinds.tolist(), (1 / counts).tolist(), strict=True))
    weights = np.array([share[t] for t in targets])
    return weights / weights.sum()


def _quantile(values: Floats, weights: Floats, share: float) -> float:
    order = np.argsort(values)
    place = int(np.searchsorted(np.cumsum(weights[order]), share))
    return float(max(values[order][min(place, len(order) - 1)], _SILENT))


def _by_pair(values: Floats, sound: Sequence[Held]) -> dict[str, Floats]:
    pairs = np.array([short(h) for h in sound])
    return {pair: values[pairs == pair] for pair in sorted(set(pairs))}
