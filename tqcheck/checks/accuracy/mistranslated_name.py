"""ACC201: one name stands for another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.names.given import NOTHING, GivenNames
from tqcheck.lang.names.knowledge import kind
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.name_pairs import ALIKE, Unmatched, name_pairs
from tqcheck.text.prose import source_prose, target_prose

_BY_TRUST = (0.4, 0.6, 0.85)
_GRAVE = frozenset({"territory", "organisation", "armed-group"})


@rule("ACC201", "mistranslated-name", Severity.MAJOR, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class MistranslatedName:
    """A name of the target answers to nothing in the source, and a name of the source is missing.

    ## Why it matters
    *The coalition fights against Israel* for *lutte contre l'État islamique* says of one party what was said of
    another. Readers cannot see it, and it is the mistake that an editor has to apologise for.

    ## How it decides
    Territories, cities, organisations and armed groups are looked up on both sides by what each language calls
    them (CLDR and our own tables) and compared by entity, so that *Allemagne*, *Deutschland* and *德国* are one.
    Adjectives, inflected forms, short forms, parts and wholes (*England* for *Britain*, *Washington* for the
    United States) and words that sound alike in any script count as support, other spellings of large cities
    (GeoNames) too; states whose names are easily taken for each other (the two Koreas, Austria and Australia) do not
    support one another by sound. What is left over on both sides is a finding: critical where a territory, an
    organisation or an armed group was exchanged. A names file of your own (`--names`) extends what is known.
    Capitalised words
    that no table knows are compared by sound, in any script; common words in titles and in names of places (*Mosque*,
    *Symphony*, *Night*) by meaning, in twelve languages. What is left over of them is a finding of low confidence,
    the lower the more alike the nearest word of the other side is.

    ## When it is wrong
    Where a translator says *Beijing* for a thing that the source calls by a name unknown to us, and where a
    country is called by a name that its language's tables lack.
    """

    ignore: frozenset[str] = frozenset()
    """Names that are never reported, as they stand in either text."""
    names: GivenNames = NOTHING
    """Names of your own; the command line fills it from `--names`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each name that was exchanged for another."""
        source, target = source_prose(segment), target_prose(segment)
        pairs = name_pairs(source, target, self.names.tag(segment.source_lang), self.names.tag(segment.target_lang))
        for missing, extra in pairs.swapped:
            wrong, right = target[extra.start : extra.end], source[missing.start : missing.end]
            if wrong in self.ignore or right in self.ignore:
                continue
            yield Hit(
                message=f"“{wrong}” answers to nothing in the source, which names “{right}”.",
                spans=(
                    Span(side="target", start=extra.start, end=extra.end),
                    Span(side="source", start=missing.start, end=missing.end),
                ),
                confidence=_confidence(missing, extra),
                evidence=_evidence(missing, extra, self.names),
                severity=Severity.CRITICAL if _grave(missing, self.names) and _grave(extra, self.names) else None,
            )


def _grave(name: Unmatched, names: GivenNames) -> bool:
    return name.trust == 2 and any(kind(entity, names) in _GRAVE for entity in name.entities)


def _confidence(missing: Unmatched, extra: Unmatched) -> float:
    if missing.entities and extra.entities:
        return _BY_TRUST[min(missing.trust, extra.trust)]
    distance = 1 - (missing.likeness + extra.likeness) / (2 * ALIKE)
    return 0.15 + 0.2 * distance


def _evidence(missing: Unmatched, extra: Unmatched, names: GivenNames) -> str:
    kinds = sorted({kind(entity, names) for entity in extra.entities | missing.entities})
    return f"compared as names of {', '.join(kinds)}" if kinds else "compared by sound"
