"""LNG104: a translation that is caught in a loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.repeats import Stretch, gives_choices, returns, stretches, unspaced


@rule("LNG104", "looping-text", Severity.MAJOR, mqm="accuracy/addition", needs_source=False)
@dataclass(frozen=True, slots=True)
class LoopingText:
    """A phrase of the target is said over and over again.

    ## Why it matters
    Neural translation that loses its way repeats one phrase to the end; what the source said is gone.

    ## How it decides
    The same words at least three times in a row (one word: four times), or the same characters where the script
    writes no spaces. When the loop is half of the target or more, it is critical. Silent when the source repeats
    itself too, and where both sides hold plural forms apart by “|”.

    ## When it is wrong
    In song texts, rites and sounds (*la la la la*) whose source is not at hand.
    """

    times: int = 3
    """How often a phrase of several words must be said; a single word one time more."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield one hit for each loop."""
        text = target_prose(segment)
        if not returns(text):
            return
        found = [s for s in stretches(text) if self._loops(text, s)]
        if not found or any(s.times >= self.times for s in stretches(source_prose(segment))):
            return
        if gives_choices(segment.source or "", segment.target):
            return
        for stretch in found:
            phrase = text[stretch.start : stretch.once]
            if text[stretch.start : stretch.end] in (segment.source or ""):
                continue
            half = 2 * (stretch.end - stretch.start) >= len(text)
            end = _last(text, stretch)
            yield Hit(
                message=f"“{phrase}” is said {stretch.times + (end > stretch.end)} times in a row.",
                spans=(Span(side="target", start=stretch.start, end=end),),
                confidence=0.95 if stretch.times > self.times else 0.85,
                severity=Severity.CRITICAL if half and stretch.times > self.times else None,
            )

    def _loops(self, text: str, stretch: Stretch) -> bool:
        phrase = text[stretch.start : stretch.once]
        if unspaced(text) and phrase.isascii() and " " not in phrase:
            return False  # letters of one Latin word: xxxxx, hahaha
        short = len(phrase) < 4 if unspaced(text) else " " not in phrase
        return stretch.times >= self.times + short * (2 if len(phrase) == 1 else 1)


def _last(text: str, stretch: Stretch) -> int:
    """Return where the loop ends; the phrase may stand once more, with the mark of the sentence at its end."""
    phrase, rest = text[stretch.start : stretch.once], text[stretch.end :]
    begins = stretch.end + len(rest) - len(rest.lstrip())
    ends = begins + len(phrase)
    again = begins > stretch.end and text[begins:ends].lower() == phrase.lower() and not text[ends : ends + 1].isalnum()
    return ends if again else stretch.end
