"""Flags that say which findings count, and when they are a failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tqcheck.cli import completion

PANEL = "What counts"


@dataclass(frozen=True, kw_only=True)
class CountingOptions:
    """Which findings count, and when they are a failure."""

    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY",
            help="From which severity the exit code is 1: info, minor, major, critical; never. Default: major.",
            rich_help_panel=PANEL,
            autocompletion=completion.severities,
        ),
    ] = None
