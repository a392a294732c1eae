"""The commands that tell what there is: `checks`, `explain`, `formats`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from tqcheck import formats
from tqcheck.checks import Rule, rules
from tqcheck.checks.naming import find
from tqcheck.checks.options import options
from tqcheck.checks.pages import page, summary
from tqcheck.cli.output import colour_wanted, destination
from tqcheck.errors import UsageError
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.text import console

_READABLE = 100
"""Cells beyond which prose is hard to read."""


def list_checks(output_format: str) -> int:
    """Write a table of all checks, or JSON. Raises UsageError for another format."""
    if output_format not in {"text", "json"}:
        raise UsageError(f"there is no output format {output_format!r}.", mend="It may be text or json.")
    with destination(None, inputs=()) as out:
        if output_format == "json":
            out.write(json.dumps([_record(rule) for rule in rules()], ensure_ascii=False, indent=2) + "\n")
        else:
            _console().print(_table(rules()))
    return 0


def explain_check(word: str) -> int:
    """Write the page of a check: drawn on a terminal, as Markdown elsewhere. Raises UsageError when there is none."""
    text = page(find(word), fires=3, silent=2)
    with destination(None, inputs=()) as out:
        screen = _console()
        if screen.is_terminal:
            screen.print(Markdown(text, code_theme="ansi_dark"), width=min(screen.width, _READABLE))
        else:
            out.write(text)
    return 0


def list_formats() -> int:
    """Write the formats with their suffixes."""
    table = Table.grid(padding=(0, 3, 0, 0))
    for found in map(formats.by_name, formats.NAMES):
        table.add_row(Text(found.name, "bold"), " ".join(found.suffixes), "read, --annotate" if found.write else "read")
    with destination(None, inputs=()):
        _console().print(table)
    return 0


def _console() -> Console:
    return console(sys.stdout, ReporterOptions(colour=colour_wanted(sys.stdout)))


def _table(found: Iterable[Rule]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for rule in found:
        table.add_row(Text(rule.code, "bold"), rule.name, Text(rule.severity.value, "dim"), summary(rule))
    return table


def _record(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "mqm": rule.mqm,
        "needs_source": rule.needs_source,
        "needs": rule.needs,
        "summary": summary(rule),
        "options": [{"name": o.name, "type": o.type, "default": o.default, "doc": o.doc} for o in options(rule)],
    }
