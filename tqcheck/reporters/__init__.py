"""What a run writes. A reporter is fed results as they come; several may be fed by one run."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from tqcheck.errors import UsageError
from tqcheck.model import Result, Severity, Skip, Summary
from tqcheck.reporters.counts import Budget

# Modules load when they are asked for: machines that read JSONL do not wait for what draws tables.
_TABLE = {
    "text": "tqcheck.reporters.text:TextReporter",
    "json": "tqcheck.reporters.document:JsonReporter",
    "jsonl": "tqcheck.reporters.lines:JsonLinesReporter",
    "html": "tqcheck.reporters.html:HtmlReporter",
    "markdown": "tqcheck.reporters.markdown:MarkdownReporter",
    "sarif": "tqcheck.reporters.sarif:SarifReporter",
    "sarif-github": "tqcheck.reporters.sarif:CodeScanningReporter",
    "junit": "tqcheck.reporters.junit:JUnitReporter",
    "github": "tqcheck.reporters.github:GitHubReporter",
    "gitlab": "tqcheck.reporters.gitlab:GitLabReporter",
    "checkstyle": "tqcheck.reporters.checkstyle:CheckstyleReporter",
    "parquet": "tqcheck.reporters.parquet:ParquetReporter",
    "arrow": "tqcheck.reporters.parquet:ArrowReporter",
}
NAMES = tuple(_TABLE)
BINARY = frozenset({"parquet", "arrow"})
"""They write bytes: to the `buffer` of the stream that they are given."""


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
class RuleHelp:
    """What a report tells of a check."""

    code: str
    name: str
    severity: Severity
    mqm: str
    summary: str
    """One sentence."""
    page: str
    """Markdown."""
    own: bool = True
    """False for a check of a plug-in, which our documentation does not have."""


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
    fail_on: Severity | None = Severity.MAJOR
    """From which severity a finding is a failure; None: none is."""
    budget: Budget | None = None
    """How many findings are no failure yet; None: not one."""
    baseline: bool = False
    """True where the run was compared with a baseline: what is not known from it is new."""
    root: Path | None = None
    """The folder that paths in reports for CI start from; None: they stay as they were named."""
    link: str = ""
    """The address of a line on the web, with `{path}` and `{line}`; empty where there is none."""
    rules: Callable[[], Iterable[RuleHelp]] = tuple
    """What is known of the checks, for reports that carry it."""


def reporter(name: str, out: TextIO, options: ReporterOptions | None = None) -> Reporter:
    """Return the reporter of this name, writing to `out`. Raises UsageError for an unknown name."""
    if name not in _TABLE:
        raise unknown(name)
    module, _, factory = _TABLE[name].partition(":")
    make: Callable[[TextIO, ReporterOptions], Reporter] = getattr(importlib.import_module(module), factory)
    return make(out, options or ReporterOptions())


def unknown(name: str, *, mend: str = "") -> UsageError:
    """Return the error for a name that no format has; `mend` is added to what is near to it."""
    near = difflib.get_close_matches(name, NAMES, n=1)
    known = f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(NAMES)}."
    return UsageError(f"there is no output format {name!r}.", mend=f"{known} {mend}".strip())
