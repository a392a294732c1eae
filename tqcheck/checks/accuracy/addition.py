"""ACC402: the target is much longer than the source lets one expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.proportion import doubt, proportion, sentences
from tqcheck.text.prose import source_prose, target_prose

_MAJOR = 0.7
_SURPLUS = 0.5
"""Translators explain; so an extra sentence needs half a deviation more than a missing one."""


@rule("ACC402", "addition", Severity.MINOR, mqm="accuracy/addition")
@dataclass(frozen=True, slots=True)
class Addition:
    """The target is so long that it probably says things that the source does not say.

    ## Why it matters
    Invented text is the worst that machine translation does, for it reads well; a leftover from another segment or a
    translator's note comes out longer too.

    ## How it decides
    As for omission (ACC401): by the lengths that are usual between the two languages and by the number of sentences,
    the other way round.

    ## When it is wrong
    Explanations of names and abbreviations in short sentences, and sources in note form.
    """

    least_size: int = 30
    """Targets with fewer characters than this are not judged."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit, over the target."""
        found = proportion(segment)
        if found is None or found.deviation < 2 or found.target_size < self.least_size:
            return
        source, target = sentences(source_prose(segment)), sentences(target_prose(segment))
        sure = doubt(found.deviation - (_SURPLUS if target > source else 0), target - source)
        if not sure:
            return
        surplus = f"; the source has {source} sentences, the target {target}" if target > source else ""
        yield Hit(
            message=f"The target is {found.ratio:.1f} times as long as one expects: something may have been added.",
            spans=(Span(side="target", start=0, end=len(segment.target)),),
            confidence=sure,
            evidence=f"{found.deviation:.1f} standard deviations too long for this pair of languages{surplus}",
            severity=Severity.MAJOR if sure >= _MAJOR else Severity.MINOR,
        )
