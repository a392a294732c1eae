"""One segment: its place, its texts with the marks, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tqcheck.model import Finding, Result, Segment
from tqcheck.reporters.advice import advice, confidence
from tqcheck.reporters.excerpts import superscript
from tqcheck.reporters.text.marks import STYLES, marked
from tqcheck.reporters.visible import oneline

NARROW = 100
"""Cells below which source and translation stand one above the other."""
_FINDINGS = 5
"""How many findings of a segment are shown, the worst first."""
_KEY = 60
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")


def block(result: Result, *, number: int, width: int, colour: bool) -> RenderableType:
    """Return what is shown of one segment, `number` counting from the worst."""
    findings = tuple(sorted(result.findings, key=lambda f: (-f.severity.rank, -f.confidence)))
    return Group(
        Text(),
        _place(result, number),
        Text(),
        Padding(_texts(result.segment, findings[:_FINDINGS], width=width, colour=colour), (0, 0, 0, 2)),
        Text(),
        Padding(_claims(findings), (0, 0, 0, 2)),
        *_scores(result),
    )


def _place(result: Result, number: int) -> Rule:
    origin = result.segment.origin
    title = Text.assemble((f"{number} ", "bold"), (oneline(str(origin)), "bold"))
    # gettext joins context and message by U+0004
    key = " ".join(oneline((origin.key or "").replace("\x04", " | ")).split())
    if key:
        title.append(f" · {key if len(key) <= _KEY else key[: _KEY - 1] + '…'}", "dim")
    if result.segment.variant:
        title.append(f" · plural {oneline(result.segment.variant)}", "dim")
    return Rule(title, align="left", style="dim")


def _texts(segment: Segment, findings: tuple[Finding, ...], *, width: int, colour: bool) -> Table:
    sides = [
        (segment.target_lang or "target", marked(segment.target, findings, side="target", colour=colour)),
    ]
    if segment.source is not None:
        sides.insert(
            0, (segment.source_lang or "source", marked(segment.source, findings, side="source", colour=colour))
        )
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    beside = width >= NARROW and len(sides) == 2 and not _RIGHT_TO_LEFT.search(segment.source or "")
    for _ in range(2 if beside else 1):
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
    cells = [(oneline(label), text) for label, text in sides]
    for row in [sum(cells, ())] if beside else cells:
        grid.add_row(*row)
    return grid


def _scores(result: Result) -> Iterator[RenderableType]:
    """Yield what models say of the whole segment, where they read it."""
    if result.scores:
        parts = " · ".join(f"{score.scorer} {score.value:.2f}" for score in result.scores)
        yield Padding(Text(parts, "dim"), (1, 0, 0, 2))


def _claims(findings: tuple[Finding, ...]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for number, finding in enumerate(findings[:_FINDINGS], 1):
        label = Text(finding.severity.value, STYLES[finding.severity])
        if len(findings) > 1:
            label.append(superscript(number), "default")
        grid.add_row(label, Text("\n").join(_lines(finding)))
    if len(findings) > _FINDINGS:
        grid.add_row("", Text(f"and {len(findings) - _FINDINGS} more findings here", "dim"))
    return grid


def _lines(finding: Finding) -> Iterator[Text]:
    yield Text(oneline(finding.message), "bold")
    if finding.evidence:
        yield Text(oneline(finding.evidence), "dim")
    yield Text.assemble(("→ ", "green"), advice(finding))
    yield Text(f"{finding.code} {finding.name} · {confidence(finding.confidence)}", "dim")
