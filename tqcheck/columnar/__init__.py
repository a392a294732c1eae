"""Tables of Arrow on disk, as Parquet or Arrow IPC: reading them in batches, and what a run adds to them.

Everything here needs pyarrow, which not everybody has; it is imported when a file is opened.
"""

from __future__ import annotations

from types import ModuleType

from tqcheck.extras import library

KINDS = {"parquet": "Parquet", "arrow": "Arrow IPC"}
"""Names of formats, and what people call them."""


def pyarrow(kind: str) -> ModuleType:
    """Return pyarrow. Raises UsageError, saying what to install, where it is missing."""
    return library("pyarrow", purpose=KINDS[kind], extra="parquet")
