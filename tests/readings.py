"""Readings for checks that need them: from the real model where this checkout has it, and made by hand."""

from dataclasses import replace
from functools import cache
from zlib import crc32

import pytest

from tqcheck.calibration import Logistic
from tqcheck.carried import carried
from tqcheck.model import BackTranslation, Score, Segment, Span
from tqcheck.reading import Reading, WordReading
from tqcheck.scorers import EMBEDDED, open_scorer
from tqcheck.text.tokens import words
from tqcheck.text.word_matches import guessed

CLAIMS = {
    "target-word": Logistic(4, {"support": -10}),
    "source-word": Logistic(4, {"support": -10}),
    "unrelated-translation": Logistic(5, {"similarity": -10, "support": -5}),
    "mistranslated-span": Logistic(0, {"doubt": 1}),
    "hallucinated-addition": Logistic(0, {"mean_doubt": 1}),
    "omitted-clause": Logistic(0, {"mean_doubt": 1}),
}
"""Learnt from nothing: they let hand-made readings through."""


@cache
def _scorer():
    folder = carried(EMBEDDED)
    return open_scorer(EMBEDDED, cache=None) if folder and (folder / "model.onnx").is_file() else None


def real(segments: list[Segment]) -> list[Reading]:
    """Let the model read; skip the test where the checkout has none."""
    if _scorer() is None:
        pytest.skip("this checkout has no weights")
    return _scorer().read(segments)


def made(segment: Segment, *, source: dict[str, float] | None = None, target: dict[str, float] | None = None,
         points: dict[str, str] | None = None, **raw: float) -> Reading:  # fmt: skip
    """Return a reading in which every word has the support 0.9 but those given by their text.

    `points` gives the word that a word has as its counterpart; all others have none. `raw` gives scores.
    """
    texts = {"source": segment.source or "", "target": segment.target}
    spans = {side: [(w.text, Span(side=side, start=w.start, end=w.end)) for w in words(texts[side])] for side in texts}
    places = {text: span for side in spans for text, span in spans[side]}
    weak = {"source": source or {}, "target": target or {}}
    read = [
        WordReading(span=span, support=weak[side].get(text, 0.9), match=places.get((points or {}).get(text, "")),
                    rarity=0.5, error=0.9 if text in weak[side] else 0.02)
        for side in spans for text, span in spans[side]
    ]  # fmt: skip
    values = {"support": 0.8, "similarity": 0.9, "quality": 0.9, "risk": -3.0} | raw
    scores = tuple(Score(scorer=name, value=min(1.0, max(0.0, value)), raw=value) for name, value in values.items())
    return Reading(scores=scores, words=tuple(read), claims=CLAIMS)


def anything(segment: Segment) -> Reading:
    """Return a reading that depends on nothing but the texts and means nothing."""
    texts = (segment.source or "") + segment.target
    weak = {w.text: (crc32(w.text.encode("utf-8", "replace")) % 100) / 100 for w in words(texts)}
    other = {w.text: v.text for w, v in zip(words(texts), reversed(words(texts)), strict=True)}
    reading = made(segment, source=weak, target=weak, points=other, similarity=len(texts) % 10 / 10)
    back = " ".join(reversed(segment.target.split())) + (segment.source or "")[:20]
    score = Score(scorer="back-translation", value=0.1, raw=float(len(texts) % 60))
    told = BackTranslation(text=back, by="nobody", matches=guessed(back, segment.target))
    return replace(reading, scores=(*reading.scores, score), back=told)
