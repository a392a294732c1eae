"""Sorting the rows of Parquet and Arrow IPC."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import count, islice
from typing import BinaryIO

from tqcheck.columnar import pyarrow
from tqcheck.columnar.stored import stored
from tqcheck.columnar.writing import TableWriter
from tqcheck.filtering.lines import WHY
from tqcheck.filtering.outcomes import Outcomes
from tqcheck.opening import Opened


def sort_rows(opened: Opened, outcomes: Outcomes, *, kind: str, kept: BinaryIO, rejected: BinaryIO) -> None:
    """Write each row of a file to one of two files with all its columns; what is rejected has a column `why` more."""
    arrow = pyarrow(kind)
    with ExitStack() as stack:
        table = stack.enter_context(stored(opened, kind))
        plain = [field for field in table.schema if field.name != WHY]
        reasons = arrow.field(WHY, arrow.list_(arrow.string()))
        told = arrow.schema([*plain, reasons], metadata=table.schema.metadata)
        good = stack.enter_context(TableWriter(kept, table.schema, kind=kind, compression=table.compression))
        bad = stack.enter_context(TableWriter(rejected, told, kind=kind, compression=table.compression))
        numbers = count(1)
        for batch in table.batches(None):
            rows = list(islice(numbers, batch.num_rows))
            found = [outcomes.rejected((opened.path,), number, number) for number in rows]
            good.write(batch.filter(arrow.array([f == () for f in found], arrow.bool_())))
            left = [bool(f) and isinstance(f, tuple) for f in found]
            some = batch.filter(arrow.array(left, arrow.bool_()))
            whys = [[reason.said for reason in f] for f in found if f and isinstance(f, tuple)]
            columns = [some.column(batch.schema.names.index(field.name)) for field in plain]
            bad.write(arrow.record_batch([*columns, arrow.array(whys, reasons.type)], schema=told))
