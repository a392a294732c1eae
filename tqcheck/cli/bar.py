"""The bar itself, and what moves it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from tqcheck.model import Segment, Skip

_PATIENCE = 1.0
"""Seconds before a bar appears."""
_STEP = 32
"""Segments between two looks at the clock."""
_PASSES = ("reading", "checking")


class Watched:
    """Counts what passes. The first pass does not know how much there is; the second does."""

    def __init__(self, inputs: Iterable[Segment | Skip]) -> None:
        self._inputs = inputs
        self._bar: Progress | None = None
        self._total: int | None = None
        self._pass = 0
        self._started = time.monotonic()

    def __iter__(self) -> Iterator[Segment | Skip]:
        label = _PASSES[min(self._pass, 1)]
        self._pass += 1
        task: TaskID | None = None
        count = 0
        for item in self._inputs:
            yield item
            count += 1
            if count % _STEP == 0 and time.monotonic() - self._started > _PATIENCE:
                self._bar = self._bar or _bar()
                if task is None:
                    task = self._bar.add_task(label, total=self._total)
                self._bar.update(task, completed=count)
        self._total = count
        if self._bar and task is not None:
            self._bar.remove_task(task)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()


class _Rate(ProgressColumn):
    """Segments a second, of late."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} segments"),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    return bar
