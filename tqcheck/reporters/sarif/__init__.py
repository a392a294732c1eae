"""`sarif`: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for GitHub, Azure DevOps and editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from tqcheck import __version__
from tqcheck.model import Aside, Finding, Origin, Result, Skip, Summary
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.apart import others
from tqcheck.reporters.sarif.results import BASE, aside_result, location, message, result, shared_result
from tqcheck.reporters.sarif.rules import CUT, FIXED, NOT_CHECKED, NOTE, driver
from tqcheck.reporters.sharing import Told
from tqcheck.reporters.skips import sentence
from tqcheck.reporters.visible import oneline
from tqcheck.reporters.wording import place_of
from tqcheck.reporters.worst import Worst, of_finding

MOST = 5_000
"""Results of a run that GitHub shows; of a file with more it takes those it thinks worst, and above 25,000 none."""
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FIXED = 100
"""How many fixed findings are told one by one."""


class SarifReporter:
    """Keeps the worst findings, MOST of them and as many that were set aside, and writes everything at the end.

    A report with a baseline says of each result whether it is new or unchanged. What is fixed is told by notifications
    and not by results whose state is absent: they would have no place, and GitHub refuses a file with such a result.
    """

    asides = True
    """Whether results are told that a baseline or a suppression set aside."""

    def __init__(self, out: TextIO, options: ReporterOptions) -> None:
        self._out, self._options = out, options
        self._worst: Worst[tuple[Finding, float]] = Worst(MOST)
        self._aside: Worst[tuple[Aside, float]] = Worst(MOST)
        self._baseline = options.baseline

    def add(self, result: Result) -> None:
        """Keep what was found if it is among the worst."""
        risk = result.verdict.risk
        for finding in result.findings:
            self._worst.add((*of_finding(finding), risk), (finding, risk))
        for aside in result.aside if self.asides else ():
            self._aside.add((*of_finding(aside.finding), risk), (aside, risk))
            self._baseline |= aside.by == "baseline"

    def skip(self, skip: Skip) -> None:
        """Keep nothing: the summary has the skips."""

    def finish(self, summary: Summary) -> None:
        """Write the document, a line for each result."""
        self._baseline |= bool(summary.fixed)
        told = self._results(summary)
        results = told[:MOST]
        run = {
            "tool": {"driver": driver(__version__, self._codes(summary, results), self._options.rules())},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {BASE: {"description": {"text": "The root of the repository."}}},
            "invocations": [
                {
                    "executionSuccessful": not summary.incomplete,
                    "toolExecutionNotifications": list(self._notifications(summary, len(results))),
                }
            ],
            "properties": {"signature": summary.signature, "segments": summary.segments},
        }
        head = _json({"$schema": _SCHEMA, "version": "2.1.0"})[:-1]
        self._out.write(f'{head},"runs":[{_json(run)[:-1]},"results":[')
        self._out.write(",".join(f"\n{_json(each)}" for each in results))
        self._out.write("\n]}]}\n")

    def _results(self, summary: Summary) -> list[dict[str, Any]]:
        """Return what counts, the gravest first, then what does not."""
        told = Told(summary)
        counted = [shared_result(each, self._options) for each in summary.shared]
        counted += [
            result(finding, self._options, risk=risk)
            for finding, risk in self._worst.items()
            if told.of(finding) is None
        ]
        counted.sort(key=lambda each: _ORDER.index(each["level"]))
        uncounted = [(aside.by, aside_result(aside, self._options, risk=risk)) for aside, risk in self._aside.items()]
        if self._baseline:
            # The standard wants the state on every result where it is on one.
            for each in counted:
                each["baselineState"] = "new"
            for by, each in uncounted:
                each["baselineState"] = "unchanged" if by == "baseline" else "new"
        return counted + [each for _, each in uncounted]

    def _codes(self, summary: Summary, results: list[dict[str, Any]]) -> dict[str, str]:
        """Return code and name of every check with a result, and number the results' rules by them."""
        names = {finding.code: finding.name for finding, _ in self._worst.items()}
        names |= {aside.finding.code: aside.finding.name for aside, _ in self._aside.items()}
        names |= {shared.code: shared.name for shared in summary.shared}
        codes = {code: names[code] for code in sorted({each["ruleId"] for each in results})}
        places = {code: index for index, code in enumerate(codes)}
        for each in results:
            each["ruleIndex"] = places[each["ruleId"]]
        return codes

    def _notifications(self, summary: Summary, written: int) -> Iterator[dict[str, Any]]:
        for skip in summary.skipped:
            kind, level = (NOT_CHECKED, "error") if skip.incomplete else (NOTE, "note")
            yield _notification(kind, level, sentence(skip), self._place(skip))
        if more := summary.skips - len(summary.skipped):
            yield _notification(
                NOT_CHECKED, "error" if summary.incomplete else "note", f"And {more:,} more of this kind."
            )
        found = self._worst.seen + self._aside.seen
        if found > written and found > MOST:
            said = f"There are {found:,} results; the {written:,} gravest are here, as many as GitHub shows."
            yield _notification(CUT, "warning", said)
        for line in others(summary):
            yield _notification(NOTE, "note", line)
        for line in summary.fixed[:_FIXED]:
            yield _notification(FIXED, "note", f"Fixed: {line}")
        more = len(summary.fixed) - _FIXED
        if more > 0:
            yield _notification(FIXED, "note", f"And {more:,} more are fixed.")

    def _place(self, skip: Skip) -> list[dict[str, Any]]:
        if skip.origin:
            return [location(skip.origin, self._options)]
        path = place_of(skip)
        return [] if path == "tqcheck" else [location(Origin(path=path), self._options)]


class CodeScanningReporter(SarifReporter):
    """`sarif-github`: without what was set aside.

    GitHub's code scanning heeds neither suppressions nor the state of a baseline and would show all of that as open
    (https://github.com/github/codeql-action/issues/1230).
    """

    asides = False


_ORDER = ("error", "warning", "note")


def _notification(kind: str, level: str, said: str, places: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    where = {"locations": places} if places else {}
    return {"descriptor": {"id": kind}, "level": level, "message": {"text": message(oneline(said))}, **where}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
