"""The command `filter`: from a run to what is kept, what is rejected, and a report of why."""

from __future__ import annotations

import sys
from dataclasses import replace

from tqcheck.api import Files, run
from tqcheck.cli.options.filtering import FilterRequest
from tqcheck.cli.output import destination
from tqcheck.cli.progress import watched
from tqcheck.cli.request import inputs, settings
from tqcheck.cli.sorting import demand_places, sort_pair_of_files, sort_single_files
from tqcheck.cli.warnings import Warnings
from tqcheck.config import fail_on
from tqcheck.errors import UsageError
from tqcheck.filtering.expression import conditions
from tqcheck.filtering.outcomes import Outcomes
from tqcheck.filtering.reporting import as_json, as_text
from tqcheck.filtering.rules import Rules
from tqcheck.model import Severity

DONE, INCOMPLETE = 0, 3
"""Exit codes; 2 is wrong usage."""


def filter_files(request: FilterRequest) -> int:
    """Check, sort, report, and return the exit code."""
    if request.output_format not in {"text", "json"}:
        raise UsageError(f"there is no output format {request.output_format!r}.", mend="It may be text or json.")
    config = replace(settings(request), baseline=None)
    files = inputs(request, config)
    demand_places(request.kept, request.rejected, files)
    warnings = Warnings(quiet=request.quiet, people=False)
    with watched(files, wanted=not (request.no_progress or request.quiet)) as seen:
        running = run(seen, config)
        outcomes = Outcomes(running, _rules(request, running.scores), warnings.add)
        sort = sort_pair_of_files if files.pair else sort_single_files
        sort(files, outcomes, kept=request.kept, rejected=request.rejected)
        outcomes.finish()
    warnings.finish()
    summary = running.summary()
    if request.output_format == "json":
        _report(request, as_json(outcomes.counts, summary), files)
    elif not request.quiet:
        _report(request, as_text(outcomes.counts), files)
    return INCOMPLETE if summary.incomplete else DONE


def _rules(request: FilterRequest, scores: frozenset[str]) -> Rules:
    given = fail_on(request.reject_on) if request.reject_on else None
    nothing = request.max_risk is None and request.where is None and given is None
    return Rules(
        max_risk=request.max_risk,
        reject_on=Severity.MAJOR if nothing else None if given == "never" else given,
        conditions=conditions(request.where, scores=scores) if request.where is not None else (),
    )


def _report(request: FilterRequest, text: str, files: Files) -> None:
    if request.output is None and "-" in {request.kept, request.rejected}:
        sys.stderr.write(text)
        return
    with destination(request.output, inputs=files.names) as out:
        out.write(text)
