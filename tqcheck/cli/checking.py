"""The command `check`: from flags to a run, from a run to reports and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from tqcheck.api import run
from tqcheck.cli.annotating import annotation
from tqcheck.cli.failing import Failing
from tqcheck.cli.options import Request
from tqcheck.cli.progress import watched
from tqcheck.cli.reporting import link, reports, root, rule_help
from tqcheck.cli.request import counting, inputs, limit, settings
from tqcheck.cli.resuming import possible, resuming
from tqcheck.cli.warnings import Warnings
from tqcheck.config import Config
from tqcheck.model import Result, Skip, Summary
from tqcheck.pipeline import Run
from tqcheck.reporters import Reporter, ReporterOptions
from tqcheck.reporters.counts import Budget

CLEAN, FOUND, INCOMPLETE = 0, 1, 3
"""Exit codes; 2 is wrong usage."""


def check_files(request: Request) -> int:
    """Check, write the reports, and return the exit code."""
    config = counting(request, settings(request))
    if request.engine or request.ray_address or request.ray_actors:
        from tqcheck.cli.distributing import check_on_cluster  # noqa: PLC0415  seldom asked for

        return check_on_cluster(request, config, looks(request, config))
    files = inputs(request, config)
    possible(request, files)
    changed = files.since(request.changed_since) if request.changed_since else None
    if request.fix or request.diff:
        from tqcheck.cli.fixing import fix_files  # noqa: PLC0415  seldom asked for

        ended = fix_files(request, config, files, changed)
        if ended is not None:
            return ended
        changed = files.since(request.changed_since) if request.changed_since else None
    with ExitStack() as stack:
        journal = stack.enter_context(resuming(request, config, files))
        consume = stack.enter_context(annotation(request.annotate, files))
        writing = stack.enter_context(reports(request, looks(request, config), inputs=files.names))
        feed = _Feed(config, writing, Warnings(quiet=request.quiet, people=writing.for_people))
        with watched(files, wanted=not (request.no_progress or request.quiet or writing.on_terminal)) as seen:
            running = run(seen, config, changed=changed, journal=journal)
            if files.pair:
                files.pair.lend(running.embedder)
            consume(feed.results(running))
        return feed.finish(running.summary())


class _Feed:
    """Hands every result of a run to the reporter on its way to the annotated copy."""

    def __init__(self, config: Config, reports: Reporter, warnings: Warnings) -> None:
        self._reports, self._warnings = reports, warnings
        self._failing = Failing(config)

    def results(self, running: Run) -> Iterator[Result]:
        for item in running:
            if isinstance(item, Skip):
                self._reports.skip(item)
                self._warnings.add(item)
                continue
            self._reports.add(item)
            self._failing.add(item)
            yield item

    def finish(self, summary: Summary) -> int:
        """Write the end of the report and return the exit code."""
        self._reports.finish(summary)
        self._warnings.finish()
        return INCOMPLETE if summary.incomplete else FOUND if self._failing.failed() else CLEAN


def looks(request: Request, config: Config) -> ReporterOptions:
    """Return how reports look."""
    return ReporterOptions(
        limit=limit(request.show),
        quiet=request.quiet,
        fail_on=None if config.fail_on == "never" or config.exit_zero else config.fail_on,
        budget=_budget(config),
        baseline=config.baseline is not None,
        root=root(),
        link=link(),
        rules=rule_help,
    )


def _budget(config: Config) -> Budget | None:
    """Return how many findings are allowed; None where not one is, or any number."""
    if config.exit_zero or config.fail_on == "never" or (config.max_new is None and config.max_rate is None):
        return None
    return Budget(fail_on=config.fail_on, most=config.max_new, rate=config.max_rate)
