"""`check --engine ray`: the work is done elsewhere; what is told of it is told here."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import ExitStack, closing, nullcontext
from dataclasses import replace

from tqcheck.cli.failing import Failing
from tqcheck.cli.options import Request
from tqcheck.cli.output import colour_wanted, destination
from tqcheck.cli.reporting import wanted
from tqcheck.cli.warnings import Warnings
from tqcheck.config import Config
from tqcheck.distributed.places import units
from tqcheck.distributed.run import Distributed
from tqcheck.distributed.writing import finish, folder
from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.model import Result, Skip, Summary
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.counts import Counts
from tqcheck.reporters.text import SPARE, TextReporter

CLEAN, FOUND, INCOMPLETE = 0, 1, 3
"""Exit codes; 2 is wrong usage."""
_NOT_WITH = {
    "annotate": "--annotate",
    "changed_since": "--changed-since",
    "diff": "--diff",
    "fix": "--fix",
    "format": "--format",
    "jobs": "--jobs",
    "layout": "--layout",
    "resume": "--resume",
    "source": "--source",
    "target": "--target",
}
"""Flags of one machine, or of other files than Parquet."""


def check_on_cluster(request: Request, config: Config, looks: ReporterOptions) -> int:
    """Check, write the folder and the report, and return the exit code."""
    out = _demanded(request)
    options = ReadOptions(
        source_lang=config.source_lang,
        target_lang=config.target_lang,
        source_column=request.source_column,
        target_column=request.target_column,
        id_column=request.id_column,
    )
    files = units(request.files or config.paths, options)
    if not files:
        raise UsageError("nothing to check.", mend="Name files, folders or addresses of Parquet.")
    started = time.perf_counter()
    with ExitStack() as stack:
        screen = stack.enter_context(destination(None, inputs=()))
        place = stack.enter_context(folder(out) if out else nullcontext())
        worst = None if looks.limit is None else SPARE * looks.limit
        run = Distributed(files, config, options, out=place, worst=worst)
        telling = _Telling(TextReporter(screen, replace(looks, colour=colour_wanted(screen))), config, request)
        found = run.outcomes(address=request.ray_address, actors=request.ray_actors)
        stack.enter_context(closing(found))
        for skip in run.skips:
            telling.skip(skip)
        for outcome in found:
            telling.take(outcome.counts, outcome.worst, run.whole.take(outcome))
        for skip in run.whole.unshared():
            run.whole.skip(skip)
            telling.skip(skip)
        summary = run.whole.summary(time.perf_counter() - started)
        if place:
            finish(place, summary)
    return telling.finish(summary)


def _demanded(request: Request) -> str | None:
    """Return the folder to write, None for none. Raises UsageError for what does not go with a cluster."""
    if request.engine != "ray":
        said = f"there is no engine {request.engine!r}." if request.engine else "--ray-… goes with --engine ray."
        raise UsageError(said, mend="Say --engine ray, or leave it out.")
    for name, flag in _NOT_WITH.items():
        if getattr(request, name):
            raise UsageError(f"{flag} does not go with --engine ray.", mend="Leave one of them out.")
    reports = wanted(request.output_format, tuple(request.output or ()))
    folders = [each.path for each in reports if each.format == "parquet" and each.path != "-"]
    others = [each.format for each in reports if (each.format, each.path) != ("text", "-")]
    if len(others) != len(folders) or len(folders) > 1:
        mend = "Give one folder, -o parquet=FOLDER; the report for people goes to the screen."
        raise UsageError("--engine ray writes Parquet, and no other files.", mend=mend)
    return folders[0] if folders else None


class _Telling:
    """The report for people, warnings, and the exit code."""

    def __init__(self, report: TextReporter, config: Config, request: Request) -> None:
        self._report = report
        self._warnings = Warnings(quiet=request.quiet, people=True)
        self._failing = Failing(config)

    def take(self, counts: Counts, worst: Iterable[Result], skips: Iterable[Skip]) -> None:
        """Take what became of a file."""
        self._report.take(counts, worst)
        self._failing.take(counts.segments, counts.severities)
        for skip in skips:
            self.skip(skip)

    def skip(self, skip: Skip) -> None:
        """Take something that was not checked."""
        self._report.skip(skip)
        self._warnings.add(skip)

    def finish(self, summary: Summary) -> int:
        """Write the end of the report and return the exit code."""
        self._report.finish(summary)
        self._warnings.finish()
        return INCOMPLETE if summary.incomplete else FOUND if self._failing.failed() else CLEAN
