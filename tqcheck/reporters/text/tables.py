"""The counts of a run as tables, and its verdict in one sentence."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.table import Table
from rich.text import Text

from tqcheck.model import Severity, Skip
from tqcheck.reporters.counts import SEVERITIES, Budget, Counts, judgement, plural
from tqcheck.reporters.skips import sentence
from tqcheck.reporters.text.marks import STYLES
from tqcheck.reporters.visible import oneline

_SIGNS = {"✗": "bold red", "!": "bold yellow", "✓": "bold green"}
_FILES = 10
"""How many files are listed, those with most findings first."""


def by_check(counts: Counts) -> Table:
    """Return findings by check and severity, most first, with the sums below."""
    table = _table("check", "", counts)
    for (code, name), found in sorted(counts.checks.items(), key=lambda c: -c[1].total()):
        table.add_row(code, name, *_row(found, counts))
    table.add_section()
    table.add_row("all", "", *_row(counts.severities, counts))
    return table


def by_file(counts: Counts) -> Table:
    """Return findings by file and severity, most first."""
    table = _table("file", None, counts)
    flagged = sorted((f for f in counts.files.items() if f[1]), key=lambda f: -f[1].total())
    for path, found in flagged[:_FILES]:
        table.add_row(oneline(path), *_row(found, counts))
    others = len(flagged) - _FILES
    if others > 0:
        table.add_row(Text(f"and {plural(others, 'more file')} with findings", "dim"))
    clean = len(counts.files) - len(flagged)
    if clean:
        table.add_row(Text(f"{plural(clean, 'file')} without any", "dim"))
    return table


def skipped(skips: list[Skip], total: int) -> Table:
    """Return what was not checked and why; the first ones of `total`."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for skip in skips:
        mark = Text("!", "bold yellow") if skip.incomplete else Text("·", "dim")
        table.add_row(mark, Text(sentence(skip), "" if skip.incomplete else "dim"))
    if total > len(skips):
        table.add_row(Text("!", "bold yellow"), f"and {total - len(skips):,} more")
    return table


def verdict(counts: Counts, *, incomplete: int, left_out: int = 0, budget: Budget | None = None) -> Text:
    """Return the whole run in one sentence."""
    judged = judgement(counts, incomplete=incomplete, left_out=left_out, budget=budget)
    return Text(str(judged), _SIGNS[judged.sign])


def _table(first: str, second: str | None, counts: Counts) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, header_style="dim", border_style="dim", padding=(0, 1), pad_edge=False, show_edge=False
    )
    table.add_column(first, overflow="fold")
    if second is not None:
        table.add_column(second)
    for severity in _shown(counts):
        table.add_column(Text(severity.value), justify="right")
    return table


def _row(found: Counter[Severity], counts: Counts) -> list[Text]:
    cells = ((found[s], STYLES[s].replace("bold white on ", "")) for s in _shown(counts))
    return [Text(f"{n:,}", style) if n else Text("·", "dim") for n, style in cells]


def _shown(counts: Counts) -> list[Severity]:
    return [s for s in SEVERITIES if counts.severities[s]]
