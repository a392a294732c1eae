"""TRM103: a name that is not to be translated was translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span, Term
from tqcheck.text.glossary import glossary
from tqcheck.text.prose import source_prose


@rule("TRM103", "do-not-translate", Severity.MAJOR, mqm="terminology/inconsistent-with-terminology-resource")
@dataclass(frozen=True, slots=True)
class DoNotTranslate:
    """A name that is not to be translated does not stand in the target.

    ## Why it matters
    Brands, commands and labels of a program work only as they are; *Windows* in a manual is not a hole in the wall.

    ## How it decides
    Terms of a do-not-translate list are found in the source as whole words; one that has capitals is looked for as it
    is written, so that *Word* is not *word*. The target must have the same characters (or the entry's own target);
    endings after them are fine, case counts when the entry says so.

    ## When it is wrong
    Names that a language writes in its own script by custom, and sentences that speak of the thing without its name.
    """

    terms: tuple[Term, ...] = ()
    """The list; the command line fills it from `--glossary`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each name that is missing, at its first place in the source."""
        if not self.terms:
            return
        told: set[str] = set()
        folded = segment.target.casefold()
        for found in glossary(self.terms, segment).concepts.find(source_prose(segment)):
            concept = found.payload
            if not concept.kept or concept.source in told:
                continue
            told.add(concept.source)
            if any(k in segment.target or k.casefold() in folded for k in concept.kept):
                continue
            name = (segment.source or "")[found.start : found.end]
            yield Hit(
                message=f"“{name}” is not to be translated, but the target does not have “{concept.kept[0]}”.",
                spans=(Span(side="source", start=found.start, end=found.end),),
                confidence=0.85,
            )
