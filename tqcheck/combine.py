"""Findings and scores → one risk per segment, with its reasons.

Where the program carries `models/risk/weights.json`, what was learnt there decides, but never for less than likely
findings make when they are taken as independent of each other; without it all findings are taken so. The file holds two
models, `without_scores` and `with_scores`, each an `Additive` (`bias`, `linear`, `steps`, `usual`) over the names that
`features` gives, and `languages`: `{"en-ja": {"a": slope, "b": bias}}`, or `ja` for the target, a curve for the logit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck.calibration import Additive, logit, sigmoid
from tqcheck.carried import carried
from tqcheck.model import Reason, Segment, Severity, Side, Verdict
from tqcheck.reading import Reading

# The share of segments with a sure hit of this severity that a reviewer would send back. Set by hand where no
# calibrated model is; the order of the four is what matters for ranking.
_WEIGHT = {Severity.CRITICAL: 0.95, Severity.MAJOR: 0.7, Severity.MINOR: 0.25, Severity.INFO: 0.05}
# A second hit of the same check mostly tells the same story.
_REPEATED = 0.2
# A consistency finding says that two segments differ, not which of them is wrong: it is no reason to doubt this one.
_ABOUT_OTHERS = "CON"
_LIKELY = 0.5
"""What is as sure as this is shown by default, and makes by itself at least the risk that it would make unlearnt."""
_KNOWN = "risk"
"""The score without which a reading is not of the models that the weights were learnt with."""
_SIDES: tuple[Side, ...] = ("source", "target")
_RARE = 2.5
"""A word of more rarity than this is no rarer for our purpose: it has many pieces."""
_LOWEST = 3
"""How many of the words with the least support, or that are most surely wrong, are looked at."""


class Signal(NamedTuple):
    """What one hit brings to the risk; hits too unsure to be shown bring theirs as well."""

    code: str
    severity: Severity
    confidence: float


CLEAN = Verdict(risk=0.0)


def combine(signals: Sequence[Signal], *, segment: Segment | None = None, reading: Reading | None = None) -> Verdict:
    """Return the probability that the segment has a major defect, with what speaks for it.

    Consistency findings do not count. Without a learnt model it is the probability that a signal is a real defect.
    A reading by models that it was not learnt with, such as those of others, changes nothing; reports show its scores.
    """
    reading = reading if reading and any(score.scorer == _KNOWN for score in reading.scores) else None
    model = _learnt("with_scores" if reading else "without_scores")
    if model is None:
        return _independent(_strengths(signals)) if signals else CLEAN
    found = features(signals, reading)
    slope, bias = model.curve(segment)
    risk = sigmoid(slope * model.sum.logit(found) + bias)
    shown = _independent(_strengths(s for s in signals if s.confidence >= _LIKELY))
    if shown.risk > risk:  # of defects that the labelled translations seldom had, nothing was learnt
        return shown
    return Verdict(risk=risk, because=_shares(_told(model.sum.reasons(found), _strengths(signals))))


def features(signals: Sequence[Signal], reading: Reading | None) -> dict[str, float]:
    """Return what the learnt model sees; every value but `words` and the logits is 0..1 (a support may be negative).

    A check's code: the strength of its hits. `critical`, `major`, `minor`, `info`: how likely a hit as bad as that, or
    worse, is true, so that a worse hit is never less risk where no weight is below 0. `rules`: the risk by the findings
    alone. With a reading also each score by its name, and as `risk.logit` …; `support.least`, the mean of the three
    least supported words; `support.source` and `support.target`, the mean of each side with words weighted by their
    rarity; `support.rare`, how much the three rare words of the source that lack most of it lack; `risk.error` and
    `risk.omission`, the highest probability of a word, `risk.error.mean` …, that of all words, and `risk.error.logit`
    …, of the three surest as a logit; `words`, the bits of their number.
    """
    strengths = _strengths(signals)
    found = strengths | {"rules": _independent(strengths).risk}
    for severity in Severity:
        found[severity.value] = _either(s.confidence for s in signals if s.severity >= severity and _counts(s.code))
    return found | _read(reading) if reading else found


def _read(reading: Reading) -> dict[str, float]:
    found = {score.scorer: score.value for score in reading.scores}
    found |= {f"{name}.logit": logit(value) for name, value in found.items()}
    words = len(reading.words)
    found["words"] = float(words.bit_length())
    if words:
        least = sorted(word.support for word in reading.words)[:_LOWEST]
        found["support.least"] = sum(least) / len(least)
        found |= _weighted(reading)
    for side, name in (("target", "risk.error"), ("source", "risk.omission")):
        errors = sorted((word.error for word in reading.words if word.span.side == side), reverse=True)
        found[name] = errors[0] if errors else 0.0
        found[f"{name}.mean"] = sum(errors) / (len(errors) or 1)
        found[f"{name}.logit"] = sum(map(logit, errors[:_LOWEST])) / (len(errors[:_LOWEST]) or 1)
    return found


def _weighted(reading: Reading) -> dict[str, float]:
    """Return supports in which rare words, names above all, count for more: the wrong ones do the most harm."""
    found = {}
    for side in _SIDES:
        words = reading.side(side)
        rarity = sum(word.rarity for word in words)
        found[f"support.{side}"] = sum(w.support * w.rarity for w in words) / rarity if rarity else 1.0
    lacking = sorted(((1 - w.support) * min(w.rarity, _RARE) for w in reading.side("source")), reverse=True)[:_LOWEST]
    found["support.rare"] = sum(lacking) / (len(lacking) or 1)
    return found


class _Learnt(NamedTuple):
    sum: Additive
    languages: Mapping[str, Mapping[str, float]]

    def curve(self, segment: Segment | None) -> tuple[float, float]:
        first, second = (
            (tag or "und").partition("-")[0]
            for tag in (segment and segment.source_lang, segment and segment.target_lang)
        )
        curve = self.languages.get(f"{first}-{second}") or self.languages.get(second) or {}
        return curve.get("a", 1.0), curve.get("b", 0.0)


@cache
def _learnt(kind: str) -> _Learnt | None:
    folder = carried("risk")
    file = folder / "weights.json" if folder else None
    table = _table(file).get(kind) if file and file.is_file() else None
    if table is None:
        return None
    known = {name: table.get(name, {}) for name in ("linear", "steps", "usual")}
    return _Learnt(Additive(bias=table["bias"], **known), table.get("languages", {}))


@cache
def _table(file: Path) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


def _counts(code: str) -> bool:
    return not code.startswith(_ABOUT_OTHERS)


def _strengths(signals: Iterable[Signal]) -> dict[str, float]:
    """Return for each code how much its hits weigh, 0..1."""
    by_code: dict[str, list[float]] = {}
    for code, severity, confidence in signals:
        if _counts(code):
            by_code.setdefault(code, []).append(_WEIGHT[severity] * confidence)
    return {code: _together(values) for code, values in by_code.items()}


def _independent(strengths: Mapping[str, float]) -> Verdict:
    """Return the verdict of findings that know nothing of each other (noisy or)."""
    return Verdict(risk=_either(strengths.values()), because=_shares(strengths))


def _told(reasons: Mapping[str, float], strengths: Mapping[str, float]) -> dict[str, float]:
    """Return reasons by check and scorer: what severities and all rules together add goes to the checks that fired."""
    told: dict[str, float] = {}
    fired = sum(strengths.values())
    for name, raised in reasons.items():
        if name in _SUMMARIES:
            shares = {code: raised * strength / fired for code, strength in strengths.items()} if fired else {}
        else:
            shares = {name.partition(".")[0]: raised}
        for what, share in shares.items():
            told[what] = told.get(what, 0.0) + share
    return told


_SUMMARIES = frozenset({"rules", *(severity.value for severity in Severity)})


def _shares(weights: Mapping[str, float]) -> tuple[Reason, ...]:
    """Return reasons, the heaviest first, with their shares of the sum."""
    total = sum(weights.values()) or 1.0
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    return tuple(Reason(what=what, weight=weight / total) for what, weight in ordered)


def _either(probabilities: Iterable[float]) -> float:
    safe = 1.0
    for probability in probabilities:
        safe *= 1.0 - probability
    return 1.0 - safe


def _together(values: list[float]) -> float:
    values.sort(reverse=True)
    safe = 1.0 - values[0]
    for value in values[1:]:
        safe *= 1.0 - _REPEATED * value
    return 1.0 - safe
