"""The second pass over one file: judged with what was learnt, counted, and copied with what was found."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from tqcheck.baseline.known import Known
from tqcheck.checks import Check
from tqcheck.distributed.job import Job, Key, Outcome, Own, Reading
from tqcheck.distributed.places import Unit, opened
from tqcheck.distributed.writing import copied
from tqcheck.errors import UnreadableError
from tqcheck.formats.batches import write
from tqcheck.jobs import Taught
from tqcheck.jobs.packing import expanded
from tqcheck.model import Result, Segment, Skip
from tqcheck.pipeline import Run
from tqcheck.reporters.counts import Counts
from tqcheck.reporters.worst import Worst, of_result
from tqcheck.scorers import Scorer
from tqcheck.scorers.ensemble import Ensemble

_SKIPS = 100


class Judging:
    """Judges one file after the other, with the same models."""

    def __init__(self, job: Job, everywhere: bytes | None) -> None:
        """Take what all must know."""
        self._job = job
        self._everywhere: dict[Key, Any] = expanded(everywhere) if everywhere else {}
        self._models: dict[str, Scorer] = {}

    def judge(self, unit: Unit, own: Own, before: Sequence[Segment], known: Sequence[bytes]) -> Outcome:
        """Return what became of a file; its copy is written. Raises UsageError when its columns cannot be known."""
        job = self._job
        asker = Taught(job.checks, self._judges(own, known), before=before)
        run = Run(
            Reading(unit, job.options),
            job.plan,
            known=Known(job.baseline) if job.baseline else None,
            asker=asker,
            models=_Kept(job.plan.models, self._models),
        )
        noting = _Noting(job.worst)
        results = noting.results(run)
        if job.out is not None:
            _copy(unit, job.out, results)
        deque(results, maxlen=0)  # what went wrong at the end is told then
        return noting.outcome(run)

    def _judges(self, own: Own, known: Sequence[bytes]) -> dict[int, Check]:
        by_place: defaultdict[int, dict[Any, Any]] = defaultdict(dict)
        for some in (self._everywhere, *map(expanded, known)):
            for (place, key), told in some.items():
                by_place[place][key] = told
        judges: dict[int, Check] = {place: expanded(judge) for place, judge in own.judges.items()}
        return judges | {place: gatherer.judge(by_place[place]) for place, gatherer in self._job.gatherers().items()}


def _copy(unit: Unit, out: str, results: Iterator[Result]) -> None:
    with suppress(UnreadableError), copied(out, unit.part) as stream:  # the run has told of it, or does yet
        write(results, opened(unit.path), stream, kind="parquet")


class _Noting:
    """Keeps what a report needs of the results that pass by."""

    def __init__(self, worst: int | None) -> None:
        self._counts = Counts()
        self._worst: Worst[Result] = Worst(worst)
        self._skips: list[Skip] = []
        self._incomplete = 0
        self._languages: set[str] = set()

    def results(self, run: Run) -> Iterator[Result]:
        for item in run:
            if isinstance(item, Skip):
                self._incomplete += item.incomplete
                self._skips += [item] if len(self._skips) < _SKIPS else []
                continue
            self._counts.add(item)
            if item.findings:
                self._worst.add(of_result(item), item)
                self._languages.add(item.segment.target_lang or "")
            yield item

    def outcome(self, run: Run) -> Outcome:
        return Outcome(
            summary=run.summary(),
            counts=self._counts,
            worst=tuple(self._worst.items()),
            skips=tuple(self._skips),
            incomplete=self._incomplete,
            languages=frozenset(self._languages),
        )


class _Kept(Ensemble):
    """Models that stay open from one run to the next."""

    def __init__(self, names: Sequence[str], models: dict[str, Scorer]) -> None:
        self._open = models
        super().__init__(names, cache=None)

    def add(self, name: str, make: Callable[[], Scorer]) -> None:
        super().add(name, partial(self._once, name, make))

    def _once(self, name: str, make: Callable[[], Scorer]) -> Scorer:
        if name not in self._open:
            self._open[name] = make()
        return self._open[name]

    def close(self) -> None:
        """Keep them."""
