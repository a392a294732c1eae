"""The table `claims` of config.json: how sure a check may be, given what the readings show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from curves import Read, marks, short, spans
from fitting import Floats, Line, logistic, shifts, usual
from heldout import Held, Spans
from reading_rows import segment

from tqcheck.calibration import Logistic
from tqcheck.checks.accuracy.hallucinated_addition import HallucinatedAddition
from tqcheck.checks.accuracy.mistranslated_span import MistranslatedSpan
from tqcheck.checks.accuracy.omitted_clause import OmittedClause
from tqcheck.checks.accuracy.unrelated_translation import UnrelatedTranslation
from tqcheck.model import Side
from tqcheck.reading import Reading
from tqcheck.text.passages import word_features

CHECKS = {
    "mistranslated-span": MistranslatedSpan(),
    "hallucinated-addition": HallucinatedAddition(),
    "omitted-clause": OmittedClause(),
    "unrelated-translation": UnrelatedTranslation(),
}
SIDES: tuple[Side, Side] = ("target", "source")
_SIGNS = {"doubt": 1, "mean_doubt": 1, "support": -1, "least_support": -1, "odds": 1, "mean_odds": 1, "link": 1,
          "similarity": -1, "quality": -1, "risk": 1, "usual": 1,
          "support_words": -1, "similarity_words": -1}  # fmt: skip
_WEIGHT = {"bio_mqm": 2.0, "bio_mqm_train": 2.0, "qrev_enhr_ensr": 2.0, "mlqe_pe": 0.01, "mlqe_pe_train": 0.01}
_LOUD = 0.95
"""The share of the words of sound pairs that are in doubt by less than a half, in all languages alike."""


class Case(NamedTuple):
    """What a check put forward about a row."""

    held: Held
    features: Mapping[str, float]
    label: float | None
    """0..1: how much of it is an error; None where nobody knows."""


class _Asked(Logistic):
    """A claim that is always sure, and remembers what it was asked last."""

    features: Mapping[str, float]

    def __init__(self) -> None:
        super().__init__(0.0, {})

    def __call__(self, features: Mapping[str, float]) -> float:
        object.__setattr__(self, "features", features)
        return 1.0


def words(rows: Sequence[Held], readings: Read) -> dict[str, Any]:
    """Return the claims about single words, and by how much they move in each language."""
    table: dict[str, Any] = {"languages": {}}
    for side in SIDES:
        names: list[str] = []
        tables, labels, weights = [], [], []
        quiet: dict[str, list[Floats]] = {}
        for held in rows:
            known = spans(held, side)
            if held.id not in readings or known is None:
                continue
            reading = readings[held.id]
            found = word_features(reading, side)
            names = names or sorted(found[0] if found else {})
            marked = np.array(marks(reading.side(side), known))
            sure = (marked != 0.5) | held.dataset.startswith("mlqe")
            tables.append(_table(found, names)[sure])
            labels.append((marked > 0)[sure])
            weights.append(np.full(sure.sum(), _WEIGHT.get(held.dataset, 1.0)))
            if held.label == 0 and held.source_spans == ():
                quiet.setdefault(short(held), []).append(tables[-1])
        line = _line(np.concatenate(tables), np.concatenate(labels), np.concatenate(weights), names)
        values = {pair: line.logit(np.concatenate(parts)) for pair, parts in quiet.items()}
        line = line._replace(bias=line.bias - usual(values, share=_LOUD, rows=300))
        for key, moved in shifts(values, share=_LOUD, rows=300, longest=2.0).items():
            table["languages"].setdefault(key, {})[f"{side}-word"] = {"bias": line.bias + moved}
        table[f"{side}-word"] = named(line, names)
    return table


def cases(held: Held, reading: Reading) -> Iterator[tuple[str, Case]]:
    """Yield what each check puts forward about a row, whatever it is worth, with the name of its claim."""
    for claim, check in CHECKS.items():
        asked = _Asked()
        listening = replace(reading, claims={**reading.claims, claim: asked})
        for hit in check.check(segment(held), listening):
            yield claim, Case(held, asked.features, _label(claim, held, hit.spans))


def learnt(found: Sequence[Case]) -> tuple[Line, list[str]]:
    """Return the line that the cases teach, with the names of its features."""
    known = [case for case in found if case.label is not None]
    names = sorted({name for case in known for name in case.features})
    weights = np.array([_WEIGHT.get(case.held.dataset, 1.0) for case in known])
    labels = np.array([case.label or 0.0 for case in known])
    return _line(_table([case.features for case in known], names), labels, weights, names), names


def logits(line: Line, names: Sequence[str], found: Sequence[Case]) -> Floats:
    """Return a logit for each case."""
    return line.logit(_table([case.features for case in found], names))


def _label(claim: str, held: Held, pointed: Sequence[Any]) -> float | None:
    if claim == "unrelated-translation":
        return float("mismatched" in held.category or (held.category == "other-sentence" and held.label == 1))
    if held.dataset.startswith("mlqe") or held.dataset == "mismatched":
        return None
    covered = []
    for span in pointed:
        known = spans(held, span.side)
        if known is not None:
            covered.append(_overlap(span.start, span.end, known))
    sides = {span.side for span in pointed}
    if not covered or (sides == {"source"} and held.source_spans is None):
        return None
    return max(covered)


def _overlap(start: int, end: int, known: Spans) -> float:
    """Return the share of the characters that stand in a span; errors that count half count half."""
    return max((c * max(0, min(b, end) - max(a, start)) / (end - start) for a, b, c in known), default=0.0)


def _line(table: Floats, labels: Floats, weights: Floats, names: Sequence[str]) -> Line:
    signs = [_SIGNS.get(name.removeprefix("source_").removeprefix("match_"), 0) for name in names]
    return logistic(table, labels.astype(float), weights, signs=signs, ridge=2e-3)


def _table(features: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[f.get(name, 0.0) for name in names] for f in features]).reshape(-1, len(names))


def named(line: Line, names: Sequence[str]) -> dict[str, Any]:
    """Return a line as config.json holds it."""
    return {"bias": line.bias, "weights": dict(zip(names, line.weights.tolist(), strict=True))}
