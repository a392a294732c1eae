"""`jsonl`: exactly one line for each segment, in the order of the input."""

from __future__ import annotations

from typing import TextIO

from tqcheck.model import Result, Skip, Summary
from tqcheck.reporters import ReporterOptions, records


class JsonLinesReporter:
    """Writes a line at a time. What was skipped is not in it: it has no id to stand under."""

    def __init__(self, out: TextIO, _options: ReporterOptions) -> None:
        self._write = out.write

    def add(self, result: Result) -> None:
        """Write the segment's line."""
        self._write(records.result(result) + "\n")

    def skip(self, skip: Skip) -> None:
        """Write nothing."""

    def finish(self, summary: Summary) -> None:
        """Write nothing."""
