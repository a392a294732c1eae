"""The command `models`: which there are, where they come from, what their licences say, and whether they work."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tqcheck.cli.installed import Installed, installed, named
from tqcheck.cli.output import colour_wanted, destination
from tqcheck.cli.self_test import PASSED, failed, tested
from tqcheck.config import load
from tqcheck.errors import UsageError
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.text import console
from tqcheck.reporters.visible import oneline

CLEAN, FAILED = 0, 3
_SHOWN = 6
"""Languages that are listed; of more the number is said."""


def list_models(names: Sequence[str], *, config: str | None, output_format: str, test: bool) -> int:
    """Write a table of all models, or of those `names`, or JSON; `test`: let each show that it works.

    Returns 3 when one that is asked for cannot be used, or fails its test. Raises UsageError for another format.
    """
    if output_format not in {"text", "json"}:
        raise UsageError(f"there is no output format {output_format!r}.", mend="It may be text or json.")
    settings = load(Path(config) if config else None)
    models = [named(name) for name in names] if names else installed(settings)
    results = [tested(model) if test else None for model in models]
    with destination(None, inputs=()) as out:
        if output_format == "json":
            rows = [_record(model, result) for model, result in zip(models, results, strict=True)]
            out.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        else:
            _write(console(sys.stdout, ReporterOptions(colour=colour_wanted(sys.stdout))), models, results)
    unusable = any(model.problem and (names or model.asked) for model in models)
    wrong = any(failed(result) for model, result in zip(models, results, strict=True) if not model.problem)
    return FAILED if unusable or wrong else CLEAN


def _write(screen: Console, models: Sequence[Installed], results: Sequence[str | None]) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(5):
        table.add_column(overflow="fold")
    for model, result in zip(models, results, strict=True):
        table.add_row(*_cells(model), _verdict(model, result))
    screen.print(table)
    for model, result in zip(models, results, strict=True):
        why = model.problem or (result if result != PASSED else None)
        if why:
            screen.print(Text(f"{oneline(model.name)}: {oneline(why)}", "red" if failed(why) else "yellow"))
    if any(model.asked for model in models):
        screen.print(Text("* asked where no flag says otherwise", "dim"))


def _cells(model: Installed) -> tuple[Text, ...]:
    """Return two lines for each of: name and place, kind and languages, licence and what it forbids, hash."""
    name = Text(oneline(model.name) + (" *" if model.asked else ""), "bold")
    name.append(f"\n  {oneline(model.place)}", "not bold dim")
    kind = Text(model.kind).append(f"\n{_languages(model)}", "dim")
    licence = Text(model.licence or "licence not said", "" if model.licence else "dim")
    if model.non_commercial:
        licence.append("\nno commercial use", "bold red")
    return name, kind, licence, Text((model.hash or "")[:8], "dim")


def _languages(model: Installed) -> str:
    count = len(model.languages)
    return ", ".join(model.languages) if count <= _SHOWN else f"{count} languages"


def _verdict(model: Installed, result: str | None) -> Text:
    if model.problem:
        return Text("cannot be used", "red")
    if result in {None, PASSED}:
        return Text(result or "", "green")
    return Text("failed", "bold red") if failed(result) else Text("not tested", "yellow")


def _record(model: Installed, result: str | None) -> dict[str, object]:
    record: dict[str, object] = asdict(model)
    return record if result is None else record | {"test": result}
