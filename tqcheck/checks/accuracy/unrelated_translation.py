"""ACC701: the two sides are about different things."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.reading import Reading


@rule(
    "ACC701", "unrelated-translation", Severity.CRITICAL, mqm="accuracy/mistranslation", needs=("similarity", "support")
)
@dataclass(frozen=True, slots=True)
class UnrelatedTranslation:
    """The translation says something else altogether.

    ## Why it matters
    A line that slipped, a wrong match from a translation memory or an invention of a machine reads well and has nothing
    to do with the source. No rule sees it when both sides are clean sentences without names and numbers.

    ## How it decides
    The model makes a vector of the meaning of each side, and tells how well the words of each side are supported by
    the other. How sure a pair with such a similarity, such a support and such a length is unrelated was learnt from
    sound pairs and from pairs put together by chance, in many languages.

    ## When it is wrong
    Exclamations and titles that are rendered freely, song texts, text that is mostly names or figures, and languages
    that the model knows badly (its card lists them).
    """

    least_words: int = 3
    """Where one side has fewer words than this nothing is said."""

    def check(self, segment: Segment, reading: Reading) -> Iterator[Hit]:
        """Yield at most one hit, over both sides."""
        counts = [len(reading.side("source")), len(reading.side("target"))]
        if min(counts) < self.least_words:
            return
        features = {score.scorer: score.raw for score in reading.scores} | {"words": math.log2(min(counts))}
        features |= {f"{name}_words": features[name] * features["words"] for name in ("similarity", "support")}
        sure = reading.sure("unrelated-translation", features)
        if sure:
            yield Hit(
                message="The translation seems to be of another text.",
                spans=(
                    Span(side="source", start=0, end=len(segment.source or "")),
                    Span(side="target", start=0, end=len(segment.target)),
                ),
                confidence=sure,
                evidence=f"similarity {reading.raw('similarity'):.2f}, support {reading.raw('support'):.2f}",
            )
