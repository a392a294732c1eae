"""ACC304: source and target stand in each other's place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from tqcheck.checks import Collector, rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.sides import order, swapped

_ALL, _EVERY = 200, 16
"""The first pass looks at so many segments of a file, then at one in so many: more would not change the picture."""
_MEND = "mend with --source-column/--target-column or by swapping --source-lang and --target-lang"


@dataclass(slots=True)
class _Tally:
    """What is known of one file."""

    segments: int = 0
    looked_at: int = 0
    right: int = 0
    swapped: int = 0
    first: tuple[str, int | None] = ("", None)
    """Id and line of the first segment that looks swapped."""


def _place(segment: Segment) -> tuple[str, int | None]:
    return segment.id, segment.origin.line


@rule("ACC304", "swapped-sides", Severity.CRITICAL, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class SwappedSides:
    """Source and target look swapped: each is in the other's language.

    ## Why it matters
    With the columns of a file or the two languages given in the wrong order, every other finding is nonsense.

    ## How it decides
    By script where the two languages are written in different ones, else by the commonest words of each that the other
    has not. A segment is swapped when both sides speak for the other language. When most of a file is so (of its first
    200 segments and one in 16 of the rest), it is reported once, at its first such segment, with the count; else each
    swapped segment is reported. It keeps five numbers a file.

    ## When it is wrong
    Language courses and dictionaries, which rightly have both languages on both sides; languages without a table of
    common words that share a script are never reported.
    """

    looks_back: ClassVar[int] = 0
    within_file: ClassVar[bool] = True
    share: float = 0.5
    """Above this share of the segments that can be judged, the file as a whole is reported."""

    def begin(self) -> Collector:
        """Start a new corpus."""
        return _Counting(self.share)


@dataclass(slots=True)
class _Counting:
    share: float
    files: dict[str, _Tally] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        """Count which way round the segment stands."""
        tally = self.files.setdefault(segment.origin.path, _Tally())
        tally.segments += 1
        if tally.segments > _ALL and tally.segments % _EVERY:
            return
        tally.looked_at += 1
        found = order(segment)
        tally.right += found > 0
        if found < 0:
            tally.swapped += 1
            if tally.swapped == 1:
                tally.first = _place(segment)

    def finish(self) -> _Judge:
        """Return the judge, who knows the files that are swapped as a whole."""
        whole = {
            p: t for p, t in self.files.items() if t.swapped >= 3 and t.swapped > self.share * (t.swapped + t.right)
        }
        return _Judge(whole)


@dataclass(frozen=True, slots=True)
class _Judge:
    swapped: dict[str, _Tally]

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for a swapped segment, or one for the first of a swapped file."""
        file = self.swapped.get(segment.origin.path)
        if not swapped(segment) or (file and _place(segment) != file.first):
            return
        message = "Source and target look swapped: each is in the other's language."
        if file:
            message = f"Source and target look swapped in {file.swapped} of {file.looked_at} segments; {_MEND}."
        yield Hit(
            message=message,
            spans=(
                Span(side="source", start=0, end=len(segment.source or "")),
                Span(side="target", start=0, end=len(segment.target)),
            ),
            confidence=0.95 if file else 0.8,
        )
