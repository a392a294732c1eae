"""`checkstyle`: XML that Jenkins' Warnings, reviewdog and many other tools read."""

from __future__ import annotations

from typing import TextIO

from tqcheck.model import Finding, Result, Severity, Skip, Summary
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.places import relative
from tqcheck.reporters.wording import claim, place_of, unchecked
from tqcheck.reporters.xml_text import attribute

_SEVERITIES = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.INFO: "info"}
_BEGIN = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n'


class CheckstyleReporter:
    """Writes as results come; nothing is kept. Files without findings are named too: they were checked."""

    def __init__(self, out: TextIO, options: ReporterOptions) -> None:
        self._out = out
        self._root = options.root
        # Written with the first result: where a run cannot begin there is no half document.
        self._before = _BEGIN
        self._file: str | None = None

    def add(self, result: Result) -> None:
        """Write what was found in the segment."""
        self._turn_to(result.segment.origin.path)
        for finding in result.findings:
            self._out.write(_error(finding))

    def skip(self, skip: Skip) -> None:
        """Write what was not checked: an error if it was asked for, a remark otherwise."""
        self._turn_to(place_of(skip))
        line = skip.origin.line if skip.origin else None
        severity = "error" if skip.incomplete else "info"
        self._out.write(_element(line, severity, unchecked(skip), "tqcheck.not-checked"))

    def finish(self, summary: Summary) -> None:  # noqa: ARG002  the protocol's
        """Write the end."""
        end = "" if self._file is None else "</file>\n"
        self._out.write(f"{self._before}{end}</checkstyle>\n")

    def _turn_to(self, path: str) -> None:
        if path == self._file:
            return
        end = "" if self._file is None else "</file>\n"
        self._out.write(f"{self._before}{end}<file name={attribute(relative(path, self._root))}>\n")
        self._before, self._file = "", path


def _error(finding: Finding) -> str:
    severity = _SEVERITIES[finding.severity]
    return _element(finding.segment.origin.line, severity, claim(finding), f"tqcheck.{finding.code}.{finding.name}")


def _element(line: int | None, severity: str, message: str, source: str) -> str:
    place = f' line="{line}"' if line else ""
    return f'<error{place} severity="{severity}" message={attribute(message)} source={attribute(source)}/>\n'
