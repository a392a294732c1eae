"""LNG302: letters that were lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.prose import target_prose

_LOST = re.compile(r"\ufffd+")
# A question mark between two small letters, or groups of them where words should be.
_MARK = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_GROUPS = re.compile(r"(?<!\?)\?{3,}(?:[ ,.]+\?{2,})+")


@rule("LNG302", "replacement-character", Severity.MAJOR, mqm="design-and-markup/character-encoding", needs_source=False)
@dataclass(frozen=True, slots=True)
class ReplacementCharacter:
    """Letters of the target were replaced by `�` or by question marks.

    ## Why it matters
    The reader sees `fran�ais` or `fran?ais`, and the letter is lost for good: only the translator can put it back.

    ## How it decides
    Any U+FFFD in the target; a `?` between two small letters, and several groups of `???` in a row, where the source
    has neither. Addresses and code are not looked at.

    ## When it is wrong
    In puzzles and patterns written with question marks (`wom?n`), when their source is not at hand.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit for each way in which letters were lost."""
        if "\ufffd" in segment.target:
            spans = tuple(Span(side="target", start=m.start(), end=m.end()) for m in _LOST.finditer(segment.target))
            sure = "\ufffd" not in (segment.source or "")
            message = "A character was lost here: “\ufffd” stands in its place."
            yield Hit(message=message, spans=spans, confidence=0.95 if sure else 0.6)
        if "?" in segment.target:
            yield from _question_marks(segment)


def _question_marks(segment: Segment) -> Iterator[Hit]:
    text, source = target_prose(segment), segment.source or ""
    groups = [m.span() for m in _GROUPS.finditer(text)]
    if groups and not _GROUPS.search(source):
        yield _hit(groups, "Whole words were lost here: question marks stand in their place.", confidence=0.9)
    inside = [m.span() for m in _MARK.finditer(text) if _small(text, m.start())]
    if inside and not _MARK.search(source):
        yield _hit(inside, "A “?” inside a word stands for a letter that was lost.", confidence=0.75)


def _small(text: str, at: int) -> bool:
    """Tell whether the mark is inside a word of a script that has case; the others write no spaces, or another mark."""
    return (text[at - 1].islower() or text[at - 1].isupper()) and text[at + 1].islower()


def _hit(places: list[tuple[int, int]], message: str, *, confidence: float) -> Hit:
    spans = tuple(Span(side="target", start=start, end=end) for start, end in places)
    return Hit(message=message, spans=spans, confidence=confidence)
