"""How long the translations of a file usually are, where they stray from what their languages let one expect."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tqcheck.model import Segment
from tqcheck.text.proportion import Proportion, proportion

_STEP = 10
"""Counts for each standard deviation."""
_FARTHEST = 8
_LEAST, _ENOUGH = 100, 1_500
_ALL, _EVERY = 200, 8
"""The first segments of a file are all counted, then one in eight."""
_LEAST_SIZE = 30
_USUAL = 1.3
"""The spread, in the deviations of the table, that files of good translations reach."""
_NORMAL = 1.049
"""How many standard deviations apart the 30th and the 70th percentile of a normal distribution are."""

Key = tuple[str, str | None, str | None]
JudgeType = TypeVar("JudgeType")


@dataclass(frozen=True, slots=True)
class Habit:
    """What a file adds to the table: how far its middle is off, and how much wider it varies."""

    shift: float = 0.0
    scale: float = 1.0


@dataclass(slots=True)
class LengthHabits:
    """Counts deviations by file and pair of languages: 160 numbers for each, then how many were seen and counted."""

    counts: dict[Key, array[int]] = field(default_factory=dict, repr=False)
    habits: dict[Key, Habit] = field(default_factory=dict, repr=False)

    def add(self, segment: Segment) -> None:
        """Count a segment, until there are enough of its file."""
        key = _key(segment)
        counts = self.counts.get(key)
        if counts is None:
            counts = self.counts[key] = array("l", bytes(8 * (2 * _FARTHEST * _STEP + 2)))
        counts[-2] += 1
        if counts[-1] >= _ENOUGH or (counts[-2] > _ALL and counts[-2] % _EVERY):
            return
        found = proportion(segment)
        if found is not None and found.source_size >= _LEAST_SIZE:
            place = int((found.deviation + _FARTHEST) * _STEP)
            counts[max(0, min(place, len(counts) - 3))] += 1
            counts[-1] += 1

    def finish(self) -> None:
        """Work out the habits and forget the counts."""
        self.habits = {key: _habit(counts) for key, counts in self.counts.items() if counts[-1] >= _LEAST}
        self.counts.clear()

    def judged(self, segment: Segment) -> Proportion | None:
        """Return the length of a segment against the table and its file's habit."""
        found = proportion(segment)
        habit = self.habits.get(_key(segment)) if found is not None and abs(found.deviation) >= 1 else None
        if found is None or habit is None:
            return found
        excuses = found.deviation * habit.shift > 0
        off = found.deviation - (habit.shift if excuses else habit.shift / 2)  # half: what is usual accuses less surely
        return found._replace(deviation=off / habit.scale, ratio=found.ratio ** (off / found.deviation))


@dataclass(slots=True)
class LearningLengths(Generic[JudgeType]):
    """The first pass of a check that judges lengths."""

    judge: Callable[[LengthHabits], JudgeType]
    habits: LengthHabits = field(default_factory=LengthHabits, repr=False)

    def add(self, segment: Segment) -> None:
        """Count the length of a pair."""
        self.habits.add(segment)

    def finish(self) -> JudgeType:
        """Return the judge, who knows the habits of every file."""
        self.habits.finish()
        return self.judge(self.habits)


def _key(segment: Segment) -> Key:
    return segment.origin.path, segment.source_lang, segment.target_lang


def _habit(counts: array[int]) -> Habit:
    low, middle, high = (_quantile(counts, share) for share in (0.3, 0.5, 0.7))
    return Habit(middle, max(1.0, (high - low) / _NORMAL / _USUAL))


def _quantile(counts: array[int], share: float) -> float:
    wanted, seen = share * counts[-1], 0
    for place, count in enumerate(counts[:-2]):
        seen += count
        if seen >= wanted:
            return (place + 0.5) / _STEP - _FARTHEST
    return float(_FARTHEST)
