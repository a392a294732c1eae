"""`junit`: test results, as every CI server reads them.

A suite is a file and a case is a finding, not a segment: Jenkins and GitLab show one failure a case, so that a segment
with two findings would lose one, and a case for each of 100,000 clean segments would drown the rest. Each file has one
case besides that passes, so that a clean file is seen to have been checked. Names hold the unit and no line number,
for Jenkins and GitLab know a case again by its name; no name stands twice in a suite, for GitLab keeps one of each.

Findings below the severity that fails the run pass, with what was found as their output: a red build is a failed run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from tqcheck.model import Aside, Finding, Result, Skip, Summary
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.counts import plural
from tqcheck.reporters.places import relative
from tqcheck.reporters.visible import oneline
from tqcheck.reporters.wording import claim, paragraphs, unchecked, unit
from tqcheck.reporters.xml_text import attribute, content

_NOT_CHECKED = "tqcheck: not checked"


class _Suite:
    """The cases of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.segments = self.findings = 0
        self.cases: list[str] = []
        self.kinds: Counter[str] = Counter()
        self._names: Counter[str] = Counter()

    def add(self, kind: str, name: str, body: str, *, line: int | None = None) -> None:
        """Add a case; `kind` is failure, error, skipped or pass."""
        self.kinds[kind] += 1
        self._names[name] += 1
        unique = name if self._names[name] == 1 else f"{name} ({self._names[name]})"
        place = (f" file={attribute(self.path)}" if self.path != _NOT_CHECKED else "") + (
            f' line="{line}"' if line else ""
        )
        known = f"name={attribute(unique)} classname={attribute(_class(self.path))}"
        self.cases.append(f"<testcase {known}{place}>{body}</testcase>\n")

    def written(self) -> Iterator[str]:
        """Yield the suite."""
        yield f"<testsuite name={attribute(self.path)} {_totals(self.kinds)}>\n"
        yield from self.cases
        yield "</testsuite>\n"


class JUnitReporter:
    """Keeps the cases, about a kilobyte for each finding: a suite begins with how many it has."""

    def __init__(self, out: TextIO, options: ReporterOptions) -> None:
        self._out, self._options = out, options
        self._suites: dict[str, _Suite] = {}
        self._skips = _Suite(_NOT_CHECKED)

    def add(self, result: Result) -> None:
        """Keep what was found in the segment."""
        suite = self._suite(result.segment.origin.path)
        suite.segments += 1
        suite.findings += len(result.findings)
        for finding in result.findings:
            kind = self._kind(finding)
            suite.add(kind, _name(finding), _body(kind, finding, suite.path), line=finding.segment.origin.line)
        for aside in result.aside:
            suite.add("skipped", _name(aside.finding), _skipped(aside), line=aside.finding.segment.origin.line)

    def skip(self, skip: Skip) -> None:
        """Keep what was not checked: an error if it was asked for."""
        kind = "error" if skip.incomplete else "skipped"
        name = oneline(
            skip.what if skip.origin is None else f"{relative(skip.origin.path, self._options.root)}: {skip.what}"
        )
        self._skips.add(kind, name, f"<{kind} message={attribute(unchecked(skip))}/>")

    def finish(self, summary: Summary) -> None:
        """Write the document."""
        suites = list(self._suites.values())
        for suite in suites:
            said = f"{plural(suite.segments, 'segment')} checked, {plural(suite.findings, 'finding')}."
            suite.add("pass", "segments are checked", f"<system-out>{content(said)}</system-out>")
        if summary.left_out:
            said = f"{plural(summary.left_out, 'segment')} unchanged, and left out"
            self._skips.add("skipped", "unchanged segments", f"<skipped message={attribute(said)}/>")
        if self._skips.cases:
            suites.append(self._skips)
        kinds = sum((suite.kinds for suite in suites), Counter[str]())
        self._out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self._out.write(f'<testsuites name="tqcheck" {_totals(kinds)} time="{summary.seconds:.3f}">\n')
        for suite in suites:
            self._out.writelines(suite.written())
        self._out.write("</testsuites>\n")

    def _suite(self, path: str) -> _Suite:
        if path not in self._suites:
            self._suites[path] = _Suite(relative(path, self._options.root))
        return self._suites[path]

    def _kind(self, finding: Finding) -> str:
        threshold = self._options.fail_on
        return "failure" if threshold and finding.severity >= threshold else "pass"


def _name(finding: Finding) -> str:
    variant = f" [{finding.segment.variant}]" if finding.segment.variant else ""
    return f"{finding.code} {finding.name}: {unit(finding.segment)}{variant}"


def _body(kind: str, finding: Finding, path: str) -> str:
    line = finding.segment.origin.line
    place = f"{path}:{line}" if line else path
    text = f"{place} {finding.severity.value} {finding.code} {finding.name}\n{paragraphs(finding)}"
    if kind == "pass":
        return f"<system-out>{content(text)}</system-out>"
    return f'<failure type="{finding.severity.value}" message={attribute(claim(finding))}>{content(text)}</failure>'


def _skipped(aside: Aside) -> str:
    why = "known from the baseline" if aside.by == "baseline" else "set aside"
    reason = f": {aside.reason}" if aside.reason else ""
    return f"<skipped message={attribute(f'{why}{reason}. {claim(aside.finding)}')}/>"


def _totals(kinds: Counter[str]) -> str:
    counts = {
        "tests": kinds.total(),
        "failures": kinds["failure"],
        "errors": kinds["error"],
        "skipped": kinds["skipped"],
    }
    return " ".join(f'{name}="{count}"' for name, count in counts.items())


def _class(path: str) -> str:
    """Return the path as Jenkins wants a class: folders as packages, and no dot within a name."""
    return path.replace(".", "_").strip("/").replace("/", ".")
