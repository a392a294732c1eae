"""The bar of a notebook: HTML that is replaced in place, so that no widget library is needed."""

from __future__ import annotations

import importlib
import sys
import time
from typing import Any

_PAUSE = 0.2
"""Seconds between two drawings: each of them is a message to the browser."""


class NotebookBar:
    """A bar below the cell, gone when the work is done."""

    def __init__(self) -> None:
        self._ipython: Any = importlib.import_module("IPython.display")
        self._handle: Any = self._ipython.display(self._ipython.HTML(""), display_id=True)
        self._drawn = self._started = time.monotonic()

    def show(self, label: str, count: int, total: int | None) -> None:
        """Draw `count` of `total`, unless something was drawn a moment ago."""
        now = time.monotonic()
        if now - self._drawn >= _PAUSE:
            self._drawn = now
            self._draw(html(label, count, total, seconds=now - self._started))

    def hide(self) -> None:
        """Take the bar away at the end of a pass; the next pass counts its own time."""
        self._draw("")
        self._started = time.monotonic()

    def close(self) -> None:
        """Leave nothing behind."""
        self._draw("")

    def _draw(self, text: str) -> None:
        if self._handle:
            self._handle.update(self._ipython.HTML(text))


def in_notebook() -> bool:
    """Tell whether a Jupyter kernel runs us, without importing anything of Jupyter."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None


def html(label: str, count: int, total: int | None, *, seconds: float) -> str:
    """Return the bar after `seconds` of the pass."""
    rate = count / max(seconds, 0.001)
    of = f" of {total:,}" if total else ""
    left = f", {_clock((total - count) / rate)} left" if total and count else ""
    bar = f'<progress value="{count}" max="{total}"></progress>' if total else "<progress></progress>"
    return f"<div>{label} {bar} {count:,}{of} segments, {rate:,.0f}/s{left}</div>"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(max(0.0, seconds)), 60)
    return f"{minutes}:{rest:02}"
