"""The command `filter`."""

from __future__ import annotations

from functools import partial

from tqcheck.cli.flags import Work, taking
from tqcheck.cli.options.filtering import FilterRequest


@taking(FilterRequest)
def filter_(request: FilterRequest) -> Work:
    """Sort the pairs of a corpus into what is kept and what is rejected, and report why.

    A pair is kept when nothing speaks against it: not --max-risk, not --reject-on, not --where. Exit codes: 0 sorted,
    2 wrong usage, 3 sorted, but something could not be read or checked.
    """
    from tqcheck.cli.filtering import filter_files  # noqa: PLC0415  loads readers and checks

    return partial(filter_files, request)
