"""`text`: for people, what became worse first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tqcheck.comparing.changes import Change
from tqcheck.comparing.comparison import Comparison, chance, number, tables
from tqcheck.comparing.counts import Count
from tqcheck.comparing.measures import Measure
from tqcheck.comparing.writing import Style
from tqcheck.model import Finding, Result
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.text import console
from tqcheck.reporters.text.marks import STYLES, marked
from tqcheck.reporters.visible import oneline

_ROWS = 12
"""Of a table of counts, what changed most."""
_PADDING = re.compile(r" +$", re.MULTILINE)


def write(comparison: Comparison, out: TextIO, style: Style) -> None:
    """Write the report."""
    screen = console(out, ReporterOptions(colour=style.colour))
    parts = (_verdict(comparison),) if style.quiet else _parts(comparison, style)
    for part in parts:
        _print(part, screen, out)


def _print(part: RenderableType, screen: Console, out: TextIO) -> None:
    with screen.capture() as drawn:
        screen.print(part)
    out.write(_PADDING.sub("", drawn.get()))


def _parts(comparison: Comparison, style: Style) -> Iterator[RenderableType]:
    yield _heading(comparison)
    for title, changes in (("Worse in B", comparison.worse()), ("Better in B", comparison.better())):
        yield from _changes(title, changes, style)
    yield Text()
    yield _outcomes(comparison)
    yield Text()
    yield _measures(comparison)
    for title, _, rows in tables(comparison):
        yield Text()
        yield _counts(title, rows)
    yield from _signatures(comparison.measures)
    if comparison.notes:
        yield Text("\nNotes", "bold")
        yield from (Text(f"· {oneline(note)}", "dim") for note in comparison.notes)
    yield Text()
    yield _verdict(comparison)
    yield Text(comparison.signature, "dim")


def _heading(comparison: Comparison) -> Text:
    a, b = map(oneline, comparison.names)
    said = f" · A {a} · B {b} · {len(comparison.changes):,} segments in both"
    return Text.assemble(("tqcheck compare", "bold"), (said, "dim"))


def _outcomes(comparison: Comparison) -> Text:
    worse, better = len(comparison.worse()), len(comparison.better())
    same = len(comparison.changes) - worse - better
    return Text(f"{worse:,} worse in B · {better:,} better · {same:,} alike", "dim")


def _verdict(comparison: Comparison) -> Text:
    sign, style = {"a": ("✗", "bold red"), "b": ("✓", "bold green"), None: ("=", "bold")}[comparison.winner]
    return Text(f"{sign} {oneline(comparison.verdict)}", style)


def _measures(comparison: Comparison) -> Table:
    referred = any(m.signature for m in comparison.measures)
    table = _table("", "A", "B", "B − A", f"{100 * comparison.sampling.level:.0f} % interval", "p")
    if referred:
        table.add_column("p (sacrebleu)", justify="right")
    table.add_column("better")
    for measure in comparison.measures:
        table.add_row(*_measure(measure, significant=comparison.significant(measure), referred=referred))
    return table


def _measure(measure: Measure, *, significant: bool, referred: bool) -> list[Text]:
    e = measure.estimate
    low, high = (number(measure, v, signed=True) for v in e.interval)
    arrow = "↓" if measure.lower_is_better else "↑"
    winner = (measure.better or "").upper() if significant else "·"
    cells = [
        Text.assemble(measure.label, (f" {arrow}", "dim")),
        Text(number(measure, e.a)),
        Text(number(measure, e.b)),
        Text(number(measure, e.b - e.a, signed=True)),
        Text(f"{low} … {high}", "dim"),
        Text(chance(e.p), "bold" if significant else "dim"),
    ]
    if referred:
        cells.append(Text(chance(e.p_sacrebleu) if measure.signature else "", "dim"))
    return [*cells, Text(winner, "bold" if significant else "dim")]


def _counts(title: str, rows: Sequence[Count]) -> Table:
    table = _table(title, "A", "B", "fixed", "new")
    for count in rows[:_ROWS]:
        cells = (count.a, count.b, count.fixed, count.new)
        table.add_row(oneline(count.name), *(Text(f"{n:,}") if n else Text("·", "dim") for n in cells))
    if len(rows) > _ROWS:
        table.add_row(Text(f"and {len(rows) - _ROWS:,} more", "dim"))
    return table


def _signatures(measures: Sequence[Measure]) -> Iterator[Text]:
    signatures = [f"{m.label} {m.signature}" for m in measures if m.signature]
    if signatures:
        yield Text()
        yield from (Text(s, "dim") for s in signatures)


def _changes(title: str, changes: Sequence[Change], style: Style) -> Iterator[RenderableType]:
    shown = changes[: style.limit]
    for place, change in enumerate(shown, 1):
        yield Text()
        yield Rule(_place(title, change, place), align="left", style="dim")
        yield Padding(_texts(change, colour=style.colour), (0, 0, 0, 2))
        if change.fixed or change.new:
            yield Padding(Group(*_claims(change)), (0, 0, 0, 2))
    if shown and len(changes) > len(shown):
        yield Text(f"\n… and {len(changes) - len(shown):,} more; --show all shows all.", "dim")


def _place(title: str, change: Change, place: int) -> Text:
    risks = f" · risk {change.a.verdict.risk:.2f} → {change.b.verdict.risk:.2f}"
    return Text.assemble((f"{title} {place} ", "bold"), (oneline(str(change.b.segment.origin)), "bold"), (risks, "dim"))


def _texts(change: Change, *, colour: bool) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    a, b = change.a, change.b
    source = a.segment if a.segment.source is not None else b.segment
    if source.source:
        of = change.new if source is b.segment else change.fixed
        grid.add_row(oneline(source.source_lang or "source"), marked(source.source, of, side="source", colour=colour))
    for name, result, findings in (("A", a, change.fixed), ("B", b, change.new)):
        grid.add_row(name, _target(result, findings, colour=colour))
    return grid


def _target(result: Result, findings: tuple[Finding, ...], *, colour: bool) -> Text:
    if not result.segment.target:
        return Text("(no text)", "dim")
    return marked(result.segment.target, findings, side="target", colour=colour)


def _claims(change: Change) -> Iterator[Text]:
    for sign, findings in (("new", change.new), ("fixed", change.fixed)):
        for f in findings:
            yield Text.assemble(
                (f"{sign:<6}", "dim"),
                (f.severity.value, STYLES[f.severity] if sign == "new" else "dim"),
                f" {oneline(f.message)} ",
                (f"{f.code} {f.name}", "dim"),
            )


def _table(first: str, *numbers: str) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, header_style="dim", border_style="dim", padding=(0, 1), pad_edge=False, show_edge=False
    )
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right")
    return table
