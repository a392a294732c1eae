"""Findings of both systems, counted by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tqcheck.comparing.changes import Change
from tqcheck.model import Finding, Severity

Kind = Literal["category", "severity", "check", "language"]
KINDS: tuple[Kind, ...] = ("category", "severity", "check", "language")
_UNKNOWN = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many findings of one kind there are."""

    name: str
    """A dimension of MQM, a severity, a check's code and name, or a pair of languages."""
    a: int
    b: int
    fixed: int
    """Of A and not in B."""
    new: int
    """Of B and not in A."""


def counted(changes: Sequence[Change], kind: Kind) -> tuple[Count, ...]:
    """Return the counts by one property, what changed most first; severities from the worst."""
    name = _NAMES[kind]
    a, b = (_tally((f for c in changes for f in getattr(c, side).findings), name) for side in "ab")
    fixed = _tally((f for c in changes for f in c.fixed), name)
    new = _tally((f for c in changes for f in c.new), name)
    counts = [Count(name=n, a=a[n], b=b[n], fixed=fixed[n], new=new[n]) for n in dict.fromkeys((*a, *b))]
    if kind == "severity":
        return tuple(sorted(counts, key=lambda c: -Severity(c.name).rank))
    return tuple(sorted(counts, key=lambda c: (-abs(c.b - c.a), -(c.fixed + c.new), -(c.a + c.b), c.name)))


def _tally(findings: Iterable[Finding], name: Callable[[Finding], str]) -> Counter[str]:
    return Counter(map(name, findings))


def _category(finding: Finding) -> str:
    return _dimensions().get(finding.code, _UNKNOWN)


@cache
def _dimensions() -> Mapping[str, str]:
    from tqcheck.checks import rules  # noqa: PLC0415  loads every check: a report that is read needs none

    return {rule.code: rule.mqm.partition("/")[0] for rule in rules()}


def _languages(finding: Finding) -> str:
    return " → ".join(tag or "?" for tag in (finding.segment.source_lang, finding.segment.target_lang))


_NAMES: Mapping[Kind, Callable[[Finding], str]] = {
    "category": _category,
    "severity": lambda f: f.severity.value,
    "check": lambda f: f"{f.code} {f.name}",
    "language": _languages,
}
