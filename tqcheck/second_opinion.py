"""What models say of a rule's hit: a name that one finds supported is hardly wrong, one without support surely is.

A back-translation is such an opinion too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from tqcheck.calibration import logit
from tqcheck.model import Hit, Segment, Span
from tqcheck.reading import Reading, WordReading


def second_opinion(code: str, hit: Hit, reading: Reading) -> Hit:
    """Return the hit with the confidence that rule and model have together.

    The model's claim `hit:<code>` decides, given `confidence` (the rule's own, as a logit), `target.support` (of the
    least supported word that the hit points at; 1 for none), `target.odds` (of the word that is most surely wrong, as a
    logit; -4 for none), and the same of the source. A model that has no such claim changes nothing, and what a rule is
    sure of it may doubt, but not silence: *Israel* for *État islamique* is near to right in the eyes of a small model.
    """
    claim = reading.claims.get(f"hit:{code}")
    if claim is None:
        return hit
    least = _DOUBTED if hit.confidence >= _SURE else _LEAST
    return replace(hit, confidence=max(least, claim(evidence(hit, reading))))


def evidence(hit: Hit, reading: Reading) -> dict[str, float]:
    """Return what speaks for a hit, by the names that `config.json` uses."""
    found = {"confidence": logit(hit.confidence)}
    for side in ("source", "target"):
        words = _covered(reading.words, [s for s in hit.spans if s.side == side])
        found[f"{side}.support"] = min((w.support for w in words), default=1.0)
        found[f"{side}.odds"] = max((logit(w.error) for w in words), default=_SOUND)
    return found


BACK = "ACC801"
"""The check of back-translations."""
# What a back-translation adds to the hits of a check, by its code. Figures stay as they are in translation, so that a
# second look at them is hardly a second opinion.
_ADDED = {"ACC1": 1.0, "ACC2": 0.9, "ACC202": 0.5, "ACC5": 1.0, "ACC702": 1.0, "ACC703": 1.0, "ACC704": 1.0}
_FIGURES = 0.15


def agreed(found: Sequence[tuple[str, Hit]], segment: Segment) -> list[Hit | None]:
    """Return the hits, given with the codes of their checks, with none told twice.

    Where a back-translation shows what another check has found at the same words, that check's surest hit becomes
    surer and has the back-translation in its evidence; None stands for what the back-translation said.
    """
    hits: list[Hit | None] = [hit for _, hit in found]
    for place, (code, back) in enumerate(found):
        if code != BACK:
            continue
        same = [
            (hit.confidence, -i)
            for i, ((other, _), hit) in enumerate(zip(found, hits, strict=True))
            if hit and _adds(other, hit, segment) and _at_one_place(hit, back, segment)
        ]
        if same:
            i = -max(same)[1]
            hits[i] = _surer(hits[i], back, _adds(found[i][0], back, segment))
            hits[place] = None
    return hits


def _surer(hit: Hit | None, back: Hit, added: float) -> Hit:
    assert hit
    confidence = 1 - (1 - hit.confidence) * (1 - added * back.confidence)
    return replace(hit, confidence=confidence, evidence="; ".join(filter(None, (hit.evidence, back.evidence))))


def _adds(code: str, hit: Hit, segment: Segment) -> float:
    """Return what a back-translation adds to a hit of this check; 0 where it has nothing to say."""
    if code.startswith("ACC1") and any(any(map(str.isdigit, segment.text(s.side)[s.start : s.end])) for s in hit.spans):
        return _FIGURES
    return _ADDED.get(code) or _ADDED.get(code[:4], 0.0)


def _at_one_place(hit: Hit, back: Hit, segment: Segment) -> bool:
    """Tell whether both point at the same words; what points at all of a text points at none."""
    return any(
        a.side == b.side and a.start < b.end and b.start < a.end and b.end - b.start < len(segment.text(b.side))
        for a, b in product(hit.spans, back.spans)
    )


_LEAST = 0.001
_SURE = 0.85
"""A rule has strong evidence of its own: 2 of 16,941 professional translations are flagged more by this."""
_DOUBTED = 0.55
"""Shown in `review`, not in `ci`."""
_SOUND = -4.0


def _covered(words: Iterable[WordReading], spans: Sequence[Span]) -> list[WordReading]:
    return [
        w for w in words if any(s.side == w.span.side and s.start < w.span.end and w.span.start < s.end for s in spans)
    ]
