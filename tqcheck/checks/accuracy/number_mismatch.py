"""ACC101: the two sides do not have the same quantities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Side, Span
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.quantity import Quantity
from tqcheck.text.quantity_comparison import Difference, differences
from tqcheck.text.quantity_explanations import Said, Sided


@rule("ACC101", "number-mismatch", Severity.MAJOR, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class NumberMismatch:
    """A quantity differs between source and target.

    ## Why it matters
    A wrong number is believed: nobody can tell from the translation alone that 13 minutes were 30, and doses, prices,
    dates and casualties are what readers act upon.

    ## How it decides
    Quantities of both sides are compared by value, whatever digits, grouping and decimal marks they are written with
    (1,234.5 = 1.234,5 = 1 234,5 = ١٬٢٣٤٫٥), with the scale that follows (2.5 million = 2 500 000, 3万 = 30,000), in
    digits, as a fraction (3/4, *trois quarts*, 四分之三), in words (*zweiundzwanzig*) and inside words (*zweitägig*,
    *пятиэтажный*), in Roman numerals or as the name of a month; 77 languages have number words. Clocks of 12 and 24
    hours (*halb fünf* is 4:30), decades and centuries, calendars (Thai, Japanese, Persian, Islamic, Ethiopian years),
    telephone numbers in other groups and converted units (miles and km, °F and °C, feet and inches) count as the same
    when the conversion is right within rounding. Months and days of the week are compared by name. What is left over on
    both sides is a mismatch, and the message names both. A number that only one side has is a weaker one, and so are
    two that differ where a unit may have been converted, small numbers that differ in words, and whatever differs
    between texts of which no number agrees. Of a segment with more than 100 numbers the first 100 are compared.

    ## When it is wrong
    Where a conversion is rough, a translator rounded or corrected a number, or a language has no table of number words.
    """

    ignore: frozenset[str] = frozenset()
    """Numbers that are never compared, as the text writes them in ASCII digits."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each pair of quantities that differ, and for each one that is left alone."""
        source = Sided(source_prose(segment), segment.source_lang or "")
        target = Sided(target_prose(segment), segment.target_lang or "")
        for found in differences(source, target):
            if self.ignore and self.ignore & {_ascii(found.source), _ascii(found.target)}:
                continue
            yield _hit(segment, found)


def _ascii(said: Said | None) -> str:
    return said.written if isinstance(said, Quantity) else ""


def _hit(segment: Segment, found: Difference) -> Hit:
    sides: tuple[tuple[Side, Said | None], ...] = (("target", found.target), ("source", found.source))
    spans = tuple(Span(side=side, start=said.start, end=said.end) for side, said in sides if said)
    written = {span.side: segment.text(span.side)[span.start : span.end] for span in spans}
    if len(spans) == 2:
        message = f"The source says “{written['source']}”, the translation “{written['target']}”."
    elif "source" in written:
        message = f"“{written['source']}” of the source is missing in the translation."
    else:
        message = f"“{written['target']}” is not in the source."
    return Hit(message=message, spans=spans, confidence=found.certainty)
