"""ACC305: translations stand some lines away from their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from tqcheck.checks import Collector, rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.slips import Run, Stream, place

_FILES = 256
"""So many files and pairs of languages are followed at a time; the one begun first is given up."""
_EVIDENCE = ((60.0, 0.95), (35.0, 0.85), (24.0, 0.7))
"""From so many nats for the offset, against none, it is so sure."""
_AGREEMENT = 0.5
"""Mean nats for the pairs at the offset: lines that fit nowhere have not slipped."""
_SHARE = 0.7
_INSIDE = 0.45
"""Below what `review` shows: one finding says it all, but the risk of every line counts."""
_NUMBERS = {1: "one", 2: "two", 3: "three"}

File = tuple[str, str | None, str | None]


@rule("ACC305", "shifted-lines", Severity.CRITICAL, mqm="accuracy/mistranslation")
@dataclass(frozen=True, slots=True)
class ShiftedLines:
    """A run of translations stands one, two or three lines away from their sources.

    ## Why it matters
    A line lost or doubled on one side, or a column that was pasted or sorted alone, and every line after it has the
    translation of its neighbour. Each of them reads well; and the other checks find hundreds of mistakes where there
    is one.

    ## How it decides
    In the order of the file, whatever its format. The lengths of lines and of their translations rise and fall
    together, in any two languages. Where in eight lines in a row they do not, and figures that only one of these lines
    has do not say that they are in their place, the lines there are compared with those up to three further up and
    down: by length, numbers, words in Latin letters, names by their consonants in any
    script, placeholders, and marks such as question marks and brackets. The most likely path through the offsets,
    in which every slip must be earned, gives the runs. A run that is long and sure enough is reported once, at its
    first line; each of its other lines has a hit below what `review` shows, which raises its risk. What other checks
    find there by comparing both sides follows from the slip; it counts in the risk and is shown in `audit` only. It
    keeps the last 16 segments of each file, and 52 bytes for each line that was in doubt.

    ## When it is wrong
    Its bounds may be off by a line or two where the lines at the edge say little. Lists of short words without numbers
    and names may slip without being noticed, and so may lines that have gone farther than three.
    """

    explains_others: ClassVar[bool] = True
    within_file: ClassVar[bool] = True
    least_lines: int = 6
    """Shorter runs are not reported."""

    def begin(self) -> Collector:
        """Start a new corpus."""
        return _Following(self.least_lines)


@dataclass(slots=True)
class _Following:
    least_lines: int
    streams: dict[File, Stream] = field(default_factory=dict, repr=False)
    runs: dict[File, dict[int, Run]] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        """Follow the file of the segment."""
        if not _paired(segment):
            return
        file = _file(segment)
        stream = self.streams.get(file)
        if stream is None:
            if len(self.streams) == _FILES:
                self._end(next(iter(self.streams)))
            stream = self.streams[file] = Stream(segment.source_lang or "und", segment.target_lang or "und")
        stream.add(segment)

    def finish(self) -> _Judge:
        """Return the judge, who knows the runs of every file."""
        for file in tuple(self.streams):
            self._end(file)
        return _Judge(self.runs)

    def _end(self, file: File) -> None:
        found = [run for run in self.streams.pop(file).finish() if self._sure(run)]
        if found:
            self.runs.setdefault(file, {}).update((run.place, run) for run in found)

    def _sure(self, run: Run) -> bool:
        long = run.length >= self.least_lines
        return long and _confidence(run) > 0 and run.agreement >= _AGREEMENT and run.share >= _SHARE


@dataclass(frozen=True, slots=True)
class _Judge:
    runs: dict[File, dict[int, Run]]
    """By file, then by the place of the first segment; those that were reported are taken out."""
    inside: dict[File, tuple[Run, int]] = field(default_factory=dict)
    """The run that the last segment of a file belonged to, and how many are still to come."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for the first line of a run, and a faint one for each of the others."""
        if not self.runs or not _paired(segment):
            return
        file = _file(segment)
        runs = self.runs.get(file)
        if runs is None:
            return
        run = runs.pop(place(segment), None)
        if run:
            self.inside[file] = run, run.length - 1
            yield _first(run, segment)
        elif file in self.inside:
            run, left = self.inside[file]
            if left:
                self.inside[file] = run, left - 1
                yield Hit(message=f"This is one of those: {_said(run)}.", spans=(), confidence=_INSIDE)


def _paired(segment: Segment) -> bool:
    """Tell whether both sides have text and came together; what an alignment put together cannot have slipped."""
    source, target = segment.source, segment.target
    if not source or not target or segment.alignment is not None:
        return False
    return not (source.isspace() or target.isspace())


def _file(segment: Segment) -> File:
    return segment.origin.path, segment.source_lang, segment.target_lang


def _first(run: Run, segment: Segment) -> Hit:
    side = "below" if run.offset > 0 else "above"
    away = f"{_NUMBERS[abs(run.offset)]} {'line' if abs(run.offset) == 1 else 'lines'} {side}"
    return Hit(
        message=(
            f"{_said(run)}: the translation of line {run.first} stands in line {run.stands}."
            " What else comes of comparing these lines follows from it."
        ),
        spans=(
            Span(side="source", start=0, end=len(segment.source or "")),
            Span(side="target", start=0, end=len(segment.target)),
        ),
        confidence=_confidence(run),
        evidence=(
            f"{run.share:.0%} of the {run.length} agree better with the translation {away} than with their own,"
            " in length, numbers, names and marks"
        ),
    )


def _confidence(run: Run) -> float:
    return next((sure for least, sure in _EVIDENCE if run.evidence >= least), 0.0)


def _said(run: Run) -> str:
    by = _NUMBERS[abs(run.offset)]
    if run.last - run.first == run.length - 1:
        return f"Lines {run.first}–{run.last} look shifted by {by}"
    return f"The {run.length} segments from line {run.first} to line {run.last} look shifted by {by}"
