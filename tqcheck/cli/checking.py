"""The command `check`: from flags to a run, from a run to reports and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TextIO

from tqcheck.api import run
from tqcheck.cli.annotating import annotation
from tqcheck.cli.options import Request
from tqcheck.cli.output import colour_wanted, destination
from tqcheck.cli.progress import watched
from tqcheck.cli.request import counting, inputs, limit, settings
from tqcheck.cli.warnings import Warnings
from tqcheck.config import Config
from tqcheck.model import Result, Skip, Summary
from tqcheck.pipeline import Run
from tqcheck.reporters import Reporter, ReporterOptions, reporter

CLEAN, FOUND, INCOMPLETE = 0, 1, 3
"""Exit codes; 2 is wrong usage."""


def check_files(request: Request) -> int:
    """Check, write the reports, and return the exit code."""
    config = counting(request, settings(request))
    files = inputs(request, config)
    with ExitStack() as stack:
        consume = stack.enter_context(annotation(request.annotate, files))
        out = stack.enter_context(destination(request.output, inputs=files.names))
        options = ReporterOptions(colour=colour_wanted(out), limit=limit(request.show), quiet=request.quiet)
        people = request.output_format == "text" and out is sys.stdout
        feed = _Feed(
            config, reporter(request.output_format, out, options), Warnings(quiet=request.quiet, people=people)
        )
        with watched(files, wanted=not (request.no_progress or request.quiet) and not _draws(request, out)) as seen:
            running = run(seen, config)
            if files.pair:
                files.pair.lend(running.embedder)
            consume(feed.results(running))
        return feed.finish(running.summary())


class _Feed:
    """Hands every result of a run to the reporter on its way to the annotated copy."""

    def __init__(self, config: Config, reports: Reporter, warnings: Warnings) -> None:
        self._reports, self._warnings = reports, warnings
        self._threshold = None if config.fail_on == "never" else config.fail_on
        self._failed = False

    def results(self, running: Run) -> Iterator[Result]:
        for item in running:
            if isinstance(item, Skip):
                self._reports.skip(item)
                self._warnings.add(item)
                continue
            self._reports.add(item)
            if item.findings and self._threshold and any(f.severity >= self._threshold for f in item.findings):
                self._failed = True
            yield item

    def finish(self, summary: Summary) -> int:
        """Write the end of the report and return the exit code."""
        self._reports.finish(summary)
        self._warnings.finish()
        return INCOMPLETE if summary.incomplete else FOUND if self._failed else CLEAN


def _draws(request: Request, out: TextIO) -> bool:
    """Tell whether lines reach the terminal during the run; a progress bar would tear them."""
    return request.output_format != "text" and out is sys.stdout and out.isatty()
