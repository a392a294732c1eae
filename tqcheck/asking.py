"""Checks asked about a group of segments, one after the other: each works long enough to be warm."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import TypeVar

from tqcheck.checks import AnyCheck, Check, Collector, CorpusCheck, ReadingCheck, Rule
from tqcheck.model import Hit, Segment, Skip
from tqcheck.reading import Reading, families

GROUP = 96
"""So many segments are asked about together; the caches of `text/` hold 256 texts: both sides of each, and more."""
Checks = Sequence[tuple[Rule, AnyCheck]]
Asked = tuple[int, Segment]
"""A segment with its number in the group."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said of a group: by number of segment, each with the place of its check among all."""

    hits: dict[int, list[tuple[int, Hit]]] = field(default_factory=dict)
    failures: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    """Checks that failed, with the reason."""

    def take(self, others: Answers) -> None:
        """Add what other checks said of the same group; all stands in the order of the checks then."""
        _take(self.hits, others.hits)
        _take(self.failures, others.failures)


_Said = TypeVar("_Said")


def _take(mine: dict[int, list[tuple[int, _Said]]], theirs: dict[int, list[tuple[int, _Said]]]) -> None:
    for number, said in theirs.items():
        mine[number] = sorted((*mine[number], *said), key=itemgetter(0)) if number in mine else said


class Group:
    """Segments that are asked about together."""

    def __init__(
        self,
        segments: Sequence[Segment],
        readings: Sequence[Reading | None] = (),
        *,
        left_out: AbstractSet[int] = frozenset(),
    ) -> None:
        """Take segments, readings of all of them or of none, and the numbers of those that are not judged."""
        self.segments, self.readings, self.left_out = segments, readings, left_out
        self._numbered: list[Asked] = list(enumerate(segments))
        self._whole = [(i, s) for i, s in self._numbered if s.target.strip()]
        self._sourced = [(i, s) for i, s in self._whole if has_source(s)]

    def asked(self, rule: Rule, *, sees_all: bool) -> list[Asked]:
        """Return those that a check is asked about; `sees_all`: what is left out too."""
        if getattr(rule.cls, "sees_empty", False):
            asked = [(i, s) for i, s in self._numbered if s.source is not None or not rule.needs_source]
        else:
            asked = self._sourced if rule.needs_source else self._whole
        if rule.needs:
            asked = [(i, s) for i, s in asked if self.readings and _has(self.readings[i], rule.needs)]
        return asked if sees_all or not self.left_out else [(i, s) for i, s in asked if i not in self.left_out]


class Asking:
    """Checks of a run, ready to be asked. Corpus-wide ones look at what is left out too: they count on its order."""

    def __init__(self, checks: Checks, judges: Mapping[int, Check], *, places: Container[int]) -> None:
        """Take all checks, the judges of corpus-wide ones by place, and the places of those that are asked here."""
        self._asked: list[tuple[int, Rule, bool, Callable[..., Iterator[Hit]]]] = [
            (place, rule, place in judges, _ask(judges.get(place, check)))
            for place, (rule, check) in enumerate(checks)
            if place in places
        ]

    def ask(self, group: Group) -> Answers:
        """Return what these checks say of a group. One that fails does not silence the others."""
        answers = Answers()
        for place, rule, sees_all, ask in self._asked:
            needs = rule.needs
            for i, segment in group.asked(rule, sees_all=sees_all):
                try:
                    for hit in ask(segment, group.readings[i]) if needs else ask(segment):
                        answers.hits.setdefault(i, []).append((place, hit))
                except Exception as error:  # noqa: BLE001  a plug-in may raise anything
                    why = f"the check failed: {type(error).__name__}: {error}"
                    answers.failures.setdefault(i, []).append((place, why))
        return answers


class Learning:
    """The first pass of corpus-wide checks."""

    def __init__(self, checks: Checks, *, places: Container[int]) -> None:
        """Take all checks, and the places of those that learn here."""
        self._collectors: list[tuple[int, Rule, Collector]] = [
            (place, rule, check.begin())
            for place, (rule, check) in enumerate(checks)
            if place in places and isinstance(check, CorpusCheck)
        ]

    def add(self, segments: Iterable[Segment]) -> None:
        """Let every collector see a group."""
        whole = [segment for segment in segments if segment.target]
        sourced = list(filter(has_source, whole))
        for _, rule, collector in self._collectors:
            for segment in sourced if rule.needs_source else whole:
                collector.add(segment)

    def finish(self) -> dict[int, Check]:
        """Return the judges by the places of their checks."""
        return {place: collector.finish() for place, _, collector in self._collectors}


def corpus_wide(checks: Checks) -> list[int]:
    """Return the places of the checks that learn from the whole corpus."""
    return [place for place, (_, check) in enumerate(checks) if isinstance(check, CorpusCheck)]


def groups(inputs: Iterable[Segment | Skip]) -> Iterator[list[Segment]]:
    """Yield the segments of a corpus in groups."""
    items = iter(inputs)
    while group := list(islice(items, GROUP)):
        yield [item for item in group if isinstance(item, Segment)]


def has_source(segment: Segment) -> bool:
    """Tell whether there is a source to compare with; a sentence that an alignment calls added has none."""
    return bool(segment.source) or (segment.source is not None and segment.alignment is None)


def _ask(check: AnyCheck) -> Callable[..., Iterator[Hit]]:
    assert isinstance(check, Check | ReadingCheck)
    return check.check


def _has(reading: Reading | None, needs: tuple[str, ...]) -> bool:
    given = {score.scorer for score in reading.scores} if reading else set()
    return given.issuperset(needs) or families(given).issuperset(needs)
