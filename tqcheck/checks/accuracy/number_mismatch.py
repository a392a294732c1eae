"""ACC101: the two sides do not have the same quantities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Side, Span
from tqcheck.text.numbers import digit
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.quantities import Quantity, quantities, unanswered


@rule("ACC101", "number-mismatch", Severity.MAJOR, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class NumberMismatch:
    """A quantity differs between source and target.

    ## Why it matters
    A wrong number is believed: nobody can tell from the translation alone that 13 minutes were 30, and doses, prices,
    dates and casualties are what readers act upon.

    ## How it decides
    Numbers of both sides are compared by value, whatever digits, grouping and decimal marks they are written with
    (1,234.5 = 1.234,5 = 1 234,5 = ١٬٢٣٤٫٥). What has no counterpart on both sides is a mismatch, and the message
    names both. A number missing on one side only is a weaker one, for words can say it too.

    ## When it is wrong
    Where a unit was converted, a clock or calendar changed, or a number is said in words that no table knows.
    """

    ignore: frozenset[str] = frozenset()
    """Numbers that are never compared, as the text writes them in ASCII digits."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each pair of quantities that differ, and for each one that is left alone."""
        source, target = source_prose(segment), target_prose(segment)
        if not digit(source) and not digit(target):
            return
        left, right = unanswered(
            quantities(source, segment.source_lang or ""), quantities(target, segment.target_lang or "")
        )
        left = [q for q in left if q.written not in self.ignore]
        right = [q for q in right if q.written not in self.ignore]
        for missing, other in zip(left, right, strict=False):
            yield _differ(segment, missing, other)
        for missing in left[len(right) :]:
            yield _alone(segment, missing, "source")
        for extra in right[len(left) :]:
            yield _alone(segment, extra, "target")


def _differ(segment: Segment, missing: Quantity, other: Quantity) -> Hit:
    first, second = segment.text("source")[missing.start : missing.end], segment.target[other.start : other.end]
    return Hit(
        message=f"The source says “{first}”, the translation “{second}”.",
        spans=(
            Span(side="target", start=other.start, end=other.end),
            Span(side="source", start=missing.start, end=missing.end),
        ),
        confidence=0.75,
    )


def _alone(segment: Segment, quantity: Quantity, side: Side) -> Hit:
    written = segment.text(side)[quantity.start : quantity.end]
    message = (
        f"“{written}” of the source is missing in the translation."
        if side == "source"
        else f"“{written}” is not in the source."
    )
    small = min(quantity.values, default=0) <= 12
    return Hit(
        message=message,
        spans=(Span(side=side, start=quantity.start, end=quantity.end),),
        confidence=0.2 if small else 0.4,
    )
