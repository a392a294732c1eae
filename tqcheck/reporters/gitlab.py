"""`gitlab`: GitLab's Code Quality, an array of findings. The widget of a merge request compares it by fingerprint."""

from __future__ import annotations

import hashlib
from typing import TextIO

from tqcheck.model import Finding, Origin, Result, Skip, Summary
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.places import relative
from tqcheck.reporters.records import string
from tqcheck.reporters.wording import claim, place_of, unchecked

_NOT_CHECKED = "tqcheck/not-checked"


class GitLabReporter:
    """Writes as results come. Kept are the fingerprints, about 100 bytes a finding: none may stand twice."""

    def __init__(self, out: TextIO, options: ReporterOptions) -> None:
        self._out = out
        self._root = options.root
        # Written with the first finding: where a run cannot begin there is no half document.
        self._before = "["
        self._seen: dict[str, int] = {}

    def add(self, result: Result) -> None:
        """Write what was found in the segment."""
        for finding in result.findings:
            self._finding(finding)

    def skip(self, skip: Skip) -> None:
        """Write what was asked for and not checked, as a blocker; other skips have no place here."""
        if skip.incomplete:
            said = unchecked(skip)
            origin = skip.origin or Origin(path=place_of(skip))
            print_of = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
            self._write(said, _NOT_CHECKED, print_of, "blocker", origin)

    def finish(self, summary: Summary) -> None:  # noqa: ARG002  the protocol's
        """Write the end."""
        self._out.write(f"{self._before.rstrip(',')}\n]\n")

    def _finding(self, finding: Finding) -> None:
        name = f"{finding.code} {finding.name}"
        self._write(claim(finding), name, finding.fingerprint, finding.severity.value, finding.segment.origin)

    def _write(self, said: str, check: str, fingerprint: str, severity: str, origin: Origin) -> None:
        count = self._seen[fingerprint] = self._seen.get(fingerprint, 0) + 1
        unique = fingerprint if count == 1 else f"{fingerprint}-{count}"
        path = string(relative(origin.path, self._root))
        self._out.write(
            f'{self._before}\n{{"description":{string(said)},"check_name":{string(check)},"fingerprint":"{unique}",'
            f'"severity":"{severity}","location":{{"path":{path},"lines":{{"begin":{origin.line or 1}}}}}}}'
        )
        self._before = ","
