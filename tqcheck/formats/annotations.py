"""What an annotated copy says of a segment, and a segment as a flat record that a reader takes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from tqcheck.model import Finding, Result, Segment

# Valid inside JSON strings, but line ends to many readers of lines.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def risk(result: Result) -> float:
    """Return the risk, 0..1, to four places."""
    return round(result.verdict.risk, 4)


def codes(result: Result) -> list[str]:
    """Return the codes of the findings, each once, in order."""
    return list(dict.fromkeys(f.code for f in result.findings))


def findings(result: Result) -> list[Mapping[str, object]]:
    """Return the findings as they stand in JSON."""
    return [_finding(f) for f in result.findings]


def to_json(value: object) -> str:
    """Return `value` as JSON on one line, whatever a reader takes for the end of a line."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)


def record(segment: Segment) -> dict[str, object]:
    """Return the fields of a segment that say something, by the names that readers know.

    Inline codes are left out: they stand in the text already.
    """
    fields = {
        "id": segment.id, "source": segment.source, "target": segment.target, "source_lang": segment.source_lang,
        "target_lang": segment.target_lang, "note": segment.note, "reference": segment.reference,
        "document": segment.document, "max_length": segment.max_length, "state": segment.state,
        "key": segment.origin.key, "variant": segment.variant, "syntax": sorted(segment.syntax),
        "ignore": sorted(segment.ignore),
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _finding(finding: Finding) -> Mapping[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        "spans": [asdict(s) for s in finding.spans],
        "evidence": finding.evidence,
        "fix": finding.fix and asdict(finding.fix),
    }
