"""The pages of the reference that the code itself writes: commands, settings, Python, and where the checks stand."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from itertools import groupby
from typing import Any

import typer.main
from generate_docs import DIMENSIONS
from typer.core import TyperArgument, TyperCommand, TyperOption

import tqcheck
from tqcheck.checks import rules
from tqcheck.checks.options import documented
from tqcheck.cli.commands import app
from tqcheck.config import Config
from tqcheck.model import Severity

_VALUES = (
    *("Result", "Verdict", "Score", "Reason", "Span", "Origin", "Fix", "Aside", "Skip", "Summary", "Shared"),
    "Severity",
)
"""What reports are made of."""
_ERRORS = ("TqcheckError", "UsageError", "UnreadableError", "ModelError")
_EXITS = """\
# The command line

`tqcheck COMMAND --help` says the same. `tqcheck --install-completion` lets the shell complete flags and names.

| exit code | |
|---|---|
| 0 | clean: nothing at or above `--fail-on`, or only what a baseline or a suppression set aside |
| 1 | findings at or above `--fail-on`, or more of them than `--max-new` or `--max-rate` allow |
| 2 | wrong usage |
| 3 | something could not be read or checked |
"""
_VARIABLES = """\
## Environment variables

| variable | meaning |
|---|---|
| `TQCHECK_MODELS` | models where neither `--models` nor the configuration names any; `none` for rules only |
| `TQCHECK_ENDPOINT_…` | the server of [`--back-translate endpoint:…`](../back-translation.md#an-endpoint) |
| `TQCHECK_TRACEBACK` | `1` shows where an internal error arose |
| `NO_COLOR`, `FORCE_COLOR` | without colours, or with them where the output is no terminal |
| `HF_HUB_OFFLINE` | `1`: no model is fetched |
"""
_SETTINGS = """\
# The configuration

Settings stand in `tqcheck.toml`, or under `[tool.tqcheck]` in `pyproject.toml`, in the working directory or a folder
above it, up to the root of the repository; `--config FILE` names another file. A flag replaces the setting of the
same name. A key that does not exist is an error with its line. [Settings](../settings.md) shows how to write one.

| key | meaning | default | flag |
|---|---|---|---|"""
_OPTIONS = """\
| `[checks.CODE]` | Options of a check, by code or name; [its page](../checks/index.md) lists them. | | |

From Python the same names are parameters of [`tqcheck.Config`](python.md#tqcheck.config.settings.Config), with `_`
for `-`, and `options` for `checks`."""
_PYTHON = """\
# Python

```python
import tqcheck as tq
```

Functions and classes are `tq.…` and load on first use. [In a notebook](../notebook.md) shows them at work.
"""
_MARKUP = re.compile(r"\[/?(?:bold|dim|italic|cyan|green|yellow|red)\]")


def pages() -> dict[str, str]:
    """Return the text of each page by its place on the site."""
    return {
        "reference/command-line.md": "\n".join(_command_line()) + "\n",
        "reference/configuration.md": "\n".join(_configuration()) + "\n",
        "reference/python.md": "\n".join(_python()) + "\n",
    }


def checks_navigation() -> list[Any]:
    """Return the pages of the checks, by dimension, under their codes and names."""
    ours = [rule for rule in rules() if rule.module.startswith("tqcheck.checks.")]
    return [
        "checks/index.md",
        *(
            {DIMENSIONS[dimension]: [{f"{rule.code} {rule.name}": f"checks/{rule.code}.md"} for rule in members]}
            for dimension, members in groupby(ours, key=lambda rule: rule.code[:3])
        ),
    ]


def commands() -> dict[str, TyperCommand]:
    """Return the commands by name."""
    group = typer.main.get_command(app)
    found: dict[str, TyperCommand] = getattr(group, "commands", {})
    return found


def _command_line() -> Iterator[str]:
    yield _EXITS
    for name, command in commands().items():
        yield from _command(name, command)
    yield _VARIABLES


def _command(name: str, command: TyperCommand) -> Iterator[str]:
    shown = [p for p in command.params if not getattr(p, "hidden", False) and p.name != "help"]
    arguments = [p for p in shown if isinstance(p, TyperArgument)]
    options = [p for p in shown if isinstance(p, TyperOption)]
    usage = " ".join(p.metavar if p.required else f"[{p.metavar}]" for p in arguments if p.metavar)
    yield f"## {name} {{ #{name} }}\n"
    yield f"```text\ntqcheck {name} {usage}{' [OPTIONS]' if options else ''}\n```\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    if arguments:
        yield "| argument | |\n|---|---|"
        yield from (f"| `{p.metavar}` | {_cell(p.help)} |" for p in arguments)
        yield ""
    for panel, members in groupby(options, key=lambda p: p.rich_help_panel or ""):
        yield f"**{panel}**\n" if panel else ""
        yield "| flag | meaning | default |\n|---|---|---|"
        yield from (f"| {_flag(p)} | {_cell(p.help)} | {_default(p)} |" for p in members)
        yield ""


def _flag(option: TyperOption) -> str:
    names = [*option.opts, *option.secondary_opts]
    value = "" if option.is_flag else f" {option.metavar or ''}".replace("|", "\\|")
    return "<br>".join(f"`{name}{value}`" for name in names)


def _default(option: TyperOption) -> str:
    if option.is_flag or option.default is None:
        return ""
    return f"`{option.default}`"


def _cell(text: str | None) -> str:
    return _MARKUP.sub("", text or "").replace("|", "\\|").replace("<", "&lt;").replace("[FORMAT", "\\[FORMAT")


def _configuration() -> Iterator[str]:
    flags = {option for command in commands().values() for p in command.params for option in p.opts}
    yield _SETTINGS
    docs = documented(Config)
    for field in fields(Config):
        if field.name not in {"path", "options"}:
            key = field.name.replace("_", "-")
            flag = f"`--{key}`" if f"--{key}" in flags else ""
            yield f"| `{key}` | {_prose(docs[field.name])} | {_setting(field)} | {flag} |"
    yield _OPTIONS


def _prose(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _setting(field: Field[Any]) -> str:
    value = None if field.default is MISSING else field.default
    if isinstance(value, Severity):
        return f'`"{value.value}"`'
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "" if value is None else f"`{list(value)}`" if isinstance(value, tuple) else f'`"{value}"`'


def _python() -> Iterator[str]:
    yield _PYTHON
    # by their modules: `tqcheck.align` is a package, too
    homes = {name: f"{getattr(tqcheck, name).__module__}.{name}" for name in tqcheck.__all__}
    yield "## Functions\n"
    yield from (f"::: {home}\n" for name, home in homes.items() if name.islower())
    yield "## Classes\n"
    yield from (f"::: {home}\n" for name, home in homes.items() if not name.islower())
    yield "## Values\n"
    yield "What reports are made of; everything is frozen. They stand in `tqcheck.model`.\n"
    yield from (f"::: tqcheck.model.{name}\n" for name in _VALUES)
    yield "## Errors\n"
    yield "They stand in `tqcheck.errors`.\n"
    yield from (f"::: tqcheck.errors.{name}\n" for name in _ERRORS)
