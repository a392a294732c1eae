"""The bar of a terminal, on standard error."""

from __future__ import annotations

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


class TerminalBar:
    """A line that goes away when the work is done."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f} segments"),
            Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        self.drawing = Progress(*columns, console=Console(stderr=True), transient=True)
        self.drawing.start()
        self._task: TaskID | None = None

    def show(self, label: str, count: int, total: int | None) -> None:
        """Draw `count` of `total`."""
        if self._task is None:
            self._task = self.drawing.add_task(label, total=total)
        self.drawing.update(self._task, completed=count)

    def hide(self) -> None:
        """Take the line away."""
        if self._task is not None:
            self.drawing.remove_task(self._task)
            self._task = None

    def close(self) -> None:
        """Leave nothing behind."""
        self.drawing.stop()


class Rate(ProgressColumn):
    """Segments a second, of late."""

    def render(self, task: Task) -> Text:
        """Return the rate, or nothing while there is none."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")
