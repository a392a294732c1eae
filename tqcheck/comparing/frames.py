"""A comparison as data frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tqcheck.comparing.changes import Change, penalty
from tqcheck.comparing.comparison import Comparison
from tqcheck.comparing.counts import KINDS
from tqcheck.errors import UsageError
from tqcheck.extras import library
from tqcheck.model import Finding


def frame(comparison: Comparison, what: str) -> Any:  # noqa: ANN401  of a library that may be missing
    """Return a `pandas.DataFrame` of `segments`, `measures` or `counts`. Raises UsageError for any other word."""
    rows = {
        "segments": lambda: [_segment(c) for c in comparison.changes],
        "measures": lambda: _measures(comparison),
        "counts": lambda: _counts(comparison),
    }
    if what not in rows:
        raise UsageError(f"there is no table {what!r}.", mend=f"It may be {', '.join(rows)}.")
    return library("pandas", purpose="to_pandas()", extra="notebook").DataFrame(rows[what]())


def _segment(change: Change) -> Mapping[str, object]:
    a, b = change.a, change.b
    return {
        "id": a.segment.id,
        "source": a.segment.source if a.segment.source is not None else b.segment.source,
        "target_a": a.segment.target,
        "target_b": b.segment.target,
        "reference": change.reference,
        "outcome": change.outcome,
        "risk_a": a.verdict.risk,
        "risk_b": b.verdict.risk,
        "risk_change": change.risk,
        "penalty_a": penalty(a.findings),
        "penalty_b": penalty(b.findings),
        "fixed": _codes(change.fixed),
        "new": _codes(change.new),
        "source_lang": a.segment.source_lang,
        "target_lang": b.segment.target_lang or a.segment.target_lang,
    }


def _codes(findings: Sequence[Finding]) -> str:
    return ", ".join(f.code for f in findings)


def _measures(comparison: Comparison) -> list[Mapping[str, object]]:
    return [
        {
            "measure": m.key,
            "label": m.label,
            "lang": m.lang,
            "a": m.estimate.a,
            "b": m.estimate.b,
            "difference": m.estimate.b - m.estimate.a,
            "low": m.estimate.interval[0],
            "high": m.estimate.interval[1],
            "p": m.estimate.p,
            "p_sacrebleu": m.estimate.p_sacrebleu,
            "better": m.better,
            "significant": comparison.significant(m),
            "segments": m.segments,
            "signature": m.signature,
        }
        for m in comparison.measures
    ]


def _counts(comparison: Comparison) -> list[Mapping[str, object]]:
    return [
        {"by": kind, "name": c.name, "a": c.a, "b": c.b, "fixed": c.fixed, "new": c.new}
        for kind in KINDS
        for c in comparison.counts(kind)
    ]
