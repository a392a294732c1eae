"""How sure claims must be: sound translations may cause an alarm so often and no oftener, in every language alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from claims import Case, logits, named
from curves import short
from fitting import Floats, Line, shifts
from heldout import Held

RATES = {
    "mistranslated-span": 0.17,
    "hallucinated-addition": 0.06,
    "omitted-clause": 0.05,
    "unrelated-translation": 0.02,
}
"""Alarms per 100 sound translations at a confidence of 0.5, all languages counting the same."""
_STRANGE = 0.8
"""A language that nobody measured is taken for louder than this share of those that are known."""
_TAIL = 0.95
_BOLDEST = 1.0
"""No language is moved up by more than this."""
_MOST = 0.015
"""No language may have more alarms a row than this where they are learnt."""
_SILENT = -6.0
"""The logit of a row about which nothing was put forward."""

Learnt = Mapping[str, tuple[Line, list[str]]]


def biased(lines: Learnt, found: Mapping[str, Sequence[Case]], sound: Sequence[Held]) -> dict[str, Any]:
    """Return the claims with their biases, by language, from what was `found` about `sound` rows (among others)."""
    highest = {claim: _highest(*lines[claim], found[claim], sound) for claim in lines}
    weights = _languages_alike(sound)
    cuts = {claim: _quantile(highest[claim], weights, 1 - RATES[claim] / 100) for claim in lines}
    loudest = np.max([highest[claim] - cuts[claim] for claim in lines], axis=0).clip(min=_SILENT)
    moved = shifts(_by_pair(loudest, sound), share=_TAIL, rows=20, longest=4.0)
    moved = {key: min(step, _BOLDEST) for key, step in moved.items()}
    steps = np.array([moved.get(short(h), moved.get(short(h).partition("-")[2], 0.0)) for h in sound])
    cuts = {claim: _quantile(highest[claim] + steps, weights, 1 - RATES[claim] / 100) for claim in lines}
    loudest = np.max([highest[claim] - cuts[claim] for claim in lines], axis=0)
    for key, values in _by_target(loudest + steps, sound).items():
        if (values > 0).mean() > _MOST:
            moved[key] = moved.get(key, 0.0) - float(np.quantile(values, 1 - _MOST))
    strange = float(np.quantile([m for key, m in moved.items() if "-" not in key] or [0.0], 1 - _STRANGE))
    measured = {short(h).partition("-")[2] for h in sound} | moved.keys()
    table: dict[str, Any] = {"languages": {}}
    for claim, (line, names) in lines.items():
        table[claim] = named(line._replace(bias=line.bias - cuts[claim] + strange), names)
        for key in sorted(measured):
            step = moved.get(key, moved.get(key.partition("-")[2], 0.0))
            table["languages"].setdefault(key, {})[claim] = {"bias": line.bias - cuts[claim] + step}
    return table


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


def _by_target(values: Floats, sound: Sequence[Held]) -> dict[str, Floats]:
    targets = np.array([short(h).partition("-")[2] for h in sound])
    return {target: values[targets == target] for target in sorted(set(targets))}


def _by_pair(values: Floats, sound: Sequence[Held]) -> dict[str, Floats]:
    pairs = np.array([short(h) for h in sound])
    return {pair: values[pairs == pair] for pair in sorted(set(pairs))}
