"""Reports that `tqcheck check` wrote, read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tqcheck.errors import UnreadableError
from tqcheck.model import Finding, Fix, Origin, Reason, Result, Score, Segment, Severity, Span, Verdict
from tqcheck.opening import Opened

_BEGINS = '{"tqcheck":'
_LINE = {"id", "risk", "scores", "findings"}
_MEND = "Give a file that `tqcheck check --output-format json` wrote."


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A run as a comparison needs it."""

    results: tuple[Result, ...]
    signature: str
    """Empty where the report does not hold it."""
    incomplete: bool
    texts: bool
    """False for a report of lines, which holds no texts."""


def is_report(path: str) -> bool:
    """Tell whether a file is a report of `tqcheck check`, as `json` or `jsonl`. Raises UnreadableError."""
    opened = Opened(path)
    head = opened.head().lstrip()
    if head.startswith(_BEGINS):
        return True
    if not head.startswith('{"id":'):
        return False
    first = _loaded(next((line for _, line, _ in opened.lines() if line.strip()), ""))
    return isinstance(first, dict) and first.keys() >= _LINE and "target" not in first


def saved(path: str) -> Saved:
    """Read a report. Raises UnreadableError when the file is none, or is cut off."""
    if not is_report(path):
        raise UnreadableError("is no report of tqcheck.", path=path, mend=_MEND)
    opened = Opened(path)
    if not opened.head().lstrip().startswith(_BEGINS):
        return _lines(opened)
    with opened.text() as stream:
        document = _loaded(stream.read())
    try:
        assert isinstance(document, dict)
        results = tuple(_result(record, path) for record in document["results"])
        return Saved(
            results=results,
            signature=str(document["signature"]),
            incomplete=bool(document["summary"]["incomplete"]),
            texts=True,
        )
    except (AssertionError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError("is a report that is cut off or was changed.", path=path, mend=_MEND) from error


def _lines(opened: Opened) -> Saved:
    """Read a report of lines; it holds neither signature nor what was skipped."""
    results = []
    for number, line, _ in opened.lines():
        if not line.strip():
            continue
        try:
            results.append(_result(json.loads(line), opened.path))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = "is no line of a report."
            raise UnreadableError(what, path=opened.path, line=number, mend=_MEND) from error
    return Saved(results=tuple(results), signature="", incomplete=False, texts=False)


def _result(record: Mapping[str, Any], path: str) -> Result:
    segment = Segment(
        id=record["id"],
        source=record.get("source"),
        target=record.get("target", ""),
        source_lang=record.get("source_lang"),
        target_lang=record.get("target_lang"),
        reference=record.get("reference"),
        origin=Origin(path=record.get("path", path), line=record.get("line"), key=record.get("key")),
    )
    return Result(
        segment=segment,
        findings=tuple(_finding(f, segment) for f in record["findings"]),
        verdict=Verdict(
            risk=float(record["risk"]),
            because=tuple(Reason(what=r["what"], weight=float(r["weight"])) for r in record.get("because", ())),
        ),
        scores=tuple(Score(scorer=n, value=float(v), raw=float(v)) for n, v in record["scores"].items()),
    )


def _finding(record: Mapping[str, Any], segment: Segment) -> Finding:
    fix = record["fix"]
    return Finding(
        code=record["code"],
        name=record["name"],
        segment=segment,
        severity=Severity(record["severity"]),
        message=record["message"],
        spans=tuple(Span(side=s["side"], start=int(s["start"]), end=int(s["end"])) for s in record["spans"]),
        confidence=float(record["confidence"]),
        evidence=record["evidence"],
        fix=fix and Fix(start=int(fix["start"]), end=int(fix["end"]), replacement=fix["replacement"]),
    )


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
