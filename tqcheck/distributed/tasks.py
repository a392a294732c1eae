"""What runs in the processes of Ray: functions of tables to tables, and the actor that judges."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from tqcheck.distributed.job import Job
from tqcheck.distributed.joining import joined, merged
from tqcheck.distributed.judging import Judging
from tqcheck.distributed.learning import EVERYWHERE, OWN, Learnt, learn
from tqcheck.distributed.places import Unit
from tqcheck.errors import JobError, TqcheckError
from tqcheck.jobs.packing import compressed, expanded
from tqcheck.scorers import THREADS

if TYPE_CHECKING:  # a library that not everybody has
    import pyarrow as pa

NEIGHBOURS = 16
"""So many stretches of the corpus are joined at a time, until there is one."""
WORK = -3
"""In place of a bucket: what is to be judged."""
_ATTEMPTS = 3
"""How often a file is begun with before the run is given up: its process ended each time."""
_Made = TypeVar("_Made")


class Attempts:
    """Counts how often each file was begun with; an actor of its own."""

    def __init__(self) -> None:
        self._begun: dict[tuple[str, int], int] = {}

    def begin(self, what: str, unit: int) -> int:
        """Return how often this was begun before."""
        before = self._begun.get((what, unit), 0)
        self._begun[what, unit] = before + 1
        return before


class Checker:
    """An actor. It opens each model once."""

    def __init__(self, job: Any, attempts: Any, everywhere: Any) -> None:  # noqa: ANN401  references of Ray
        os.environ.setdefault(THREADS, "1")  # Ray starts an actor for each processor
        self._attempts = attempts
        self._judging = Judging(_job(job), everywhere and _got(everywhere))

    def __call__(self, rows: pa.Table) -> Iterator[pa.Table]:
        """Judge files."""
        for row in rows.to_pylist():
            unit, own, before = expanded(row["data"])
            judge = partial(self._judging.judge, unit, own, before, row.get("known") or ())
            yield table(Learnt(unit.number, 0, WORK, compressed(_tried("judging", unit, self._attempts, judge))))


def learnt(job: Any, attempts: Any, rows: pa.Table) -> Iterator[pa.Table]:  # noqa: ANN401  references of Ray
    """Yield what is learnt from files; what goes wrong stands in place of what is a file's own."""
    for row in rows.to_pylist():
        unit = expanded(row["data"])
        learning = _tried("learning", unit, attempts, partial(learn, unit, _job(job)))
        if isinstance(learning, TqcheckError):
            yield table(Learnt(unit.number, 0, OWN, compressed(learning)))
            continue
        try:
            for one in learning:
                yield table(one)
        except TqcheckError as error:
            yield table(Learnt(unit.number, 0, OWN, compressed(error)))


def known(job: Any, rows: pa.Table) -> Iterator[pa.Table]:  # noqa: ANN401  a reference of Ray
    """Yield for each file what it must know of the keys of one bucket."""
    told = list(joined(map(_learnt, rows.to_pylist()), _job(job)))
    yield table(*(Learnt(unit, 0, 0, data) for unit, data in told))


def together(rows: pa.Table) -> pa.Table:
    """Return the work on one file with all that it must know."""
    import pyarrow as pa  # noqa: PLC0415  as above

    parts = list(map(_learnt, rows.to_pylist()))
    work = next(part for part in parts if part.bucket == WORK)
    some = [part.data for part in parts if part.bucket != WORK]
    return pa.table({
        "unit": pa.array([work.unit], pa.int64()),
        "data": pa.array([work.data], pa.large_binary()),
        "known": pa.array([some], pa.list_(pa.large_binary())),
    })  # fmt: skip


def stretched(rows: pa.Table) -> pa.Table:
    """Return what all must know, with the number of the stretch to which each belongs."""
    import pyarrow as pa  # noqa: PLC0415  as above

    numbers = [unit // NEIGHBOURS for unit in rows["unit"].to_pylist()]
    return rows.append_column("stretch", pa.array(numbers, pa.int64()))


def joined_stretch(job: Any, rows: pa.Table) -> pa.Table:  # noqa: ANN401  a reference of Ray
    """Return what one stretch has to tell to all."""
    stretch = rows["stretch"][0].as_py()
    parts = sorted(map(_learnt, rows.drop_columns(["stretch"]).to_pylist()), key=lambda one: (one.unit, one.part))
    return table(Learnt(stretch, 0, EVERYWHERE, merged([one.data for one in parts], _job(job))))


def of(wanted: Callable[[int], bool], rows: pa.Table) -> pa.Table:
    """Return the rows of buckets that are wanted."""
    import pyarrow as pa  # noqa: PLC0415  as above

    return rows.filter(pa.array(map(wanted, rows["bucket"].to_pylist()), pa.bool_()))


def table(*rows: Learnt) -> pa.Table:
    """Return rows as Ray takes them."""
    import pyarrow as pa  # noqa: PLC0415  as above

    kinds = (pa.int64(), pa.int64(), pa.int64(), pa.large_binary())
    columns = zip(*rows, strict=True) if rows else ((),) * len(kinds)
    arrays = [pa.array(list(column), kind) for column, kind in zip(columns, kinds, strict=True)]
    return pa.table(dict(zip(Learnt._fields, arrays, strict=True)))


def _learnt(row: dict[str, Any]) -> Learnt:
    return Learnt(**row)


def _job(reference: Any) -> Job:  # noqa: ANN401  a reference of Ray
    """Return the run; paths are named from its folder, if this machine has it."""
    job: Job = _got(reference)
    with suppress(OSError):
        os.chdir(job.folder)
    return job


def _got(reference: Any) -> Any:  # noqa: ANN401  what it refers to
    import ray  # noqa: PLC0415  as above

    return ray.get(reference)


def _tried(what: str, unit: Unit, attempts: Any, work: Callable[[], _Made]) -> _Made | TqcheckError:  # noqa: ANN401  as above
    """Return what the work gives, or the error of ours that it raises, or one where it was begun with too often."""
    begun = _got(attempts.begin.remote(what, unit.number))
    if begun >= _ATTEMPTS:
        message = f"the process that worked at it ended {begun} times, so this run cannot be finished."
        return JobError(message, path=unit.path, mend="If memory ran out, use fewer --ray-actors, or smaller files.")
    try:
        return work()
    except TqcheckError as error:
        return error
