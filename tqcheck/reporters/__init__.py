"""What a run writes. A reporter is fed results as they come; several may be fed by one run."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TextIO

from tqcheck.errors import UsageError
from tqcheck.model import Result, Skip, Summary

# Modules load when they are asked for: machines that read JSONL do not wait for what draws tables.
_TABLE = {
    "text": "tqcheck.reporters.text:TextReporter",
    "json": "tqcheck.reporters.document:JsonReporter",
    "jsonl": "tqcheck.reporters.lines:JsonLinesReporter",
}
NAMES = tuple(_TABLE)


class Reporter(Protocol):
    """Writes one report to one stream."""

    def add(self, result: Result) -> None:
        """Take the next segment, in the order of the input."""
        ...

    def skip(self, skip: Skip) -> None:
        """Take something that was not checked."""
        ...

    def finish(self, summary: Summary) -> None:
        """Write what could only be written at the end. The stream stays open."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterOptions:
    """How a report for people looks; reports for machines are always the same."""

    colour: bool = False
    width: int | None = None
    """In cells; None for that of the terminal, 100 where there is none."""
    limit: int | None = 20
    """How many segments are shown, the worst first; None for all."""
    quiet: bool = False
    """Only the verdict."""


def reporter(name: str, out: TextIO, options: ReporterOptions | None = None) -> Reporter:
    """Return the reporter of this name, writing to `out`. Raises UsageError for an unknown name."""
    if name not in _TABLE:
        near = difflib.get_close_matches(name, NAMES, n=1)
        mend = f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(NAMES)}."
        raise UsageError(f"there is no output format {name!r}.", mend=mend)
    module, _, factory = _TABLE[name].partition(":")
    make: Callable[[TextIO, ReporterOptions], Reporter] = getattr(importlib.import_module(module), factory)
    return make(out, options or ReporterOptions())
