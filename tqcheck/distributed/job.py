"""What every process of a distributed run knows, and what passes between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tqcheck.asking import Checks, corpus_wide
from tqcheck.baseline import Baseline
from tqcheck.checks import Gatherer, GatheringCheck
from tqcheck.distributed.places import Unit, opened
from tqcheck.errors import UnreadableError
from tqcheck.formats import ReadOptions
from tqcheck.formats.batches import read
from tqcheck.model import Result, Segment, Skip, Summary
from tqcheck.reporters.counts import Counts
from tqcheck.select import Plan

Key = tuple[int, Any]
"""The place of a check among all, and what it calls the key."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """The run. It is sent to every process once."""

    plan: Plan
    """Without those checks that cannot be asked."""
    options: ReadOptions
    buckets: int
    """Into so many parts the keys are dealt."""
    worst: int | None
    """So many segments of each file are told of; None for all with findings."""
    baseline: Baseline | None = None
    out: str | None = None
    """The folder or address to which copies are written."""
    folder: str = ""
    """The working directory, from which paths are named."""

    @property
    def checks(self) -> Checks:
        """The checks, by place."""
        return self.plan.checks

    @cached_property
    def corpus(self) -> list[int]:
        """The places of corpus-wide checks."""
        return corpus_wide(self.checks)

    def gatherers(self) -> dict[int, Gatherer]:
        """Return new gatherers of those checks whose knowledge is brought together from all files."""
        places = ((place, self.checks[place][1]) for place in self.corpus)
        return {place: check.gather() for place, check in places if isinstance(check, GatheringCheck)}

    @property
    def back(self) -> int:
        """To how many segments a check looks back."""
        return max((getattr(self.checks[place][0].cls, "looks_back", 0) for place in self.corpus), default=0)


def unlearnable(checks: Checks) -> set[int]:
    """Return the places of corpus-wide checks that cannot be asked where every process reads other files."""
    return {
        place
        for place in corpus_wide(checks)
        if not isinstance(checks[place][1], GatheringCheck) and not getattr(checks[place][0].cls, "within_file", False)
    }


@dataclass(frozen=True, slots=True)
class Reading:
    """The segments of one file, as often as they are wanted. What cannot be read is a skip."""

    unit: Unit
    options: ReadOptions

    def __iter__(self) -> Iterator[Segment | Skip]:
        """Yield them in order."""
        try:
            yield from read(opened(self.unit.path), self.options.canonical(), kind="parquet")
        except UnreadableError as error:
            yield Skip(what=self.unit.path, why=str(error))


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a file tells of itself in the first pass."""

    judges: Mapping[int, bytes]
    """Of those checks that learn from a file alone: pickled, by place."""
    last: tuple[Segment, ...]
    """The last segments with a target, to which a check looks back from the next file."""
    hashes: int
    """How the process hashes: keys of another that hashes differently would not be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file."""

    summary: Summary
    counts: Counts
    worst: tuple[Result, ...]
    skips: tuple[Skip, ...]
    """The first ones; the summary counts all."""
    incomplete: int
    """How many of all leave something unchecked."""
    languages: frozenset[str] = field(default_factory=frozenset)
    """The target languages of segments with findings."""
