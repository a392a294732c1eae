"""Parquet: a table in columns, read by row group; needs pyarrow (`pip install 'tqcheck[parquet]'`)."""

from __future__ import annotations

from functools import partial

from tqcheck.formats import Format
from tqcheck.formats.batches import read, write


def sniff(head: str) -> bool:
    """Tell whether it begins with the mark of Parquet, and the first byte of any header of its."""
    return head.startswith("PAR1\x15")


FORMAT = Format(
    name="parquet",
    suffixes=(".parquet", ".pq"),
    sniff=sniff,
    read=partial(read, kind="parquet"),
    write=partial(write, kind="parquet"),
)
