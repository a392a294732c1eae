"""ACC702: words that nothing in the source supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity
from tqcheck.reading import Reading
from tqcheck.text.passages import passages, quoted, severity


@rule("ACC702", "hallucinated-addition", Severity.MAJOR, mqm="accuracy/addition", needs=("support",))
@dataclass(frozen=True, slots=True)
class HallucinatedAddition:
    """A passage of the translation says what the source does not say.

    ## Why it matters
    Translation machines invent: a date, a reason, a second sentence. The reader takes it for the author's word.

    ## How it decides
    As ACC704 mistranslated-span, but no passage of the source is left without a counterpart: something was added.
    A passage of which the model is not quite sure is a minor matter.

    ## When it is wrong
    Explanations that a translator adds with reason, what the language of the translation must say and that of the
    source need not (a subject, a measure word), and languages that the model knows badly.
    """

    least_words: int = 2
    """Shorter passages are never reported."""

    def check(self, segment: Segment, reading: Reading) -> Iterator[Hit]:
        """Yield a hit for each passage that stands alone in the target."""
        for passage in passages(reading).target:
            sure = reading.sure("hallucinated-addition", passage.features())
            if sure and len(passage.words) >= self.least_words:
                yield Hit(
                    message=f"Nothing in the source supports {quoted(segment, passage.span)}.",
                    spans=(passage.span,),
                    confidence=sure,
                    severity=severity(sure),
                )
