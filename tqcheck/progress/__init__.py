"""Watching what a run reads, and a bar for work that takes longer than a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from tqcheck.model import Segment, Skip

_PATIENCE = 1.0
"""Seconds before a bar appears."""
_STEP = 32
"""Segments between two looks at the clock."""
_PASSES = ("reading", "checking")


class Bar(Protocol):
    """Draws how far a pass is."""

    def show(self, label: str, count: int, total: int | None) -> None:
        """Draw `count` of `total` (None: nobody knows yet)."""

    def hide(self) -> None:
        """Take the line away at the end of a pass."""

    def close(self) -> None:
        """Leave nothing behind."""


class Watched:
    """Counts what passes. The first pass does not know how much there is; the second does."""

    def __init__(self, inputs: Iterable[Segment | Skip], opened: Callable[[], Bar]) -> None:
        """Watch `inputs`; `opened` opens the bar when it is first needed."""
        self._inputs = inputs
        self._opened = opened
        self.names: tuple[str, ...] = getattr(inputs, "names", ())
        """The files that are read, where files are."""
        self._bar: Bar | None = None
        self._total: int | None = None
        self._pass = 0
        self._started = time.monotonic()

    def __iter__(self) -> Iterator[Segment | Skip]:
        label = _PASSES[min(self._pass, 1)]
        self._pass += 1
        count = 0
        shown = False
        for item in self._inputs:
            yield item
            count += 1
            if count % _STEP == 0 and time.monotonic() - self._started > _PATIENCE:
                self._bar = self._bar or self._opened()
                self._bar.show(label, count, self._total)
                shown = True
        self._total = count
        if self._bar and shown:
            self._bar.hide()

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.close()


@contextmanager
def watching(inputs: Iterable[Segment | Skip], *, wanted: bool | None) -> Iterator[Iterable[Segment | Skip]]:
    """Give `inputs`, with a bar that shows how much of them has been read. None: a bar in a notebook only."""
    from tqcheck.progress.notebook import NotebookBar, in_notebook  # noqa: PLC0415  it loads what the bar needs

    notebook = in_notebook()
    if not (notebook if wanted is None else wanted):
        yield inputs
        return
    seen = Watched(inputs, NotebookBar if notebook else _terminal)
    try:
        yield seen
    finally:
        seen.stop()


def _terminal() -> Bar:
    from tqcheck.progress.terminal import TerminalBar  # noqa: PLC0415  likewise

    return TerminalBar()
