"""Writing tables in blocks, so that what waits in memory does not grow with them."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from tqcheck.columnar import pyarrow

if TYPE_CHECKING:  # a library that not everybody has
    import pyarrow as pa

ROWS, SIZE = 65_536, 64 << 20
"""A block is written when it has so many rows, or so many bytes in memory."""


class TableWriter:
    """Writes batches of one schema as row groups of Parquet or batches of Arrow IPC. `out` stays open."""

    def __init__(self, out: BinaryIO, schema: pa.Schema, *, kind: str, compression: str = "zstd") -> None:
        self._arrow = pyarrow(kind)
        self._schema = schema
        self._waiting: list[pa.RecordBatch] = []
        self._rows = self._size = 0
        self._sink = self._opened(out, kind, compression)

    def _opened(self, out: BinaryIO, kind: str, compression: str) -> Any:  # noqa: ANN401  of either kind
        if kind == "parquet":
            return _parquet_writer()(out, self._schema, compression=compression)
        options = self._arrow.ipc.IpcWriteOptions(compression=compression)
        return self._arrow.ipc.new_file(out, self._schema, options=options)

    def write(self, batch: pa.RecordBatch) -> None:
        """Take the next rows."""
        if not batch.num_rows:
            return
        self._waiting.append(batch)
        self._rows += batch.num_rows
        self._size += batch.nbytes
        if self._rows >= ROWS or self._size >= SIZE:
            self.flush()

    def say(self, what: dict[str, str]) -> None:
        """Put something among what a Parquet file says of itself; Arrow IPC says it at its beginning only."""
        if hasattr(self._sink, "add_key_value_metadata"):
            self._sink.add_key_value_metadata(what)

    def flush(self) -> None:
        """Write what waits as one block."""
        if self._waiting:
            self._sink.write_table(self._arrow.Table.from_batches(self._waiting, self._schema))
        self._waiting, self._rows, self._size = [], 0, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()

    def close(self) -> None:
        """Write what waits, and the end."""
        self.flush()
        self._sink.close()


def _parquet_writer() -> Any:  # noqa: ANN401  a class of a library that may be missing
    """Return pyarrow's class without its finalizer, which would write the end of a file that a failed run left."""
    from pyarrow import parquet  # noqa: PLC0415  likewise

    return type("ParquetWriter", (parquet.ParquetWriter,), {"__del__": lambda _: None})
