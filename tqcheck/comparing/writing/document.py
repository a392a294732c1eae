"""`json`: one document with every measure, every count and every segment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TextIO

from tqcheck import __version__
from tqcheck.comparing.changes import Change
from tqcheck.comparing.comparison import Comparison
from tqcheck.comparing.counts import KINDS
from tqcheck.comparing.measures import Measure
from tqcheck.comparing.writing import Style
from tqcheck.model import Result
from tqcheck.reporters import records


def write(comparison: Comparison, out: TextIO, _style: Style) -> None:
    """Write the document, a segment a line."""
    head = {
        "winner": comparison.winner,
        "verdict": comparison.verdict,
        "decided_by": comparison.decided_by.key,
        "alpha": comparison.alpha,
        "names": {"a": comparison.names[0], "b": comparison.names[1]},
        "compared": len(comparison.changes),
        "worse": len(comparison.worse()),
        "better": len(comparison.better()),
        "incomplete": comparison.incomplete,
        "measures": [_measure(m, significant=comparison.significant(m)) for m in comparison.measures],
        "counts": {kind: [_count(c) for c in comparison.counts(kind)] for kind in KINDS},
        "notes": comparison.notes,
    }
    out.write(f'{{"tqcheck_comparison":"{__version__}",{_members(head)},"segments":[')
    out.write(",".join(f"\n{_change(c)}" for c in comparison.changes))
    alone = (("only_a", comparison.only_a), ("only_b", comparison.only_b))
    out.writelines(f'\n],"{name}":[' + ",".join(map(_alone, only)) for name, only in alone)
    out.write(f'\n],"signature":{records.string(comparison.signature)}}}\n')


def _alone(result: Result) -> str:
    return f"\n{records.full_result(result)}"


def _members(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)[1:-1]


def _measure(measure: Measure, *, significant: bool) -> Mapping[str, object]:
    estimate = measure.estimate
    return {
        "measure": measure.key,
        "label": measure.label,
        "lang": measure.lang,
        "lower_is_better": measure.lower_is_better,
        "segments": measure.segments,
        "a": _rounded(estimate.a),
        "b": _rounded(estimate.b),
        "difference": _rounded(estimate.b - estimate.a),
        "interval": [*map(_rounded, estimate.interval)],
        "interval_a": [*map(_rounded, estimate.interval_a)],
        "interval_b": [*map(_rounded, estimate.interval_b)],
        "p": _rounded(estimate.p),
        "p_sacrebleu": _rounded(estimate.p_sacrebleu),
        "better": measure.better,
        "significant": significant,
        "signature": measure.signature,
    }


def _count(count: object) -> Mapping[str, object]:
    return {name: getattr(count, name) for name in ("name", "a", "b", "fixed", "new")}


def _change(change: Change) -> str:
    fixed, new = (",".join(map(records.finding, findings)) for findings in (change.fixed, change.new))
    source = change.a.segment.source if change.a.segment.source is not None else change.b.segment.source
    values = {"id": change.a.segment.id, "outcome": change.outcome, "source": source, "reference": change.reference}
    sides = ",".join(f'"{name}":{_side(result)}' for name, result in (("a", change.a), ("b", change.b)))
    return f'{{{_members(values)},{sides},"fixed":[{fixed}],"new":[{new}]}}'


def _side(result: Result) -> str:
    segment = result.segment
    values = {
        "id": segment.id,
        "path": segment.origin.path,
        "line": segment.origin.line,
        "target": segment.target,
        "risk": _rounded(result.verdict.risk),
    }
    return f"{{{_members(values)}}}"


def _rounded(value: float) -> float:
    return round(value, 6)
