"""ACC706: a sentence of the translated document that renders no sentence of the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.passages import quoted
from tqcheck.text.sentence_like import sentence_like


@rule("ACC706", "added-sentence", Severity.MAJOR, mqm="accuracy/addition", needs_source=False)
@dataclass(frozen=True, slots=True)
class AddedSentence:
    """A sentence of the translated document has no counterpart in the source.

    ## Why it matters
    Readers take it for what the author said. Machines make such sentences up, and editors forget to mark theirs.

    ## How it decides
    As ACC705 omitted-sentence, the other way round: a sentence of the translation that the alignment of two documents
    leaves alone. What is not a sentence of the running text is minor. Checks that compare with a source are not asked
    about it.

    ## When it is wrong
    An explanation that the translator rightly adds for readers who do not know the place, the office or the custom; a
    sentence that renders half of one which the alignment gave to its neighbour; and the page's own text around the
    article, where it could not be told from it.
    """

    least_letters: int = 2
    """Texts with fewer letters than this are not reported."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit, over the target."""
        if not segment.alignment or (segment.source or "").strip():
            return
        text = segment.target.strip()
        if sum(map(str.isalpha, text)) < self.least_letters:
            return
        span = Span(side="target", start=0, end=len(segment.target))
        yield Hit(
            message=f"Nothing in the source says {quoted(segment, span)}.",
            spans=(span,),
            confidence=segment.alignment,
            evidence="it belongs to no sentence of the source",
            severity=Severity.MAJOR if sentence_like(text) else Severity.MINOR,
        )
