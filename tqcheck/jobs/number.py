"""How many processes `auto` means."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_WORTH_IT = 4_000_000
"""Bytes of the files, about five seconds of work: below it the start of the processes costs more than they save."""


def number(jobs: int | str, *, models: bool, paths: Iterable[str]) -> int:
    """Return how many processes ask the checks.

    `auto`: one for each processor that this process may use; one in all where models read, for they use all processors
    already and take nearly all of the time, and for files that are small.
    """
    if isinstance(jobs, int):
        return jobs
    return 1 if models or not _large(paths) else _processors()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _large(paths: Iterable[str]) -> bool:
    """Tell whether files are worth several processes. What has no size, such as a pipe, may be."""
    sizes = [Path(path).stat().st_size if Path(path).is_file() else None for path in paths]
    return not sizes or None in sizes or sum(filter(None, sizes)) >= _WORTH_IT
