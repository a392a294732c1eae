"""TRM102: the target uses a term that the glossary forbids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span, Term
from tqcheck.text.glossary import Concept, glossary
from tqcheck.text.phrases import occurs
from tqcheck.text.prose import source_prose, target_prose


@rule("TRM102", "forbidden-term", Severity.MAJOR, mqm="terminology/wrong-term", needs_source=False)
@dataclass(frozen=True, slots=True)
class ForbiddenTerm:
    """The target uses a term that the glossary forbids.

    ## Why it matters
    Forbidden terms are old names, slang or a competitor's words; someone took the trouble to rule them out.

    ## How it decides
    Forbidden terms are found as whole words in any inflected form, the longest first. One that belongs to a source term
    is wrong only where the source has that term. Where the glossary's own translation is missing as well, TRM101 says
    both in one finding and this check is silent.

    ## When it is wrong
    A forbidden word that also has an everyday sense, and one that stands in a quotation or a name.
    """

    terms: tuple[Term, ...] = ()
    """The glossary; the command line fills it from `--glossary`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each forbidden term."""
        if not self.terms:
            return
        made = glossary(self.terms, segment)
        present: list[Concept] | None = None
        for found in made.forbidden.find(target_prose(segment)):
            term, concept = found.payload
            if concept is not None and segment.source is not None:
                if present is None:
                    present = [f.payload for f in made.concepts.find(source_prose(segment))]
                if concept not in present or _told_elsewhere(segment, concept):
                    continue
            used = segment.target[found.start : found.end]
            instead = " or ".join(f"“{w}”" for w in concept.wanted[:3]) if concept else ""
            yield Hit(
                message=f"“{used}” is a forbidden term" + (f"; use {instead}." if instead else "."),
                spans=(Span(side="target", start=found.start, end=found.end),),
                confidence=0.85 if concept is None or segment.source is not None else 0.6,
                evidence=term.note or "",
            )


def _told_elsewhere(segment: Segment, concept: Concept) -> bool:
    """Tell whether TRM101 reports the concept: none of its translations stands in the target."""
    tag = segment.target_lang or "und"
    return bool(concept.wanted) and not any(
        occurs(w, segment.target, tag, exact_case=concept.exact_case) for w in concept.wanted
    )
