"""ACC705: a sentence of the source document that no sentence of the translation renders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.passages import quoted
from tqcheck.text.sentence_like import sentence_like


@rule("ACC705", "omitted-sentence", Severity.MAJOR, mqm="accuracy/omission")
@dataclass(frozen=True, slots=True)
class OmittedSentence:
    """A sentence of the source document has no counterpart in the translated one.

    ## Why it matters
    A translation that reads well does not show that a sentence is missing; only who lays both documents side by side
    finds it. What was lost may be the denial, the condition, or the other side of a story.

    ## How it decides
    Two documents that come without pairs are aligned; a sentence of the source that the alignment leaves alone is
    reported, as sure as the alignment is of it. What is not a sentence of the running text – headings, bylines,
    captions, buttons, rights and credits, known by the mark that they do not end with – is minor. Texts without words
    are not reported. Pairs that came as pairs are never asked: an empty target is a matter of ACC403.

    ## When it is wrong
    The translation says the same in another place, or within a sentence that the alignment gave to a neighbour; editors
    leave out what their readers know; and the page was cut differently in the two languages.
    """

    sees_empty: ClassVar[bool] = True

    least_letters: int = 2
    """Texts with fewer letters than this are not reported."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit, over the source."""
        if not segment.alignment or segment.target.strip():
            return
        text = (segment.source or "").strip()
        if sum(map(str.isalpha, text)) < self.least_letters:
            return
        span = Span(side="source", start=0, end=len(segment.source or ""))
        yield Hit(
            message=f"The translation leaves out {quoted(segment, span)}.",
            spans=(span,),
            confidence=segment.alignment,
            evidence="no sentence of the translation belongs to it",
            severity=Severity.MAJOR if sentence_like(text) else Severity.MINOR,
        )
