"""ACC202: a name that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.names.given import NOTHING, GivenNames
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.name_pairs import ALIKE, Unmatched, name_pairs
from tqcheck.text.prose import source_prose, target_prose


@rule("ACC202", "unsupported-name", Severity.MINOR, mqm="accuracy/addition")
@dataclass(frozen=True, slots=True)
class UnsupportedName:
    """A name of the target answers to nothing in the source.

    ## Why it matters
    A name that the source does not have was added or came from a word that was misread.

    ## How it decides
    As ACC201 mistranslated-name, but no name of the source is missing: one side alone is weaker evidence, because
    a translator may name what the source calls *the country* or *the organisation*.

    ## When it is wrong
    Where the translator rightly made a pronoun or a description into a name, and for names whose other form we
    do not know. Its confidence is low: it ranks segments and is shown by the profile `audit`.
    """

    ignore: frozenset[str] = frozenset()
    """Names that are never reported, as they stand in the target."""
    strict: bool = False
    """Trust one side alone: known names get the confidence 0.6, for texts that are translated to the letter."""
    names: GivenNames = NOTHING
    """Names of your own; the command line fills it from `--names`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each name of the target that is left over."""
        source, target = source_prose(segment), target_prose(segment)
        pairs = name_pairs(source, target, self.names.tag(segment.source_lang), self.names.tag(segment.target_lang))
        for extra in pairs.extra:
            name = target[extra.start : extra.end]
            if name not in self.ignore:
                yield Hit(
                    message=f"“{name}” answers to nothing in the source.",
                    spans=(Span(side="target", start=extra.start, end=extra.end),),
                    confidence=self._confidence(extra),
                    severity=Severity.MAJOR if extra.trust == 2 else None,
                )

    def _confidence(self, name: Unmatched) -> float:
        if not name.entities:
            return 0.03 + 0.15 * (1 - name.likeness / ALIKE)
        return 0.6 if self.strict and name.trust == 2 else 0.2 + 0.12 * name.trust
