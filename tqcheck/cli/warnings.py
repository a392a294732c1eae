"""What was not checked, on standard error."""

from __future__ import annotations

import sys

from tqcheck.model import Skip
from tqcheck.reporters.skips import sentence

_SHOWN = 20
"""How many are written out; the rest is counted."""


class Warnings:
    """Writes a line for each thing that could not be checked, as it happens."""

    def __init__(self, *, quiet: bool, people: bool) -> None:
        """Write whole files only if a report for `people` is on standard output: it lists the rest itself."""
        self._quiet, self._people = quiet, people
        self._count = 0

    def add(self, skip: Skip) -> None:
        """Write what was skipped, unless the reader need not act on it and wants it quiet."""
        if (skip.origin and self._people) or (not skip.incomplete and (self._quiet or self._people)):
            return
        self._count += 1
        if self._count <= _SHOWN:
            sys.stderr.write(f"tqcheck: {'error' if skip.incomplete else 'note'}: {sentence(skip)}\n")

    def finish(self) -> None:
        """Write how many more there were."""
        if self._count > _SHOWN:
            sys.stderr.write(f"tqcheck: error: {self._count - _SHOWN:,} more of this kind.\n")
