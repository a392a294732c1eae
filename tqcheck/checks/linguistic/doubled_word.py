"""LNG102: the same word twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.tables import section
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose

# One or more spaces between two equal words of at least two letters; re.IGNORECASE compares "The the".
_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})(\s+)\1(?![\w'’-])", re.IGNORECASE)


@rule("LNG102", "doubled-word", Severity.MINOR, mqm="linguistic-conventions/grammar", needs_source=False)
@dataclass(frozen=True, slots=True)
class DoubledWord:
    """A word stands twice in a row in the target.

    ## Why it matters
    A doubled word is a slip that every reader sees, and machine translation makes it when it loops.

    ## How it decides
    Two equal words of two letters or more with only space between them, compared without case. Words that a
    language doubles on purpose (French *nous nous*, Indonesian *hati hati*) come from its table. Silent when the
    source doubles a word too.

    ## When it is wrong
    In a language whose table does not list a doubling that is usual there, and in quoted stammering.
    """

    ignore: frozenset[str] = frozenset()
    """Words that may stand twice, in lower case."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each doubled word."""
        for match in _DOUBLED.finditer(target_prose(segment)):
            word = match.group(1)
            usual = section(segment.target_lang or "", "doubling")
            if usual.get("free") or word.lower() in self.ignore or word.lower() in usual.get("words", ()):
                continue
            if _DOUBLED.search(source_prose(segment)):
                continue
            start, end = match.end(1), match.end()
            yield Hit(
                message=f"“{word}” stands twice in a row.",
                spans=(Span(side="target", start=match.start(), end=end),),
                confidence=0.8 if word.islower() else 0.6,
                fix=Fix(start=start, end=end, replacement=""),
            )
