"""ACC703: words of the source that the translation does not render."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity
from tqcheck.reading import Reading
from tqcheck.text.passages import passages, quoted, severity


@rule("ACC703", "omitted-clause", Severity.MAJOR, mqm="accuracy/omission", needs=("support",))
@dataclass(frozen=True, slots=True)
class OmittedClause:
    """A passage of the source is not rendered in the translation.

    ## Why it matters
    A condition, an exception or a warning that is left out changes what the text says, and nothing in the translation
    shows that it was there. The length of the text tells only when much is missing.

    ## How it decides
    As ACC704 mistranslated-span, but no passage of the translation is left without a counterpart: something is missing.
    A passage of which the model is not quite sure is a minor matter.

    ## When it is wrong
    Redundant words that a translator rightly leaves out, what the other language expresses by grammar, and languages
    that the model knows badly.
    """

    least_words: int = 2
    """Shorter passages are never reported."""

    def check(self, segment: Segment, reading: Reading) -> Iterator[Hit]:
        """Yield a hit for each passage that stands alone in the source."""
        for passage in passages(reading).source:
            sure = reading.sure("omitted-clause", passage.features())
            if sure and len(passage.words) >= self.least_words:
                yield Hit(
                    message=f"Nothing in the translation renders {quoted(segment, passage.span)}.",
                    spans=(passage.span,),
                    confidence=sure,
                    severity=severity(sure),
                )
