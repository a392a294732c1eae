"""A comparison as HTML for a notebook, in the style of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from tqcheck.comparing.changes import Change
from tqcheck.comparing.comparison import Comparison, chance, number, tables
from tqcheck.comparing.counts import Count
from tqcheck.comparing.measures import Measure
from tqcheck.model import Finding, Result
from tqcheck.notebook.cards import page, severity
from tqcheck.notebook.marks import text
from tqcheck.reporters.visible import oneline

_SHOWN, _ROWS = 5, 10
_NUMBER = ' class="tq-number"'


def html(comparison: Comparison) -> str:
    """Return the verdict, the measures, the counts, and what changed most."""
    named = "" if comparison.names == ("A", "B") else "A {} · B {} · ".format(*comparison.names)
    said = escape(oneline(f"{named}{len(comparison.changes):,} segments in both"))
    return page(
        f'<p><b>{escape(comparison.verdict)}</b><br><span class="tq-label">{said}</span></p>',
        _measures(comparison),
        *(_details(title.capitalize(), _counts(rows)) for title, _, rows in tables(comparison)),
        *_changes("Worse in B", comparison.worse()),
        *_changes("Better in B", comparison.better()),
        *_notes(comparison),
    )


def _measures(comparison: Comparison) -> str:
    head = ("", "A", "B", "B − A", "95 % interval", "p", "better")
    rows = (_measure(m, significant=comparison.significant(m)) for m in comparison.measures)
    return _table(head, rows)


def _measure(measure: Measure, *, significant: bool) -> Sequence[str]:
    e = measure.estimate
    low, high = (number(measure, v, signed=True) for v in e.interval)
    values = (number(measure, e.a), number(measure, e.b), number(measure, e.b - e.a, signed=True))
    better = (measure.better or "").upper() if significant else "no significant difference"
    return (
        f"{measure.label} {'↓' if measure.lower_is_better else '↑'}",
        *values,
        f"{low} … {high}",
        chance(e.p),
        better,
    )


def _counts(rows: Sequence[Count]) -> str:
    cells = ((oneline(c.name), *(f"{n:,}" for n in (c.a, c.b, c.fixed, c.new))) for c in rows[:_ROWS])
    return _table(("", "A", "B", "fixed", "new"), cells)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    titles = "".join(f'<th scope="col"{_NUMBER if n else ""}>{escape(cell)}</th>' for n, cell in enumerate(head))
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{_NUMBER}>{escape(c)}</td>" for c in row[1:])
        + "</tr>"
        for row in rows
    )
    return f'<table class="tq-table"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'


def _changes(title: str, changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        of = f", the first {_SHOWN}" if len(changes) > _SHOWN else ""
        yield _details(f"{title}: {len(changes):,} segments{of}", "".join(map(_change, changes[:_SHOWN])))


def _change(change: Change) -> str:
    a, b = change.a, change.b
    head = f"<b>{escape(oneline(b.segment.id))}</b><span>risk {a.verdict.risk:.2f} → {b.verdict.risk:.2f}</span>"
    source = a.segment if a.segment.source is not None else b.segment
    parts = [f"<div>{text(source, 'source')}</div>"] if source.source else []
    sides = (_side(name, r, f) for name, r, f in (("A", a, change.fixed), ("B", b, change.new)))
    parts.append(f'<div class="tq-sides">{"".join(sides)}</div>')
    claims = [_claim("new", f) for f in change.new] + [_claim("fixed", f) for f in change.fixed]
    listed = f"<ul>{''.join(claims)}</ul>" if claims else ""
    return f'<div class="tq-card"><div class="tq-head">{head}</div>{"".join(parts)}{listed}</div>'


def _side(name: str, result: Result, findings: tuple[Finding, ...]) -> str:
    shown = text(result.segment, "target", findings) if result.segment.target else "(no text)"
    return f'<div><span class="tq-label">{name}</span> {shown}</div>'


def _claim(sign: str, finding: Finding) -> str:
    said = f'{escape(oneline(finding.message))} <span class="tq-label">{escape(finding.code)}</span>'
    return f"<li>{sign} {severity(finding.severity.value)} {said}</li>"


def _notes(comparison: Comparison) -> Iterator[str]:
    if comparison.notes:
        items = "".join(f"<li>{escape(oneline(note))}</li>" for note in comparison.notes)
        yield f'<ul class="tq-label">{items}</ul>'


def _details(title: str, body: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{body}</details>"
