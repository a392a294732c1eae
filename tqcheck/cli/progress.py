"""A progress bar on standard error, for work that takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tqcheck.model import Segment, Skip


@contextmanager
def watched(inputs: Iterable[Segment | Skip], *, wanted: bool) -> Iterator[Iterable[Segment | Skip]]:
    """Give `inputs`, with a bar that shows how much of them has been read if standard error is a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield inputs
        return
    from tqcheck.progress import Watched  # noqa: PLC0415  only a terminal pays for it
    from tqcheck.progress.terminal import TerminalBar  # noqa: PLC0415  likewise

    seen = Watched(inputs, TerminalBar)
    try:
        yield seen
    finally:
        seen.stop()
