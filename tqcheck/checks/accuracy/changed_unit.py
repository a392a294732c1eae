"""ACC103: another unit or currency beside the same number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.numbers import digit
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.unit_changes import changed_units
from tqcheck.text.units import Measure


@rule("ACC103", "changed-unit", Severity.MAJOR, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """A number kept its value and changed its unit or currency.

    ## Why it matters
    120 km are not 120 miles, and 10 g are not 10 kg: the number looks right, so that nobody looks at it again.
    Doses, distances and prices are what readers act upon.

    ## How it decides
    A number that both sides have, in digits or (for units, not for currencies) in words, with a known unit or
    currency right beside it on both, of one dimension (length, mass, temperature, time, money, volume, area, speed,
    data, power, percent): the units must be able to mean the same. Names and signs come from CLDR for both
    languages, inflected forms from tables. A name that means several things (*pound*, *m*, *degrees*, the $ of many
    countries) is taken to mean whatever fits. A right conversion changes the number and is silent, and so is a
    translation that names the right unit anywhere. When the number stands several times, each must have changed;
    when the source has the other unit too, and for percent against percentage points, the finding is unsure.

    ## When it is wrong
    When a translator mended the unit of the source, or an abbreviation means something that the table does not know.
    """

    ignore: frozenset[str] = frozenset()
    """Units that are never compared, by CLDR's names (`length-mile`, `duration-month`) or as `money-EUR`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each number whose unit changed."""
        source, target = source_prose(segment), target_prose(segment)
        sides = ((source, segment.source_lang or ""), (target, segment.target_lang or ""))
        for found in changed_units(*sides, digits=digit(source) and digit(target)):
            if self.ignore.isdisjoint(found.source.units | found.target.units):
                yield _hit(segment, found.source, found.target, certainty=found.certainty)


def _hit(segment: Segment, source: Measure, target: Measure, *, certainty: float) -> Hit:
    first, second = (segment.source or "")[source.start : source.end], segment.target[target.start : target.end]
    return Hit(
        message=f"“{first}” has become “{second}”: the number is the same, the unit is not.",
        spans=(
            Span(side="target", start=target.start, end=target.end),
            Span(side="source", start=source.start, end=source.end),
        ),
        confidence=certainty,
    )
