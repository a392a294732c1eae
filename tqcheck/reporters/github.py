"""`github`: workflow commands that GitHub Actions shows as annotations on the lines of a pull request."""

from __future__ import annotations

from typing import TextIO

from tqcheck.model import Finding, Origin, Result, Severity, Shared, Skip, Summary
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.apart import baseline, others
from tqcheck.reporters.counts import Counts, judgement, plural
from tqcheck.reporters.places import is_file, relative
from tqcheck.reporters.sharing import Told, where
from tqcheck.reporters.visible import oneline
from tqcheck.reporters.wording import paragraphs, unchecked
from tqcheck.reporters.worst import Worst, of_finding

SHOWN = 10
"""So many annotations of each kind GitHub shows for a step; what comes later is lost without a word."""
_KEPT = 5 * SHOWN
"""More than are shown: those that are told of their source are not."""
_KINDS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.INFO: "notice"}


class GitHubReporter:
    """Keeps the worst findings of each kind, 50 at the most, and writes them at the end with what is left out."""

    def __init__(self, out: TextIO, options: ReporterOptions) -> None:
        self._out, self._options = out, options
        self._counts = Counts()
        self._kinds: dict[str, Worst[Finding]] = {kind: Worst(_KEPT) for kind in ("error", "warning", "notice")}
        self._unchecked = 0
        self._first: Skip | None = None

    def add(self, result: Result) -> None:
        """Count the segment and keep its findings if they are among the worst."""
        self._counts.add(result)
        for finding in result.findings:
            self._kinds[_KINDS[finding.severity]].add(of_finding(finding), finding)

    def skip(self, skip: Skip) -> None:
        """Count what was asked for and not checked, and keep the first of it."""
        if skip.incomplete:
            self._unchecked += 1
            self._first = self._first or skip

    def finish(self, summary: Summary) -> None:
        """Write the annotations: what was not checked first, then the worst, at the end the verdict."""
        # The first place among the errors and one among the notices are ours.
        free = {"error": SHOWN - bool(self._first), "warning": SHOWN, "notice": SHOWN - 1}
        if self._first:
            self._out.write(self._not_checked(self._first))
        left = {} if self._options.quiet else {k: self._annotate(k, summary, free[k]) for k in self._kinds}
        said = {"incomplete": self._unchecked, "left_out": summary.left_out}
        verdict = judgement(self._counts, **said, budget=self._options.budget)
        apart = filter(None, (baseline(summary), *others(summary)))
        lines = [str(verdict), *apart, *_left_out(left), summary.signature]
        self._out.write(_command("notice", None, "tqcheck", "\n".join(map(oneline, lines))))

    def _annotate(self, kind: str, summary: Summary, free: int) -> int:
        """Write the worst of a kind, `free` at the most, and return how many findings are not among them."""
        told, worst = Told(summary), self._kinds[kind]
        shared = [each for each in summary.shared if _KINDS[each.severity] == kind]
        alone = [finding for finding in worst.items() if told.of(finding) is None]
        written = [self._on_source(each) for each in shared] + [self._annotation(kind, each) for each in alone]
        self._out.writelines(written[:free])
        hidden = len(worst.items()) - len(alone)
        return max(0, worst.seen - hidden + len(shared) - free)

    def _annotation(self, kind: str, finding: Finding) -> str:
        title = f"{finding.code} {finding.name} ({finding.severity.value})"
        return _command(kind, self._place(finding.segment.origin), title, paragraphs(finding))

    def _on_source(self, shared: Shared) -> str:
        title = f"{shared.code} {shared.name} ({shared.severity.value}, {where(shared)})"
        said = f"{oneline(shared.message)}\n{oneline(shared.source)}"
        return _command(_KINDS[shared.severity], self._place(shared.origin), title, said)

    def _not_checked(self, skip: Skip) -> str:
        others = self._unchecked - 1
        more = f"\n{plural(others, 'more thing')} could not be checked." if others else ""
        return _command("error", self._place(skip.origin), "tqcheck: not checked", unchecked(skip) + more)

    def _place(self, origin: Origin | None) -> tuple[str, int | None] | None:
        return (
            None
            if origin is None or not is_file(origin.path)
            else (relative(origin.path, self._options.root), origin.line)
        )


def _left_out(left: dict[str, int]) -> list[str]:
    """Return a line on the findings that GitHub would not show."""
    more = ", ".join(plural(count, f"more {kind}") for kind, count in left.items() if count)
    if not more:
        return []
    return [f"{more}: GitHub shows {SHOWN} annotations of a kind and step. Write a report to a file to see all."]


def _command(kind: str, place: tuple[str, int | None] | None, title: str, message: str) -> str:
    """Return a workflow command; nothing in a text can end it or begin another."""
    path, line = place or (None, None)
    given = {"file": path and oneline(path), "line": str(line) if line else None, "title": title}
    properties = ",".join(f"{name}={_property(value)}" for name, value in given.items() if value)
    return f"::{kind} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
