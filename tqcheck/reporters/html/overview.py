"""What the page says of the whole run: counts for its charts, names, what was not checked."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tqcheck import __version__
from tqcheck.lang.writing import right_to_left
from tqcheck.model import Result, Severity, Shared, Skip, Summary
from tqcheck.reporters.counts import Budget, Counts, judgement
from tqcheck.reporters.html.columns import Numbers
from tqcheck.reporters.sharing import where
from tqcheck.reporters.skips import sentence

BINS = 20
"""Of the histogram of risks; the last one holds a risk of 1 too."""


class Overview:
    """Counts results while they pass by."""

    def __init__(self, numbers: Numbers, budget: Budget | None = None) -> None:
        self._numbers, self._budget = numbers, budget
        self._counts = Counts()
        self._risks = [[0, 0] for _ in range(BINS)]
        self._languages: dict[tuple[str | None, str | None], Counter[Severity]] = {}
        self._scorers: dict[str, None] = {}
        self._incomplete = 0

    def add(self, result: Result) -> None:
        """Count one segment."""
        segment = result.segment
        self._counts.add(result)
        self._risks[min(int(result.verdict.risk * BINS), BINS - 1)][bool(result.findings)] += 1
        found = self._languages.setdefault((segment.source_lang, segment.target_lang), Counter())
        found.update(finding.severity for finding in result.findings)
        self._scorers.update((score.scorer, None) for score in result.scores)

    def skip(self, skip: Skip) -> None:
        """Count something that was not checked."""
        self._incomplete += skip.incomplete

    def table(self, summary: Summary) -> dict[str, Any]:
        """Return it as the page reads it; findings are counted by rank of severity, info first."""
        counts, numbers = self._counts, self._numbers
        said = {"incomplete": self._incomplete, "left_out": summary.left_out}
        judged = judgement(counts, **said, budget=self._budget)
        return {
            "version": __version__,
            "segments": counts.segments,
            "verdict": [judged.sign, judged.sentence],
            "risks": self._risks,
            "severities": _ranks(counts.severities),
            "checks": [[*key, _ranks(counts.checks.get(key, Counter()))] for key in numbers.checks],
            "files": [[path, _ranks(counts.files[path])] for path in numbers.files],
            "languages": [
                [*map(_tag, pair), counts.languages[pair], _ranks(self._languages[pair])] for pair in numbers.languages
            ],
            "names": list(numbers.names),
            "scorers": list(self._scorers),
            "skips": [[int(skip.incomplete), sentence(skip)] for skip in summary.skipped],
            "skipped": summary.skips,
            "incomplete": summary.incomplete,
            "aside": summary.aside,
            "left_out": summary.left_out,
            "shared": [self._shared(shared) for shared in summary.shared],
            "fixed": list(summary.fixed),
            "signature": summary.signature,
            "seconds": round(summary.seconds, 2),
        }

    def _shared(self, shared: Shared) -> list[Any]:
        check = self._numbers.checks[shared.code, shared.name]
        return [check, shared.severity.rank, str(shared.origin), shared.source, shared.message, where(shared)]


def _ranks(found: Counter[Severity]) -> list[int]:
    return [found[severity] for severity in Severity]


def _tag(tag: str | None) -> list[Any]:
    """Return the tag, and 1 when it is written from right to left."""
    return [tag, int(bool(tag) and right_to_left(str(tag)))]
