"""The work dealt out by Ray Data: files to tasks, what they learn by key, files again to one model an actor."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from tqcheck.distributed import tasks
from tqcheck.distributed.cluster import HASHES, connected
from tqcheck.distributed.job import Job, Outcome, Own
from tqcheck.distributed.joining import told
from tqcheck.distributed.learning import EVERYWHERE, OWN, Learnt
from tqcheck.distributed.places import Unit
from tqcheck.errors import JobError, TqcheckError
from tqcheck.jobs.packing import compressed, expanded
from tqcheck.model import Segment
from tqcheck.scorers import computes_on_gpu

_PARTITIONS = 1024
Rows = Any
"""A data set of Ray, which not everybody has."""


def outcomes(
    units: Sequence[Unit], job: Job, *, address: str | None, actors: int | None
) -> Generator[Outcome, None, None]:
    """Yield what became of each file, in order; they are judged by so many actors, by default one for each processor.

    Raises UsageError without Ray or where columns cannot be known, JobError when processes end before their time.
    """
    with connected(address) as ray:
        dealt = _Dealt(ray, job)
        learnt = dealt.learnt(units)
        yield from dealt.judged(units, learnt, actors=actors)


class _Dealt:
    """One run on a cluster."""

    def __init__(self, ray: Any, job: Job) -> None:  # noqa: ANN401  the module
        from ray import data  # noqa: PLC0415  a library that not everybody has

        self._ray, self._data, self._job = ray, data, job
        self._put = ray.put(job)
        self._attempts = ray.remote(num_cpus=0)(tasks.Attempts).remote()

    def learnt(self, units: Sequence[Unit]) -> Rows:
        """Return what was learnt from each file."""
        rows = self._each(Learnt(unit.number, 0, 0, compressed(unit)) for unit in units)
        return self._mapped(rows, partial(tasks.learnt, self._put, self._attempts)).materialize()

    def judged(self, units: Sequence[Unit], learnt: Rows, *, actors: int | None) -> Iterator[Outcome]:
        """Yield what became of the files."""
        own = self._own(learnt)
        everywhere = self._everywhere(learnt)
        work = self._with_known(list(_work(units, own, self._job)), learnt)
        gpus = self._gpus()
        most = gpus or int(self._ray.cluster_resources().get("CPU", 1))
        found = work.map_batches(
            tasks.Checker,
            fn_constructor_args=(self._put, self._attempts, everywhere),
            batch_size=1,
            batch_format="pyarrow",
            compute=self._data.ActorPoolStrategy(size=max(1, min(actors or most, len(units)))),
            num_cpus=1,
            num_gpus=1 if gpus else None,
        )
        yield from _in_order(found)

    def _gpus(self) -> int:
        """Return how many GPUs there are for models that can use them."""
        plan = self._job.plan
        wanted = any(map(computes_on_gpu, plan.models)) or plan.back_translate is not None
        return int(self._ray.cluster_resources().get("GPU", 0)) if wanted else 0

    def _own(self, learnt: Rows) -> dict[int, Own]:
        own = {row["unit"]: _sound(row["data"]) for row in _rows(_of(OWN, learnt))}
        if len({one.hashes for one in own.values()}) > 1:
            mend = f"Connect with ray.init(runtime_env={{'env_vars': {HASHES}}})."
            raise JobError("the processes of Ray hash differently.", mend=mend)
        return own

    def _everywhere(self, learnt: Rows) -> Any:  # noqa: ANN401  a reference of Ray
        """Return what all must know, None for nothing: neighbours are joined until one stretch is left."""
        if not any(gatherer.everywhere for gatherer in self._job.gatherers().values()):
            return None
        stretches, count = _of(EVERYWHERE, learnt), 0
        while count != 1:
            grouped = stretches.map_batches(tasks.stretched, batch_format="pyarrow").groupby("stretch")
            joined = grouped.map_groups(partial(tasks.joined_stretch, self._put), batch_format="pyarrow")
            stretches = joined.materialize()
            count = stretches.count()
            if not count:
                return None
        (row,) = _rows(stretches)
        return self._ray.put(told(row["data"], self._job))

    def _with_known(self, work: list[Learnt], learnt: Rows) -> Rows:
        """Return the work on each file with what it must know of the keys that it has."""
        rows = self._each(work)
        if all(gatherer.everywhere for gatherer in self._job.gatherers().values()):
            return rows
        keyed = self._mapped(learnt, partial(tasks.of, (0).__le__))
        by_key = keyed.groupby("bucket", num_partitions=self._job.buckets)
        known = by_key.map_groups(partial(tasks.known, self._put), batch_format="pyarrow")
        by_file = rows.union(known).groupby("unit", num_partitions=min(len(work), _PARTITIONS))
        return by_file.map_groups(tasks.together, batch_format="pyarrow").materialize()

    def _each(self, items: Iterable[Learnt]) -> Rows:
        tables = [tasks.table(item) for item in items]
        return self._data.from_arrow(tables)

    def _mapped(self, rows: Rows, work: Any) -> Rows:  # noqa: ANN401  a function of tables
        return rows.map_batches(work, batch_size=1, batch_format="pyarrow")


def _of(bucket: int, learnt: Rows) -> Rows:
    return learnt.map_batches(partial(tasks.of, bucket.__eq__), batch_format="pyarrow")


def _work(units: Sequence[Unit], own: dict[int, Own], job: Job) -> Iterator[Learnt]:
    """Yield the work on each file: what it told of itself, and the segments that stand before it."""
    before: deque[Segment] = deque(maxlen=job.back)
    for unit in units:
        mine = own[unit.number]
        yield Learnt(unit.number, 0, tasks.WORK, compressed((unit, mine, tuple(before))))
        before.extend(mine.last)


def _in_order(found: Rows) -> Iterator[Outcome]:
    waiting: dict[int, Outcome] = {}
    number = 0
    for row in _rows(found):
        waiting[row["unit"]] = _sound(row["data"])
        while number in waiting:
            yield waiting.pop(number)
            number += 1


def _rows(rows: Rows) -> Iterator[dict[str, Any]]:
    yield from rows.iter_rows()


def _sound(data: bytes) -> Any:  # noqa: ANN401  whatever was compressed
    """Return what a process told. Raises the error that it told."""
    value = expanded(data)
    if isinstance(value, TqcheckError):
        raise value
    return value
