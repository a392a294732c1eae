"""`html`: one file for people, with every segment of the run in it; it needs no network.

Rows are written as they come, in packed blocks that the page unpacks when it shows them: what is in memory is the
blocks that are not full, and counts that grow with checks, files and languages, not with segments.
"""

from __future__ import annotations

from typing import TextIO

from tqcheck.model import Result, Skip, Summary
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.html.columns import Index, Numbers, Rows
from tqcheck.reporters.html.overview import Overview
from tqcheck.reporters.html.page import block, closing, opening


class HtmlReporter:
    """Writes the page, then the rows block by block, and the overview at the end."""

    def __init__(self, out: TextIO, options: ReporterOptions) -> None:
        self._write = out.write
        # Written with the first result: where a run cannot begin there is no half page.
        self._begun = False
        self._numbers = Numbers()
        self._overview = Overview(self._numbers, options.budget)
        self._parts = (Rows(self._numbers), Index(self._numbers))

    def add(self, result: Result) -> None:
        """Take the next segment."""
        self._begin()
        self._overview.add(result)
        for part in self._parts:
            part.add(result)
            if part.full:
                self._write(block(part.kind, part.taken()))

    def skip(self, skip: Skip) -> None:
        """Write nothing yet: skips stand in the overview, as many as the summary keeps."""
        self._overview.skip(skip)

    def finish(self, summary: Summary) -> None:
        """Write the blocks that are not full, and the overview."""
        self._begin()
        for part in self._parts:
            if part.count:
                self._write(block(part.kind, part.taken()))
        overview = self._overview.table(summary)
        self._write(block("overview", overview))
        self._write(closing(" ".join(overview["verdict"])))

    def _begin(self) -> None:
        if not self._begun:
            self._write(opening())
            self._begun = True
