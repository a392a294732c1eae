"""Arrow IPC: files (also called Feather) and streams; needs pyarrow (`pip install 'tqcheck[parquet]'`)."""

from __future__ import annotations

from functools import partial

from tqcheck.formats import Format
from tqcheck.formats.batches import read, write

_STREAM = "\ufffd" * 4
"""0xFFFFFFFF, which begins every message of a stream, read as UTF-8."""


def sniff(head: str) -> bool:
    """Tell whether it begins with the mark of a file, or like the first message of a stream."""
    return head.startswith("ARROW1\0\0") or (head.startswith(_STREAM) and "\0\0" in head[4:9])


FORMAT = Format(
    name="arrow",
    suffixes=(".arrow", ".arrows", ".feather", ".ipc"),
    sniff=sniff,
    read=partial(read, kind="arrow"),
    write=partial(write, kind="arrow"),
)
