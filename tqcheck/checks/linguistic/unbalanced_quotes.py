"""LNG201: a quotation mark without a partner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.quotes import has_single_quotes, lone_corners, lone_quote, quotes


@rule("LNG201", "unbalanced-quotes", Severity.MINOR, mqm="linguistic-conventions/punctuation", needs_source=False)
@dataclass(frozen=True, slots=True)
class UnbalancedQuotes:
    """A quotation mark of the target has no partner.

    ## Why it matters
    The reader cannot tell where the quotation begins or ends, and whose words they are.

    ## How it decides
    Double quotation marks of all kinds are counted together, since many writers open with one and close with
    another; an odd number is reported. East Asian corner marks are matched one by one. Inches, Hebrew gershayim and
    single marks, which may be apostrophes, are not counted. Silent when the source is odd as well, as it is when a
    quotation goes on in the next segment.

    ## When it is wrong
    When a quotation runs over several segments and the source closes it elsewhere. Without a source, and when the
    source quotes with single marks or not at all, the finding counts as unsure; so does a mark too many at the very
    beginning or end, which may belong to a quotation that goes on.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for the mark that stands alone."""
        text = target_prose(segment)
        lone, corners = lone_quote(text, segment.target_lang or ""), lone_corners(text)
        if lone is None and not corners:
            return
        source = source_prose(segment)
        if len(quotes(source)) % 2 or lone_corners(source):
            return
        if lone is not None:
            yield _hit(text, lone, _confidence(text, source, lone))
        if corners:
            yield _hit(text, corners[-1], 0.7 if source else 0.45)


def _confidence(text: str, source: str, lone: int) -> float:
    if not source or "\n" in text or has_single_quotes(source):
        return 0.4
    if not quotes(source) and len(quotes(text)) == 1:  # the target quotes where the source does not: it may go on
        return 0.4
    outermost = lone < 1 or not text[lone + 1 :].strip(" .,!?。।")
    return 0.45 if outermost and len(quotes(text)) > len(quotes(source)) else 0.7


def _hit(text: str, at: int, confidence: float) -> Hit:
    return Hit(
        message=f"The quotation mark “{text[at]}” has no partner.",
        spans=(Span(side="target", start=at, end=at + 1),),
        confidence=confidence,
    )
