"""Results as columns of short values: what the page filters and sorts by, and apart from it what it shows.

A finding is `[check, rank of its severity, confidence in %, message, evidence, spans, fix, advice]`; spans are
`[0 source or 1 target, start, end, …]` and a fix is `[start, end, replacement]`, both in code points, or 0 for none. A
finding set aside has `[…, by, reason]` besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from tqcheck.model import Aside, Finding, Result, Segment
from tqcheck.reporters.advice import advice

Columns = dict[str, list[Any]]

_ROWS, _INDEX = 500, 8_000
"""Segments a block: texts in small ones, for the worst of a run stand all over it; the index is read as a whole."""
_LEAST_WEIGHT = 0.005
"""Reasons of less weight than half a per cent are not told."""


class Numbers:
    """Names that come again and again, as numbers in the order of their first appearance."""

    def __init__(self) -> None:
        self.checks: dict[tuple[str, str], int] = {}
        self.files: dict[str, int] = {}
        self.languages: dict[tuple[str | None, str | None], int] = {}
        self.names: dict[str, int] = {}
        """Scorers, and what reasons are made of."""

    def check(self, finding: Finding) -> int:
        """Return the number of the finding's check."""
        return self.checks.setdefault((finding.code, finding.name), len(self.checks))

    def file(self, segment: Segment) -> int:
        """Return the number of the segment's file."""
        return self.files.setdefault(segment.origin.path, len(self.files))

    def pair(self, segment: Segment) -> int:
        """Return the number of the segment's pair of languages."""
        return self.languages.setdefault((segment.source_lang, segment.target_lang), len(self.languages))

    def name(self, name: str) -> int:
        """Return the number of a scorer, or of what a reason is made of."""
        return self.names.setdefault(name, len(self.names))


class _Block:
    """Columns that grow until they are written."""

    kind: ClassVar[str]
    names: ClassVar[tuple[str, ...]]
    size: ClassVar[int]
    """Segments, from which on it is to be written."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._columns = self._empty()
        self.count = 0

    @property
    def full(self) -> bool:
        """Whether the block is to be written now."""
        return self.count >= self.size

    def taken(self) -> Columns:
        """Return the block, and begin the next one."""
        taken, self._columns, self.count = self._columns, self._empty(), 0
        return taken

    def _empty(self) -> Columns:
        return {name: [] for name in self.names}


class Index(_Block):
    """Risk in ten-thousandths, file, languages, and the findings of each segment as `check * 4 + rank`."""

    kind = "index"
    names = ("risk", "file", "languages", "count", "found", "asides", "aside")
    size = _INDEX

    def add(self, result: Result) -> None:
        """Take the next segment."""
        columns = self._columns
        columns["risk"].append(round(10_000 * result.verdict.risk))
        columns["file"].append(self._numbers.file(result.segment))
        columns["languages"].append(self._numbers.pair(result.segment))
        columns["count"].append(len(result.findings))
        columns["found"] += map(self._short, result.findings)
        columns["asides"].append(len(result.aside))
        columns["aside"] += (self._short(aside.finding) for aside in result.aside)
        self.count += 1

    def _short(self, finding: Finding) -> int:
        return 4 * self._numbers.check(finding) + finding.severity.rank


class Rows(_Block):
    """The texts of each segment, where it stands, and `more`: what only some segments have."""

    kind = "rows"
    names = ("id", "source", "target", "line", "key", "more")
    size = _ROWS

    def add(self, result: Result) -> None:
        """Take the next segment."""
        segment, columns = result.segment, self._columns
        columns["id"].append(segment.id)
        columns["source"].append(segment.source)
        columns["target"].append(segment.target)
        columns["line"].append(segment.origin.line)
        columns["key"].append(segment.origin.key if segment.origin.key != segment.id else None)
        columns["more"].append(self._more(result) or 0)
        self.count += 1

    def _more(self, result: Result) -> dict[str, Any]:
        segment, back = result.segment, result.back
        told = {
            "findings": [self._finding(finding) for finding in result.findings],
            "aside": [self._aside(aside) for aside in result.aside],
            "because": self._weighed((r.what, r.weight) for r in result.verdict.because if r.weight >= _LEAST_WEIGHT),
            "scores": self._weighed((score.scorer, score.value) for score in result.scores),
            "back": [back.text, back.by, back.confidence] if back else None,
            "document": segment.document if segment.document != segment.origin.path else None,
            "note": segment.note,
            "variant": segment.variant,
            "state": segment.state,
            "longest": segment.max_length,
            "alignment": segment.alignment,
        }
        return {name: value for name, value in told.items() if value or value == 0}

    def _finding(self, finding: Finding) -> list[Any]:
        spans = [number for s in finding.spans for number in (int(s.side == "target"), s.start, s.end)]
        fix = [finding.fix.start, finding.fix.end, finding.fix.replacement] if finding.fix else 0
        confidence = round(100 * finding.confidence)
        return [
            self._numbers.check(finding),
            finding.severity.rank,
            confidence,
            finding.message,
            finding.evidence,
            spans,
            fix,
            advice(finding),
        ]

    def _aside(self, aside: Aside) -> list[Any]:
        return [*self._finding(aside.finding), aside.by, aside.reason]

    def _weighed(self, values: Iterable[tuple[str, float]]) -> list[int]:
        """Return names and values one after the other; values in thousandths."""
        return [number for name, value in values for number in (self._numbers.name(name), round(1000 * value))]
