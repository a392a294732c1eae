"""The claims `hit:<code>`: what the model's look at the words of a rule's hit adds to the confidence of the rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from curves import Read
from fitting import Floats, Line, logistic
from heldout import Held
from reading_rows import segment

from tqcheck.api import run
from tqcheck.calibration import logit
from tqcheck.config import Config
from tqcheck.model import Finding, Hit, Result
from tqcheck.second_opinion import evidence

NAMES = ("source.odds", "source.support", "target.odds", "target.support")
_SIGNS = (1, -1, 1, -1)
_LEAST = 25
"""True and false hits that a rule must have; with fewer it keeps its own confidence."""
_GAIN = 0.02
"""By how much the model must help to tell true from false hits."""
_MORE = 1e-4
"""False hits of a rule that the model may add, for each sound row."""
_TIMID = 0.7
"""What is learnt counts for so much: the rows are not those of tomorrow."""


class Told(NamedTuple):
    """A hit of a rule about a row of which it is known whether it is sound."""

    held: Held
    code: str
    hit: Hit
    true: bool


def hits(rows: Sequence[Held]) -> Iterator[Told]:
    """Yield what the rules say, however unsure, of rows that are sound or whose errors are marked."""
    known = [r for r in rows if r.label is not None and r.dataset not in ("mismatched", "ced_wmt21", "po_pythondocs")]
    by_id = {held.id: held for held in known}
    for result in run([segment(held) for held in known], Config(profile="audit", models=(), ignore=("CON",))):
        if isinstance(result, Result):
            held = by_id[result.segment.id]
            for finding in result.findings:
                true = _true(held, finding)
                if true is not None:
                    yield Told(held, finding.code, _hit(finding), true)


def opinions(told: Iterable[Told], readings: Read, *, sound: int) -> dict[str, Any]:
    """Return a claim for each rule that the model helps, from what the rules said of `sound` rows and of others."""
    by_code: dict[str, list[Told]] = {}
    for one in told:
        if one.held.id in readings:
            by_code.setdefault(one.code, []).append(one)
    found = {f"hit:{code}": _learnt(code, some, readings, int(_MORE * sound)) for code, some in sorted(by_code.items())}
    return {name: claim for name, claim in found.items() if claim}


def _learnt(code: str, told: Sequence[Told], readings: Read, more: int) -> dict[str, Any] | None:
    true = np.array([one.true for one in told])
    if min(true.sum(), (~true).sum()) < _LEAST:
        return None
    seen = [evidence(one.hit, readings[one.held.id]) for one in told]
    table = np.array([[found[name] for name in NAMES] for found in seen])
    own = np.array([logit(one.hit.confidence) for one in told])
    folds = np.array([crc32(one.held.origin.encode()) % 5 for one in told])
    crossed = np.zeros(len(told))
    for fold in range(5):
        inside = folds == fold
        if inside.any() and 0 < true[~inside].sum() < (~inside).sum():
            crossed[inside] = _added(_line(table[~inside], true[~inside]), table, true)[inside]
    before, after = _area(own, true), _area(own + _TIMID * crossed, true)
    print(f"{code}: {true.sum()} true, {(~true).sum()} false, AUC {before:.3f} → {after:.3f}")
    if after < before + _GAIN:
        return None
    line = _line(table, true)
    weights = dict(zip(NAMES, (_TIMID * line.weights).tolist(), strict=True))
    now = own + _TIMID * _added(line, table, true)
    louder = _louder(own[~true], now[~true], more)
    before, after = (own >= 0, now >= louder)
    print(f"        shown {before[true].sum()} → {after[true].sum()} true,", end=" ")
    print(f"{before[~true].sum()} → {after[~true].sum()} false")
    if after[true].sum() - before[true].sum() < 2 * (after[~true].sum() - before[~true].sum()):
        return None
    bias = -_TIMID * float(_middle(table, true) @ line.weights) - louder
    return {"bias": bias, "weights": {"confidence": 1.0} | weights}


def _louder(before: Floats, after: Floats, more: int) -> float:
    """Return by how much to lower what is said so that at most so many `more` false hits are shown than before."""
    shown = int((before >= 0).sum()) + more
    return max(0.0, float(np.sort(after)[::-1][min(shown, len(after) - 1)]) + 1e-3)


def _line(table: Floats, true: np.ndarray) -> Line:
    weights = np.where(true, 0.5 / true.sum(), 0.5 / (~true).sum())
    return logistic(table, true.astype(float), weights, signs=_SIGNS, ridge=3e-3)


def _added(line: Line, table: Floats, true: np.ndarray) -> Floats:
    """Return what the model adds to the logit: nothing halfway between true and false hits."""
    return (table - _middle(table, true)) @ line.weights


def _middle(table: Floats, true: np.ndarray) -> Floats:
    return (table[true].mean(axis=0) + table[~true].mean(axis=0)) / 2


def _area(values: Floats, true: np.ndarray) -> float:
    gaps = values[true][:, None] - values[~true][None, :]
    return float(((gaps > 0) + 0.5 * (gaps == 0)).mean())


def _true(held: Held, finding: Finding) -> bool | None:
    """Tell whether the finding points at a known error; None where that cannot be told."""
    if held.label == 0:
        return False
    marked = [s for side, found in (("target", held.target_spans), ("source", held.source_spans))
              for s in finding.spans if s.side == side and found is not None
              and any(a < s.end and s.start < b for a, b, _ in found)]  # fmt: skip
    return True if marked else None


def _hit(finding: Finding) -> Hit:
    return Hit(message=finding.message, spans=finding.spans, confidence=finding.confidence)
