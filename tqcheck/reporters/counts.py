"""What is counted while results pass by, and the verdict in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from tqcheck.model import Result, Severity

SEVERITIES = sorted(Severity, key=lambda s: -s.rank)
"""The worst first."""
_WORK = [s for s in SEVERITIES if s is not Severity.INFO]


class Counts:
    """Counts of results; memory grows with checks and files, not with segments."""

    def __init__(self) -> None:
        self.segments = self.with_findings = self.flagged = 0
        self.checks: dict[tuple[str, str], Counter[Severity]] = {}
        self.files: dict[str, Counter[Severity]] = {}
        self.severities: Counter[Severity] = Counter()
        self.languages: Counter[tuple[str | None, str | None]] = Counter()

    def add(self, result: Result) -> None:
        """Count one segment. One whose findings are all of severity info needs no work."""
        self.segments += 1
        segment = result.segment
        self.languages[segment.source_lang, segment.target_lang] += 1
        by_file = self.files.setdefault(segment.origin.path, Counter())
        for finding in result.findings:
            by_file[finding.severity] += 1
            self.checks.setdefault((finding.code, finding.name), Counter())[finding.severity] += 1
            self.severities[finding.severity] += 1
        self.with_findings += bool(result.findings)
        self.flagged += any(f.severity is not Severity.INFO for f in result.findings)

    def take(self, others: Counts) -> None:
        """Add what was counted of other segments."""
        self.segments += others.segments
        self.with_findings += others.with_findings
        self.flagged += others.flagged
        self.severities.update(others.severities)
        self.languages.update(others.languages)
        _take(self.checks, others.checks)
        _take(self.files, others.files)


_Key = TypeVar("_Key")


def _take(mine: dict[_Key, Counter[Severity]], theirs: Mapping[_Key, Counter[Severity]]) -> None:
    for key, counted in theirs.items():
        mine.setdefault(key, Counter()).update(counted)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A whole run in one sentence."""

    sign: str
    """✗ for work to do, ✓ for none, ! where something stayed unchecked."""
    sentence: str

    def __str__(self) -> str:
        return f"{self.sign} {self.sentence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many findings are no failure yet."""

    fail_on: Severity
    """From which severity they count."""
    most: int | None = None
    """None: any number, as far as `rate` lets it."""
    rate: Fraction | None = None
    """Of the segments; None: any share."""

    def sentence(self, counts: Counts) -> tuple[str, bool]:
        """Return what counts against what is allowed, and whether it is kept."""
        found = sum(count for severity, count in counts.severities.items() if severity >= self.fail_on)
        kept = (self.most is None or found <= self.most) and (self.rate is None or found <= self.rate * counts.segments)
        allowed = [] if self.most is None else [f"{self.most:,}"]
        if self.rate is not None:
            allowed.append(f"{float(self.rate * 1000):g} in 1,000 segments")
        which = "findings" if self.fail_on is Severity.INFO else f"of severity {self.fail_on.value} or worse"
        inside = "within" if kept else "over"
        return f"{found:,} {which}: {inside} the budget of {' and '.join(allowed)}.", kept


def judgement(counts: Counts, *, incomplete: int, left_out: int = 0, budget: Budget | None = None) -> Judgement:
    """Return the whole run in one sentence, and a second one where there is a budget.

    `incomplete` things could not be checked, unchanged ones were left out.
    """
    missing = f" {plural(incomplete, 'thing')} could not be checked." if incomplete else ""
    if counts.flagged:
        kinds = ", ".join(f"{counts.severities[s]:,} {s.value}" for s in _WORK if counts.severities[s])
        need = "needs" if counts.flagged == 1 else "need"
        what = f"{counts.flagged:,} of {plural(counts.segments, 'segment')} {need} work: {kinds}."
        spent, kept = budget.sentence(counts) if budget else ("", False)
        sign = "✗" if not kept else "!" if missing else "✓"
        return Judgement(sign, " ".join(filter(None, (what, spent))) + missing)
    if not counts.segments and left_out and not missing:
        return Judgement("✓", f"Nothing changed: {plural(left_out, 'segment')} left out.")
    if not counts.segments:
        return Judgement("!", f"No segment was checked.{missing}")
    remarks = f" ({plural(counts.severities[Severity.INFO], 'remark')}.)" if counts.severities else ""
    sentence = f"Nothing to mend in {plural(counts.segments, 'segment')}.{remarks}{missing}"
    return Judgement("!" if missing else "✓", sentence)


def plural(count: int, noun: str) -> str:
    """Return `1 file`, `2 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
