"""TRM101: a term of the source is not translated as the glossary says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span, Term
from tqcheck.text.glossary import Concept, glossary
from tqcheck.text.phrases import Found, Index, Phrase, occurs
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.scripts import spaceless
from tqcheck.text.stems import inflects


@rule("TRM101", "glossary-mismatch", Severity.MAJOR, mqm="terminology/inconsistent-with-terminology-resource")
@dataclass(frozen=True, slots=True)
class GlossaryMismatch:
    """A term of the source is not translated as the glossary says.

    ## Why it matters
    Readers take two words for two things; a term that changes its name in the middle of a manual makes them search.

    ## How it decides
    The source's terms are found as whole words in any inflected form, the longest term first; in scripts without spaces
    as they stand. Then one of the term's preferred or admitted translations must stand in the target, in any form:
    endings, prefixes, compounds and small changes of the stem are allowed for, by tables for 60 languages. Without a
    glossary the check says nothing.

    ## When it is wrong
    A term used in an everyday sense, a pronoun in place of the term, and forms that differ a lot (*go – went*).
    """

    terms: tuple[Term, ...] = ()
    """The glossary; the command line fills it from `--glossary`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each term that has none of its translations, at its first place."""
        if not self.terms:
            return
        told: set[str] = set()
        for found in glossary(self.terms, segment).concepts.find(source_prose(segment)):
            concept = found.payload
            if not concept.wanted or concept.source in told:
                continue
            told.add(concept.source)
            if not _translated(segment, concept):
                yield _hit(segment, found)


def _translated(segment: Segment, concept: Concept) -> bool:
    tag, target = segment.target_lang or "und", segment.target
    return any(occurs(wanted, target, tag, exact_case=concept.exact_case) for wanted in concept.wanted)


def _hit(segment: Segment, found: Found[Concept]) -> Hit:
    concept = found.payload
    tag = segment.target_lang or "und"
    used = next(Index((Phrase(f, False, f) for f in concept.forbidden), tag).find(target_prose(segment)), None)
    spans = [Span(side="source", start=found.start, end=found.end)]
    if used:
        spans.append(Span(side="target", start=used.start, end=used.end))
    term = (segment.source or "")[found.start : found.end]
    wanted = " or ".join(f"“{w}”" for w in concept.wanted[:3])
    instead = f", not “{segment.target[used.start : used.end]}”" if used else ""
    sure = 0.75 if inflects(tag) or spaceless(concept.wanted[0]) else 0.6
    return Hit(
        message=f"The glossary translates “{term}” as {wanted}{instead}.",
        spans=tuple(spans),
        confidence=0.9 if used else sure,
    )
