"""A table in a file: its columns, and its rows in batches, as often as they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from tqcheck.columnar import KINDS, pyarrow
from tqcheck.errors import UnreadableError
from tqcheck.opening import Opened, explaining

if TYPE_CHECKING:  # a library that not everybody has
    import pyarrow as pa

Way = tuple[str, ...]
"""A column, or a field of a column of structs."""
ROWS = 4096
"""At most so many are turned into Python values at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An open file. Memory: one batch, and what the file's own blocks ask for; a file is never read whole."""

    kind: str
    schema: pa.Schema
    rows: int | None
    """None where only reading to the end would tell."""
    batches: Callable[[Sequence[Way] | None], Iterator[pa.RecordBatch]]
    """Yields the rows in order, of these columns only where they are given."""
    compression: str = "zstd"
    """Of the file, by the name that pyarrow has for it."""


@contextmanager
def stored(opened: Opened, kind: str) -> Iterator[Stored]:
    """Open a file of the kind `parquet` or `arrow`.

    Raises UsageError without pyarrow, UnreadableError for what is broken, packed, or something else.
    """
    arrow = pyarrow(kind)
    if opened.packed:
        raise UnreadableError("it is packed once more, and cannot be read from its end.", path=opened.path,
                              mend=f"Unpack it: {KINDS[kind]} compresses its columns itself.")  # fmt: skip
    with explaining(opened.path), _broken(arrow, opened.path, kind), opened.binary() as stream:
        yield (_parquet if kind == "parquet" else _arrow)(stream)


@contextmanager
def _broken(arrow: Any, path: str, kind: str) -> Iterator[None]:  # noqa: ANN401  a module that may be missing
    try:
        yield
    except (arrow.ArrowException, EOFError) as error:
        said = " ".join(str(error).split()).rstrip(".")
        mend = "Write it again, or say what it is with --format."
        raise UnreadableError(f"this is no {KINDS[kind]}, or it is broken: {said}.", path=path, mend=mend) from error


def _parquet(stream: BinaryIO) -> Stored:
    from pyarrow import parquet  # noqa: PLC0415  as above

    file = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 18)

    def batches(columns: Sequence[Way] | None) -> Iterator[pa.RecordBatch]:
        wanted = None if columns is None else [".".join(way) for way in columns]
        return iter(file.iter_batches(batch_size=ROWS, columns=wanted, use_threads=False))

    meta = file.metadata
    codec = meta.row_group(0).column(0).compression if meta.num_row_groups and meta.num_columns else "ZSTD"
    return Stored(
        kind="parquet",
        schema=file.schema_arrow,
        rows=meta.num_rows,
        batches=batches,
        compression={"UNCOMPRESSED": "none"}.get(codec, codec.lower()),
    )


def _arrow(stream: BinaryIO) -> Stored:
    import pyarrow as pa  # noqa: PLC0415  as above

    is_file = stream.read(6) == b"ARROW1"
    stream.seek(0)

    def reader(columns: Sequence[Way] | None) -> Any:  # noqa: ANN401  of either kind
        stream.seek(0)
        wanted = None if columns is None else sorted({names.index(way[0]) for way in columns})
        options = pa.ipc.IpcReadOptions(included_fields=wanted, use_threads=False)
        return pa.ipc.open_file(stream, options=options) if is_file else pa.ipc.open_stream(stream, options=options)

    def batches(columns: Sequence[Way] | None) -> Iterator[pa.RecordBatch]:
        read = reader(columns)
        whole = map(read.get_batch, range(read.num_record_batches)) if is_file else iter(read)
        for batch in whole:
            batch.validate(full=True)  # places that point beyond the data would end the process
            yield from (batch.slice(start, ROWS) for start in range(0, batch.num_rows, ROWS))

    names: list[str] = []
    schema = reader(None).schema
    names += schema.names
    return Stored(kind="arrow", schema=schema, rows=None, batches=batches)
