"""Source strings that fail in most of their languages, each once."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tqcheck.model import Shared
from tqcheck.reporters.counts import plural
from tqcheck.reporters.sharing import where
from tqcheck.reporters.text.marks import STYLES
from tqcheck.reporters.visible import oneline

_SOURCE = 200


def section(found: Sequence[Shared], limit: int | None) -> RenderableType:
    """Return what is shown of all, the worst first; at most `limit` strings."""
    shown = found if limit is None else found[:limit]
    parts: list[RenderableType] = [Text(), Text("In the source", "bold")]
    for shared in shown:
        parts += [Text(), _place(shared), Padding(_claim(shared), (0, 0, 0, 2))]
    if len(found) > len(shown):
        parts += [Text(), Text(f"… and {plural(len(found) - len(shown), 'more source string')}.", "dim")]
    return Group(*parts)


def _place(shared: Shared) -> Text:
    key = oneline((shared.origin.key or "").replace("\x04", " | "))
    return Text.assemble((oneline(str(shared.origin)), "bold"), (f" · {key}" if key else "", "dim"))


def _claim(shared: Shared) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    source = oneline(shared.source)
    lines = [
        Text(source if len(source) <= _SOURCE else f"{source[:_SOURCE].rstrip()}…"),
        Text(oneline(shared.message), "bold"),
        Text(f"{shared.code} {shared.name} · {where(shared)}", "dim"),
    ]
    grid.add_row(Text(shared.severity.value, STYLES[shared.severity]), Text("\n").join(lines))
    return grid
