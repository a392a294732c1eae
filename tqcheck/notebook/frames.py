"""Tables in memory, whatever library made them: their names, and their columns in chunks of Python values.

No library is imported here that the caller has not imported: a frame is recognized by the name of its class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tqcheck.errors import UsageError
from tqcheck.extras import library

CHUNK = 4096
"""Rows that are turned into Python values at a time."""
Chunks = Iterator[list[Sequence[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A table that can be read again and again."""

    names: tuple[str, ...]
    chunks: Callable[[Sequence[int]], Chunks]
    """Yields the columns at these places, a chunk of rows at a time, in that order; labels last where there are any."""
    index: Any = None
    """The labels of the rows, as pandas keeps them; None where rows have none."""


def frame(data: object) -> Frame | None:
    """Return `data` as a frame; None when it is none.

    Frames are those of pandas (a series is a frame of translations), polars, Arrow, whatever gives a stream of Arrow,
    and dicts of columns. Raises UsageError for a dict whose columns differ in length.
    """
    kinds = {f"{c.__module__.partition('.')[0]}.{c.__name__}" for c in type(data).__mro__}
    for kind, made in _KINDS.items():
        if kind in kinds:
            return made(data)
    if isinstance(data, Mapping):
        return _columns(data)
    return _stream(data) if hasattr(data, "__arrow_c_stream__") else None


def records(items: Sequence[Mapping[str, Any]]) -> Frame:
    """Return the frame of a list of dicts; a key that a dict lacks is null there."""
    names = tuple(dict.fromkeys(str(name) for item in items for name in item))

    def chunks(places: Sequence[int]) -> Chunks:
        keys = [names[i] for i in places]
        for start in range(0, len(items), CHUNK):
            yield [[item.get(key) for item in items[start : start + CHUNK]] for key in keys]

    return Frame(names=names, chunks=chunks)


def _columns(data: Mapping[Any, Any]) -> Frame:
    if data and all(isinstance(value, str) for value in data.values()):
        return records([data])
    columns = [_column(name, values) for name, values in data.items()]
    lengths = {str(name): len(column) for name, column in zip(data, columns, strict=True)}
    if len(set(lengths.values())) > 1:
        there = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise UsageError(f"the columns differ in length: {there}.", mend='Give {"source": […], "target": […]}.')

    def chunks(places: Sequence[int]) -> Chunks:
        for start in range(0, max(lengths.values(), default=0), CHUNK):
            yield [columns[i][start : start + CHUNK] for i in places]

    return Frame(names=tuple(lengths), chunks=chunks)


def _column(name: object, values: object) -> Sequence[Any]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise UsageError(f"{name!r} is no column.", mend='Give {"source": […], "target": […]}.')
    return values if isinstance(values, Sequence) else list(values)


def _pandas(data: Any) -> Frame:  # noqa: ANN401  of a library that may be missing
    names = tuple(" ".join(map(str, n)) if isinstance(n, tuple) else str(n) for n in data.columns)

    def chunks(places: Sequence[int]) -> Chunks:
        for start in range(0, len(data), CHUNK):
            rows = data.iloc[start : start + CHUNK]
            columns = [_pandas_values(rows.iloc[:, i]) for i in places]
            yield [*columns, rows.index.tolist()]

    return Frame(names=names, chunks=chunks, index=data.index)


def _pandas_values(series: Any) -> list[Any]:  # noqa: ANN401  likewise
    """Return Python values; None for NaN, NaT and NA."""
    return list(series.astype(object).where(series.notna(), None))


def _pandas_series(data: Any) -> Frame:  # noqa: ANN401  likewise
    return _pandas(data.to_frame("target"))


def _polars(data: Any) -> Frame:  # noqa: ANN401  likewise
    def chunks(places: Sequence[int]) -> Chunks:
        for rows in data.iter_slices(CHUNK):
            columns = rows.get_columns()
            yield [columns[i].to_list() for i in places]

    return Frame(names=tuple(data.columns), chunks=chunks)


def _polars_series(data: Any) -> Frame:  # noqa: ANN401  likewise
    return _polars(data.alias("target").to_frame())


def _table(data: Any) -> Frame:  # noqa: ANN401  likewise
    def chunks(places: Sequence[int]) -> Chunks:
        for batch in data.to_batches(max_chunksize=CHUNK):
            yield [batch.column(i).to_pylist() for i in places]

    return Frame(names=tuple(data.schema.names), chunks=chunks)


def _batch(data: Any) -> Frame:  # noqa: ANN401  likewise
    return _table(_pyarrow().Table.from_batches([data]))


def _array(data: Any) -> Frame:  # noqa: ANN401  likewise
    return _table(_pyarrow().table({"target": data}))


def _dataset(data: Any) -> Frame:  # noqa: ANN401  likewise
    """Read a dataset of files batch by batch, so that it need not fit into memory."""
    names = tuple(data.schema.names)

    def chunks(places: Sequence[int]) -> Chunks:
        for batch in data.to_batches(columns=[names[i] for i in places], batch_size=CHUNK):
            yield [column.to_pylist() for column in batch.columns]

    return Frame(names=names, chunks=chunks)


def _stream(data: Any) -> Frame:  # noqa: ANN401  likewise
    """Take over what gives an Arrow stream (DuckDB, Ibis, a reader of batches): once, for it may not start again."""
    return _table(_pyarrow().RecordBatchReader.from_stream(data).read_all())


_pyarrow = partial(library, "pyarrow", purpose="reading this table")
_KINDS: Mapping[str, Callable[[Any], Frame]] = {
    "pandas.DataFrame": _pandas,
    "pandas.Series": _pandas_series,
    "polars.DataFrame": _polars,
    "polars.LazyFrame": lambda data: _polars(data.collect()),
    "polars.Series": _polars_series,
    "pyarrow.Table": _table,
    "pyarrow.RecordBatch": _batch,
    "pyarrow.Dataset": _dataset,
    "pyarrow.ChunkedArray": _array,
    "pyarrow.Array": _array,
}
