"""`markdown`: for a comment on a pull request, short above and the segments folded below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from tqcheck.comparing.changes import Change
from tqcheck.comparing.comparison import Comparison, chance, number, tables
from tqcheck.comparing.counts import Count
from tqcheck.comparing.measures import Measure
from tqcheck.comparing.writing import Style
from tqcheck.model import Finding
from tqcheck.reporters.excerpts import bracketed
from tqcheck.reporters.visible import oneline

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~@&]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "@<!-- -->"}
"""An `@` would call whoever has the name that follows."""
_ROWS = 10
"""Of a table of counts, what changed most."""


def write(comparison: Comparison, out: TextIO, style: Style) -> None:
    """Write the comment."""
    lines = [_verdict(comparison)] if style.quiet else _lines(comparison, style)
    out.writelines(f"{line}\n" for line in lines)


def _lines(comparison: Comparison, style: Style) -> Iterator[str]:
    a, b = map(plain, comparison.names)
    yield "### tqcheck compare"
    yield ""
    yield _verdict(comparison)
    yield ""
    yield f"A: {a} · B: {b} · {len(comparison.changes):,} segments in both"
    yield ""
    yield from _measures(comparison)
    for title, _, rows in tables(comparison):
        yield from _counts(title, rows)
    for outcome, changes in (("Worse", comparison.worse()), ("Better", comparison.better())):
        yield from _changes(outcome, changes, style.limit)
    if comparison.notes:
        yield from ("", *(f"- {plain(note)}" for note in comparison.notes))
    yield from ("", f"<sub>{plain(comparison.signature)}</sub>")


def _verdict(comparison: Comparison) -> str:
    return f"**{plain(comparison.verdict)}**"


def _measures(comparison: Comparison) -> Iterator[str]:
    referred = any(m.signature for m in comparison.measures)
    yield f"| | A | B | B − A | 95 % interval | p |{' p (sacrebleu) |' if referred else ''}"
    yield f"|---|--:|--:|--:|:-:|--:|{'--:|' if referred else ''}"
    for measure in comparison.measures:
        yield _measure(measure, significant=comparison.significant(measure), referred=referred)
    signatures = [f"{m.label} {m.signature}" for m in comparison.measures if m.signature]
    if signatures:
        yield from ("", f"<sub>{'<br>'.join(map(plain, signatures))}</sub>")


def _measure(measure: Measure, *, significant: bool, referred: bool) -> str:
    e = measure.estimate
    low, high = (number(measure, v, signed=True) for v in e.interval)
    p = f"**{chance(e.p)}**" if significant else chance(e.p)
    label = plain(measure.label)
    arrow = "↓" if measure.lower_is_better else "↑"
    last = f" {chance(e.p_sacrebleu) if measure.signature else ''} |" if referred else ""
    return (
        f"| {label} {arrow} | {number(measure, e.a)} | {number(measure, e.b)} "
        f"| {number(measure, e.b - e.a, signed=True)} | {low} … {high} | {p} |{last}"
    )


def _counts(title: str, rows: Sequence[Count]) -> Iterator[str]:
    yield from ("", f"| {title} | A | B | fixed | new |", "|---|--:|--:|--:|--:|")
    yield from (f"| {plain(c.name)} | {c.a:,} | {c.b:,} | {c.fixed:,} | {c.new:,} |" for c in rows[:_ROWS])
    if len(rows) > _ROWS:
        yield f"| and {len(rows) - _ROWS:,} more | | | | |"


def _changes(title: str, changes: Sequence[Change], limit: int | None) -> Iterator[str]:
    shown = changes[:limit]
    if not shown:
        return
    of = f", {len(shown):,} of them here" if len(shown) < len(changes) else ""
    yield from ("", f"<details><summary>{title} in B: {len(changes):,} segments{of}</summary>", "")
    for change in shown:
        yield from _change(change)
    yield "</details>"


def _change(change: Change) -> Iterator[str]:
    a, b = change.a, change.b
    yield f"- **{plain(str(b.segment.origin))}** · risk {a.verdict.risk:.2f} → {b.verdict.risk:.2f}"
    source = a.segment.source if a.segment.source is not None else b.segment.source
    if source:
        yield f"  - {plain(source)}"
    for name, result, findings in (("A", a, change.fixed), ("B", b, change.new)):
        if result.segment.target:
            yield f"  - {name}: {plain(bracketed(result.segment.target, findings, side='target'))}"
    yield from (f"  - fixed: {_finding(f)}" for f in change.fixed)
    yield from (f"  - new: {_finding(f)}" for f in change.new)


def _finding(finding: Finding) -> str:
    return f"{finding.severity.value} {finding.code} {plain(finding.message)}"


def plain(text: str) -> str:
    """Return `text` on one line, with all that Markdown, HTML or GitHub would take for its own made harmless."""
    return _SPECIAL.sub(_harmless, oneline(text))


def _harmless(match: re.Match[str]) -> str:
    character = match.group()
    return _ENTITIES.get(character, f"\\{character}")
