"""LNG202: a bracket without a partner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.quotes import lone_brackets

_RARE = frozenset("[]{}")
"""Where the source has none, these are more often a letter of an ad hoc encoding than a bracket."""


@rule("LNG202", "unbalanced-brackets", Severity.MINOR, mqm="linguistic-conventions/punctuation", needs_source=False)
@dataclass(frozen=True, slots=True)
class UnbalancedBrackets:
    """A bracket of the target has no partner.

    ## Why it matters
    A bracket that never closes makes the sentence hard to read and is often the trace of text that was lost.

    ## How it decides
    Round, square and curly brackets, full width ones included, are matched from left to right. List marks (`1)`,
    `a)`) and smileys are passed over. Silent when the source has as many without a partner.

    ## When it is wrong
    In intervals (`[0, 1)`) and when a bracket is closed in the next segment, if the source is not at hand.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each bracket that stands alone."""
        text = target_prose(segment)
        found = lone_brackets(text)
        if found and "`" in segment.target:  # where a back-quote is lost, code may swallow the partner
            whole = lone_brackets(segment.target)
            found = tuple(at for at in found if at in whole)
        if not found:
            return
        source = source_prose(segment)
        spare = Counter(source[at] for at in lone_brackets(source))
        if spare.total() >= len(found):
            return
        for at in found:
            yield Hit(
                message=f"The bracket “{text[at]}” has no partner.",
                spans=(Span(side="target", start=at, end=at + 1),),
                confidence=_confidence(text[at], source),
            )


def _confidence(mark: str, source: str) -> float:
    if not source:
        return 0.55
    return 0.45 if mark in _RARE and _RARE.isdisjoint(source) else 0.75
