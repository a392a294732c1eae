"""The command `compare`."""

from __future__ import annotations

from functools import partial

from tqcheck.cli.flags import Work, taking
from tqcheck.cli.options.comparing import CompareRequest


@taking(CompareRequest)
def compare(request: CompareRequest) -> Work:
    """Compare two translations of the same texts: which is better, where, and whether it is chance.

    Exit codes: 0 compared, 1 B is significantly worse and --fail-if-worse was given, 2 wrong usage, 3 something could
    not be read or checked.
    """
    from tqcheck.cli.comparing import compare_files  # noqa: PLC0415  loads readers and checks

    return partial(compare_files, request)
