"""What a model says of a rule's hit: a name that it finds supported is hardly wrong, one without support surely is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tqcheck.calibration import logit
from tqcheck.model import Hit, Span
from tqcheck.reading import Reading, WordReading


def second_opinion(code: str, hit: Hit, reading: Reading) -> Hit:
    """Return the hit with the confidence that rule and model have together.

    The model's claim `hit:<code>` decides, given `confidence` (the rule's own, as a logit), `target.support` (of the
    least supported word that the hit points at; 1 for none), `target.odds` (of the word that is most surely wrong, as a
    logit; -4 for none), and the same of the source. A model that has no such claim changes nothing.
    """
    claim = reading.claims.get(f"hit:{code}")
    if claim is None:
        return hit
    return replace(hit, confidence=max(_LEAST, claim(evidence(hit, reading))))


def evidence(hit: Hit, reading: Reading) -> dict[str, float]:
    """Return what speaks for a hit, by the names that `config.json` uses."""
    found = {"confidence": logit(hit.confidence)}
    for side in ("source", "target"):
        words = _covered(reading.words, [s for s in hit.spans if s.side == side])
        found[f"{side}.support"] = min((w.support for w in words), default=1.0)
        found[f"{side}.odds"] = max((logit(w.error) for w in words), default=_SOUND)
    return found


_LEAST = 0.001
_SOUND = -4.0


def _covered(words: Iterable[WordReading], spans: Sequence[Span]) -> list[WordReading]:
    return [
        w for w in words if any(s.side == w.span.side and s.start < w.span.end and w.span.start < s.end for s in spans)
    ]
