"""The words of conditions: what can be asked of a result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from tqcheck.model import Result, Severity


class Kind(Enum):
    """What a value is, in words of an error message."""

    NUMBER = "a number"
    TEXT = "a text"
    LIST = "a list"
    TRUTH = "true or false"
    SEVERITY = "a severity"


Value = Callable[[Result], Any]


class Made(NamedTuple):
    """A value that is known when a result is."""

    kind: Kind
    of: Value


def _ratio(result: Result) -> float | None:
    source = result.segment.source
    return len(result.segment.target) / len(source) if source else None


def _worst(result: Result) -> int:
    return max((f.severity.rank for f in result.findings), default=-1)


def _rank(severity: Severity) -> Made:
    return Made(Kind.SEVERITY, lambda _: severity.rank)


NAMES: Mapping[str, Made] = {
    "risk": Made(Kind.NUMBER, lambda r: r.verdict.risk),
    "ratio": Made(Kind.NUMBER, _ratio),
    "codes": Made(Kind.LIST, lambda r: [f.code for f in r.findings]),
    "names": Made(Kind.LIST, lambda r: [f.name for f in r.findings]),
    "severities": Made(Kind.LIST, lambda r: [f.severity.value for f in r.findings]),
    "worst": Made(Kind.SEVERITY, _worst),
    **{severity.value: _rank(severity) for severity in Severity},
    "source": Made(Kind.TEXT, lambda r: r.segment.source or ""),
    "target": Made(Kind.TEXT, lambda r: r.segment.target),
    "source_lang": Made(Kind.TEXT, lambda r: r.segment.source_lang or ""),
    "target_lang": Made(Kind.TEXT, lambda r: r.segment.target_lang or ""),
    "id": Made(Kind.TEXT, lambda r: r.segment.id),
    "document": Made(Kind.TEXT, lambda r: r.segment.document or ""),
    "note": Made(Kind.TEXT, lambda r: r.segment.note or ""),
}
"""`ratio` is that of the lengths, target to source, in characters; `worst` is below `info` where nothing was found."""
FUNCTIONS: Mapping[str, tuple[frozenset[Kind], Kind, Callable[[Any], Any]]] = {
    "len": (frozenset({Kind.TEXT, Kind.LIST}), Kind.NUMBER, len),
    "words": (frozenset({Kind.TEXT}), Kind.NUMBER, lambda text: len(text.split())),
    "lower": (frozenset({Kind.TEXT}), Kind.TEXT, str.lower),
}
"""What they take, what they give, and how."""
