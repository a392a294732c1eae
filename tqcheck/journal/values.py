"""What became of a segment, as JSON and back. The segment itself is not in it: the files have it."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from tqcheck.model import (
    Aside,
    BackTranslation,
    Finding,
    Fix,
    Origin,
    Reason,
    Result,
    Score,
    Segment,
    Severity,
    Skip,
    Span,
    Verdict,
)
from tqcheck.panel import Judged

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (Aside, BackTranslation, Finding, Fix, Judged, Origin, Reason, Result, Score, Skip, Span, Verdict)
}
_KIND, _SET, _SEVERITY = "", "set", "severity"


def encoded(value: object) -> Any:  # noqa: ANN401  whatever JSON has
    """Return a value as JSON has it: fields that are as always are left out, and so is the segment."""
    if is_dataclass(value):
        return {_KIND: type(value).__name__, **{f.name: encoded(v) for f, v in _told(value)}}
    if isinstance(value, tuple):
        return list(map(encoded, value))
    if isinstance(value, frozenset):
        return {_KIND: _SET, "of": sorted(value)}
    return {_KIND: _SEVERITY, "is": value.value} if isinstance(value, Severity) else value


def decoded(value: Any, segment: Segment | None = None) -> Any:  # noqa: ANN401  likewise
    """Return the value again. Raises KeyError, TypeError or ValueError for what `encoded` did not make."""
    if isinstance(value, list):
        return tuple(decoded(each, segment) for each in value)
    if not isinstance(value, dict):
        return value
    given = dict(value)
    name = given.pop(_KIND)
    if name == _SET:
        return frozenset(given["of"])
    if name == _SEVERITY:
        return Severity(given["is"])
    kind = _KINDS[name]
    if any(field.name == "segment" for field in fields(kind)):
        return kind(segment=segment, **{key: decoded(each, segment) for key, each in given.items()})
    return kind(**{key: decoded(each, segment) for key, each in given.items()})


def _told(value: Any) -> list[tuple[Field[Any], object]]:  # noqa: ANN401  any dataclass
    pairs = [(f, getattr(value, f.name)) for f in fields(value) if f.name != "segment"]
    return [(f, v) for f, v in pairs if f.default is MISSING or v != f.default]
