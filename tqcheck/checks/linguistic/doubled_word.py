"""LNG102: the same word twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.tables import section
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.repeats import doubled_words
from tqcheck.text.tokens import lowered

_SURE = 0.8


@rule("LNG102", "doubled-word", Severity.MINOR, mqm="linguistic-conventions/grammar", needs_source=False)
@dataclass(frozen=True, slots=True)
class DoubledWord:
    """A word stands twice in a row in the target.

    ## Why it matters
    A doubled word is a slip that every reader sees, and machine translation makes it when it loops.

    ## How it decides
    Two equal words of two letters or more with only space between them, compared without case. Words that a
    language doubles on purpose (French *nous nous*, German *die die*, English *had had*) come from its table, and so
    does whether doubling is its grammar (Indonesian *hati hati*, Turkish *yavaş yavaş*). Silent when the source
    doubles a word too. A word three times or more in a row is left to looping-text.

    ## When it is wrong
    In a language whose table does not list a doubling that is usual there, and in quoted stammering. Names made of
    one word twice (*Duran Duran*) and languages without a table count as unsure.
    """

    ignore: frozenset[str] = frozenset()
    """Words that may stand twice, in lower case."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each doubled word."""
        found = list(doubled_words(target_prose(segment)))
        if not found:
            return
        usual = section(segment.target_lang or "", "doubling")
        if usual.get("free") or any(doubled_words(source_prose(segment))):
            return
        for match in found:
            word = match.group(1)
            if word.lower() in self.ignore or word.lower() in usual.get("words", ()):
                continue
            if match.group() in (segment.source or ""):
                continue
            start, end = match.end(1), match.end()
            confidence = _confidence(segment, match) if usual else 0.4
            yield Hit(
                message=f"“{word}” stands twice in a row.",
                spans=(Span(side="target", start=match.start(), end=end),),
                confidence=confidence,
                fix=Fix(start=start, end=end, replacement="", safe=confidence >= _SURE),
            )


def _confidence(segment: Segment, match: re.Match[str]) -> float:
    first, second = match.group(1), match.group(0)[-len(match.group(1)) :]
    if second.islower():
        return _SURE
    known = first.lower() in lowered(segment.source or "")
    return 0.6 if known else 0.45
