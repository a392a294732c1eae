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
    max_new: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Exit code 1 only for more than N of these.", rich_help_panel=PANEL),
    ] = None
    max_rate: Annotated[
        str | None,
        typer.Option(
            metavar="N/1000",
            help="Exit code 1 only for more than so many of them in so many segments.",
            rich_help_panel=PANEL,
        ),
    ] = None
    exit_zero: Annotated[
        bool,
        typer.Option("--exit-zero", help="Exit code 0 despite findings.", rich_help_panel=PANEL),
    ] = False
    baseline: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Findings that are known, as `tqcheck baseline` wrote them.", rich_help_panel=PANEL
        ),
    ] = None
    no_baseline: Annotated[
        bool, typer.Option("--no-baseline", help="Not that of the configuration.", rich_help_panel=PANEL)
    ] = False
    changed_since: Annotated[
        str | None,
        typer.Option(
            metavar="REVISION",
            help="Only what changed since a revision of git; main... is where the branch left main.",
            rich_help_panel=PANEL,
        ),
    ] = None
