"""`--output-format` and `--output`: which reports a run writes, and where."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from tqcheck.checks import rules
from tqcheck.checks.pages import page, summary
from tqcheck.cli.options.writing import WritingOptions
from tqcheck.cli.output import colour_wanted, destination
from tqcheck.errors import UsageError
from tqcheck.model import Result, Skip, Summary
from tqcheck.reporters import NAMES, Reporter, ReporterOptions, RuleHelp, reporter, unknown

_STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One report."""

    format: str
    path: str
    """`-` for standard output."""


class Reports:
    """The reports of one run, fed as one."""

    def __init__(self, opened: Iterable[tuple[Wanted, TextIO, Reporter]]) -> None:
        self._opened = tuple(opened)

    def add(self, result: Result) -> None:
        """Hand on the next segment."""
        for _, _, writing in self._opened:
            writing.add(result)

    def skip(self, skip: Skip) -> None:
        """Hand on what was not checked."""
        for _, _, writing in self._opened:
            writing.skip(skip)

    def finish(self, summary: Summary) -> None:
        """Hand on the end."""
        for _, _, writing in self._opened:
            writing.finish(summary)

    @property
    def for_people(self) -> bool:
        """Whether standard output gets a report that lists what was not checked in words."""
        return any(wanted.format == "text" and out is sys.stdout for wanted, out, _ in self._opened)

    @property
    def on_terminal(self) -> bool:
        """Whether lines reach the terminal during the run; a progress bar would tear them."""
        return any(wanted.format != "text" and out is sys.stdout and out.isatty() for wanted, out, _ in self._opened)


@contextmanager
def reports(request: WritingOptions, options: ReporterOptions, *, inputs: tuple[str, ...]) -> Iterator[Reports]:
    """Open every report that is asked for; each file is replaced when all went well. Raises UsageError."""
    chosen = wanted(request.output_format, tuple(request.output or ()))
    _distinct(chosen, annotate=request.annotate)
    with ExitStack() as stack:
        opened = []
        for each in chosen:
            out = stack.enter_context(destination(each.path, inputs=inputs))
            looks = replace(options, colour=colour_wanted(out))
            opened.append((each, out, reporter(each.format, out, looks)))
        yield Reports(opened)


def wanted(output_format: str | None, outputs: tuple[str, ...]) -> tuple[Wanted, ...]:
    """Return the reports that the flags ask for. Raises UsageError for a format that does not exist.

    `FORMAT=PATH` names its format, a bare path takes that of `--output-format`, which goes to standard output where no
    bare path is given and either the flag is or no other report is asked for.
    """
    plain = output_format or "text"
    if plain not in NAMES:
        raise unknown(plain)
    given = tuple(_wanted(output, plain) for output in outputs)
    bare = any("=" not in output for output in outputs)
    if given and (bare or output_format is None):
        return given
    return (Wanted(plain, _STANDARD_OUTPUT), *given)


def _wanted(output: str, plain: str) -> Wanted:
    name, equals, path = output.partition("=")
    if not equals:
        return Wanted(plain, output)
    if name not in NAMES:
        raise unknown(name, mend=f"A path that holds = needs its format before it: {plain}={output}.")
    if not path:
        raise UsageError(f"--output {output} names no file.", mend=f"Write {name}=PATH, or {name}=- for the screen.")
    return Wanted(name, path)


def _distinct(chosen: tuple[Wanted, ...], *, annotate: str | None) -> None:
    """Raise UsageError where one report would be written over another."""
    seen: dict[str, str] = {}
    if annotate:
        seen[_place(annotate)] = "--annotate"
    for each in chosen:
        place = _place(each.path)
        if place in seen:
            where = "standard output" if each.path == _STANDARD_OUTPUT else each.path
            message = f"{each.format} and {seen[place]} would both be written to {where}."
            raise UsageError(message, mend="Give each a place of its own: --output FORMAT=PATH.")
        seen[place] = each.format


def _place(path: str) -> str:
    """Return what is the same for two names of one file."""
    return path if path == _STANDARD_OUTPUT else os.path.realpath(path)


def rule_help() -> Iterator[RuleHelp]:
    """Yield what reports tell of each check."""
    for rule in rules():
        yield RuleHelp(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            mqm=rule.mqm,
            summary=summary(rule),
            page=page(rule, fires=3, silent=2),
            own=rule.module.startswith("tqcheck."),
        )


def root() -> Path | None:
    """Return the folder that the paths of reports start from: the repository's, None outside of one."""
    here = Path.cwd()
    if found := next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None):
        return found
    named = next((os.environ[name] for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR") if os.environ.get(name)), None)
    return Path(named) if named else None


def link() -> str:
    """Return the address of a line at the revision that CI checks, with `{path}` and `{line}`; empty elsewhere."""
    given = os.environ.get
    if given("GITHUB_REPOSITORY") and given("GITHUB_SHA"):
        server = given("GITHUB_SERVER_URL") or "https://github.com"
        return f"{server}/{given('GITHUB_REPOSITORY')}/blob/{given('GITHUB_SHA')}/{{path}}#L{{line}}"
    if given("CI_PROJECT_URL") and given("CI_COMMIT_SHA"):
        return f"{given('CI_PROJECT_URL')}/-/blob/{given('CI_COMMIT_SHA')}/{{path}}#L{{line}}"
    return ""
