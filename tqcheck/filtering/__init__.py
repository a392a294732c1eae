"""Sorting the pairs of a corpus into what is kept and what is rejected, each row as it was read.

A row is known by its place: the files are read once more beside the results of the run, which come in their order.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from tqcheck.errors import UsageError
from tqcheck.filtering.outcomes import Outcomes
from tqcheck.formats import ReadOptions, by_name, detect
from tqcheck.opening import Opened

Sorter = Callable[[Outcomes, BinaryIO, BinaryIO], None]
"""Writes the rows of one file to what is kept and what is rejected."""
SORTED = ("tsv", "csv", "jsonl", "tmx", "parquet", "arrow")
"""The formats whose rows can be sorted; two parallel files can be as well."""


def sorter(path: str, options: ReadOptions, *, format: str | None = None) -> Sorter:  # noqa: A002  the word users know
    """Return what sorts a file. Raises UsageError when its format has no rows."""
    found = by_name(format) if format else detect(path, encoding=options.encoding)
    opened = Opened(path, encoding=options.encoding)
    if found.name in {"parquet", "arrow"}:
        from tqcheck.filtering.columns import sort_rows  # noqa: PLC0415  each format loads its own

        return lambda outcomes, kept, rejected: sort_rows(
            opened, outcomes, kind=found.name, kept=kept, rejected=rejected
        )
    if found.name == "tmx":
        from tqcheck.filtering.units import sort_units  # noqa: PLC0415  likewise

        return partial(sort_units, opened, options)
    if found.name not in SORTED:
        able = f"It can sort {', '.join(SORTED)}, and two text files (--source, --target)."
        raise UsageError(f"filter cannot sort the rows of {found.name}.", path=path, mend=able)
    from tqcheck.filtering.lines import sort  # noqa: PLC0415  likewise

    return lambda outcomes, kept, rejected: sort(
        opened, options, outcomes, kind=found.name, kept=kept, rejected=rejected
    )
