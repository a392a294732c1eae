"""ACC401: the target is much shorter than the source lets one expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from tqcheck.checks import Collector, rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.length_habits import LearningLengths, LengthHabits
from tqcheck.text.proportion import compared, doubt, sentences

_MAJOR = 0.7


@rule("ACC401", "omission", Severity.MINOR, mqm="accuracy/omission")
@dataclass(frozen=True, slots=True)
class Omission:
    """The target is so short that part of the source is probably not translated.

    ## Why it matters
    What is left out cannot be seen in the target; the reader never learns that a sentence was there.

    ## How it decides
    How long a translation becomes depends on the two languages; a table of 140 languages says how their lengths
    relate and how much they vary from sentence to sentence. Short text varies more. The finding says by how much the
    target falls short; it is surer when the target also has fewer sentences than the source. Languages that
    the table lacks are not judged. Placeholders, tags and addresses do not count; of plural forms in one string (“one
    file|many files”) one is compared. A file of 100 segments or more is held to its own middle, and to its own spread
    when that is wide: old texts, verse and loose alignment have their own measure. That takes a first pass and 160
    numbers a file.

    ## When it is wrong
    Free or summarising translation, headlines, and sources that say everything twice.
    """

    looks_back: ClassVar[int] = 0
    within_file: ClassVar[bool] = True
    least_size: int = 30
    """Sources with fewer characters than this are not judged."""

    def begin(self) -> Collector:
        """Start a new corpus."""
        return LearningLengths(lambda habits: _Judge(self, habits))


@dataclass(frozen=True, slots=True)
class _Judge:
    options: Omission
    habits: LengthHabits = field(repr=False)

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit, over the source."""
        found = self.habits.judged(segment)
        if found is None or found.deviation > -2 or found.source_size < self.options.least_size:
            return
        source, target = map(sentences, compared(segment))
        sure = doubt(-found.deviation, source - target)
        if not sure:
            return
        missing = f"; the source has {source} sentences, the target {target}" if source > target else ""
        yield Hit(
            message=f"The target has {found.ratio:.0%} of the length one expects: part of the source may be missing.",
            spans=(Span(side="source", start=0, end=len(segment.source or "")),),
            confidence=sure,
            evidence=f"{-found.deviation:.1f} standard deviations too short for this pair of languages{missing}",
            severity=Severity.MAJOR if sure >= _MAJOR else Severity.MINOR,
        )
