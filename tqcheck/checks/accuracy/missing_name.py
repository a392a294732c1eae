"""ACC203: a name of the source that the target does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.names.given import NOTHING, GivenNames
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.name_pairs import ALIKE, Unmatched, name_pairs
from tqcheck.text.prose import source_prose, target_prose


@rule("ACC203", "missing-name", Severity.MINOR, mqm="accuracy/omission")
@dataclass(frozen=True, slots=True)
class MissingName:
    """A name of the source has no counterpart in the target.

    ## Why it matters
    Whoever acts or suffers in a sentence should still be in it after translation.

    ## How it decides
    As ACC201 mistranslated-name, but no other name stands in the target instead: one side alone is weaker
    evidence, because a translator may say *the country* or *it* for a name.

    ## When it is wrong
    Where the translator rightly replaced a name by a pronoun or a description, and for names whose other form
    we do not know. Its confidence is low: it ranks segments and is shown by the profile `audit`.
    """

    ignore: frozenset[str] = frozenset()
    """Names that are never reported, as they stand in the source."""
    strict: bool = False
    """Trust one side alone: known names get the confidence 0.6, for texts that are translated to the letter."""
    names: GivenNames = NOTHING
    """Names of your own; the command line fills it from `--names`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each name of the source that is left over."""
        source, target = source_prose(segment), target_prose(segment)
        pairs = name_pairs(source, target, self.names.tag(segment.source_lang), self.names.tag(segment.target_lang))
        for missing in pairs.missing:
            name = source[missing.start : missing.end]
            if name not in self.ignore:
                yield Hit(
                    message=f"“{name}” of the source has no counterpart.",
                    spans=(Span(side="source", start=missing.start, end=missing.end),),
                    confidence=self._confidence(missing),
                )

    def _confidence(self, name: Unmatched) -> float:
        if not name.entities:
            return 0.03 + 0.15 * (1 - name.likeness / ALIKE)
        return 0.6 if self.strict and name.trust == 2 else 0.15 + 0.12 * name.trust
