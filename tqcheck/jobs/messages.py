"""What the processes of one run say to one another."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tqcheck.asking import Answers, Checks


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """The first message to a worker: what it works with."""

    checks: Checks
    """All of the run."""
    learns: AbstractSet[int]
    """The places of the corpus-wide checks that learn here. Those that count on the order are asked here too."""
    free: AbstractSet[int]
    """The places of the checks that any worker can be asked."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The answer: how this process hashes."""

    probe: int


@dataclass(frozen=True, slots=True)
class Learn:
    """One group of the first pass is behind this. No answer."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The first pass is over. The answer is `Judges` of those checks that learnt here and that others can ask."""


@dataclass(frozen=True, slots=True)
class Judges:
    """What was learnt: pickled judges by place, from one worker to the others."""

    of: dict[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Segments of the second pass are behind this. The answer is `Said`, or none where it is not wanted."""

    number: int
    left_out: AbstractSet[int]
    before: int = 0
    """How many of the segments stand before the group: some checks look back."""
    free: bool
    """Whether to ask the checks that can be asked of any group, besides those that count on the order."""
    answers: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """The answers about one group."""

    number: int
    answers: Answers


@dataclass(frozen=True, slots=True)
class Failed:
    """A worker ends, for what went wrong in it."""

    error: Exception
