"""ACC402: the target is much longer than the source lets one expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from tqcheck.checks import Collector, rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.length_habits import LearningLengths, LengthHabits
from tqcheck.text.proportion import compared, doubt, sentences

_MAJOR = 0.7
_SURPLUS = 0.5
"""Translators explain; so an extra sentence needs half a deviation more than a missing one."""
_WORDS, _BRIEF = 20, 0.8
"""Sources of fewer characters are often explained: titles, exclamations."""


@rule("ACC402", "addition", Severity.MINOR, mqm="accuracy/addition")
@dataclass(frozen=True, slots=True)
class Addition:
    """The target is so long that it probably says things that the source does not say.

    ## Why it matters
    Invented text is the worst that machine translation does, for it reads well; a leftover from another segment or a
    translator's note comes out longer too.

    ## How it decides
    As for omission (ACC401): by the lengths that are usual between the two languages and in the file, and by the number
    of sentences, the other way round. A source of a word or two may be explained at more length.

    ## When it is wrong
    Explanations of names and abbreviations in short sentences, and sources in note form.
    """

    looks_back: ClassVar[int] = 0
    within_file: ClassVar[bool] = True
    least_size: int = 30
    """Targets with fewer characters than this are not judged."""

    def begin(self) -> Collector:
        """Start a new corpus."""
        return LearningLengths(lambda habits: _Judge(self, habits))


@dataclass(frozen=True, slots=True)
class _Judge:
    options: Addition
    habits: LengthHabits = field(repr=False)

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit, over the target."""
        found = self.habits.judged(segment)
        if found is None or found.deviation < 2 or found.target_size < self.options.least_size:
            return
        source, target = map(sentences, compared(segment))
        brief = _BRIEF if found.source_size < _WORDS else 1
        sure = doubt(found.deviation * brief - (_SURPLUS if target > source else 0), target - source)
        if not sure:
            return
        surplus = f"; the target has {target} sentences, the source {source}" if target > source else ""
        yield Hit(
            message=f"The target is {found.ratio:.1f} times as long as one expects: something may have been added.",
            spans=(Span(side="target", start=0, end=len(segment.target)),),
            confidence=sure,
            evidence=f"{found.deviation:.1f} standard deviations too long for this pair of languages{surplus}",
            severity=Severity.MAJOR if sure >= _MAJOR else Severity.MINOR,
        )
