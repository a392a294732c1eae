"""For Spark: a function that `DataFrame.mapInArrow` takes, from batches of Arrow to batches with what was found.

    from tqcheck.spark import COLUMNS, checked

    rows = frame.mapInArrow(checked(source_lang="fr", target_lang="en"), f"id string, fr string, en string, {COLUMNS}")

Nothing of Spark is imported: any iterator of `pyarrow.RecordBatch` will do. Each call checks one partition, and the
checks that look at a whole corpus see that partition.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.api import configured, run
from tqcheck.columnar.adding import Adding
from tqcheck.columnar.stored import stored
from tqcheck.columnar.writing import TableWriter
from tqcheck.config import Config
from tqcheck.errors import ModelError
from tqcheck.formats import ReadOptions
from tqcheck.formats.batches import by_row, read
from tqcheck.model import Result, Segment, Skip
from tqcheck.opening import Opened
from tqcheck.pipeline import Run

if TYPE_CHECKING:  # a library that not everybody has
    import pyarrow as pa

COLUMNS = (
    "tqcheck_risk double, tqcheck_scores map<string, double>, "
    "tqcheck_findings array<struct<code: string, name: string, severity: string, confidence: double, message: string, "
    "spans: array<struct<side: string, start: int, end: int>>, evidence: string, "
    "fix: struct<start: int, end: int, replacement: string>>>"
)
"""The columns that are added, as Spark writes a schema; null in a row that could not be read."""
Batches = Callable[[Iterator["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]


def checked(  # noqa: PLR0913  one parameter a thing one may say
    *,
    source: str | None = None,
    target: str | None = None,
    id: str | None = None,  # noqa: A002  the word users know
    source_lang: str | None = None,
    target_lang: str | None = None,
    config: Config | str | Path | None = None,
    select: Sequence[str] | str | None = None,
    ignore: Sequence[str] | str | None = None,
    profile: str | None = None,
    models: Sequence[str] | str | None = None,
) -> Batches:
    """Return a function from the batches of a partition to the same with `tqcheck_risk`, `_scores` and `_findings`.

    `source`, `target` and `id` name columns, as `tqcheck.check` has them; the rest is likewise. A partition waits in a
    temporary file, for some checks look at it twice: memory does not grow with it.

    Raises UsageError for a wrong option, at once or when the columns are known; the function raises ModelError when a
    model that was asked for cannot be used.
    """
    settings = configured(
        config,
        select=select,
        ignore=ignore,
        profile=profile,
        models=models,
        source_lang=source_lang,
        target_lang=target_lang,
    )
    options = ReadOptions(
        source_lang=settings.source_lang,
        target_lang=settings.target_lang,
        source_column=source,
        target_column=target,
        id_column=id,
    )

    def check_partition(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        first = next(batches, None)
        if first is None:
            return
        with tempfile.TemporaryDirectory(prefix="tqcheck-") as folder:
            path = str(Path(folder, "partition.arrow"))
            with Path(path).open("wb") as out, TableWriter(out, first.schema, kind="arrow") as writer:
                for batch in chain((first,), batches):
                    writer.write(batch)
            yield from _checked(path, settings, options.canonical())

    return check_partition


def _checked(path: str, settings: Config, options: ReadOptions) -> Iterator[pa.RecordBatch]:
    adding = Adding("arrow")
    opened = Opened(path)
    with stored(opened, "arrow") as table:
        schema = adding.schema(table.schema)
        rows = by_row(_results(run(_Partition(opened, options), replace(settings, baseline=None))))
        for batch in table.batches(None):
            yield adding.beside(batch, [next(rows) for _ in range(batch.num_rows)], schema)
        next(rows)  # what went wrong at the end is told then


class _Partition:
    """The segments of a file, as often as they are wanted."""

    def __init__(self, opened: Opened, options: ReadOptions) -> None:
        self._opened, self._options = opened, options

    def __iter__(self) -> Iterator[Segment | Skip]:
        return read(self._opened, self._options, kind="arrow")


def _results(running: Run) -> Iterator[Result]:
    for item in running:
        if isinstance(item, Result):
            yield item
        elif item.incomplete and item.origin is None:
            raise ModelError(f"{item.what}: {item.why}")
