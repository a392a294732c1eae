"""Flags of `tqcheck filter`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tqcheck.cli import completion
from tqcheck.cli.options import RunOptions, writing

PANEL = "What is rejected"


@dataclass(frozen=True, kw_only=True)
class FilterRequest(RunOptions):
    """The flags as they were given; None where they were not."""

    kept: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Where pairs go that are kept: a file, - for standard output, a folder for several files; with "
            "--source and --target the beginning of two names.",
            rich_help_panel=writing.PANEL,
        ),
    ] = None
    rejected: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Likewise those that are not, with why.", rich_help_panel=writing.PANEL),
    ] = None
    max_risk: Annotated[
        float | None, typer.Option(metavar="R", min=0, max=1, help="Pairs of higher risk.", rich_help_panel=PANEL)
    ] = None
    reject_on: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY",
            help="Pairs with a finding of this severity or worse. Default: major, if neither other is given.",
            rich_help_panel=PANEL,
            autocompletion=completion.severities,
        ),
    ] = None
    where: Annotated[
        str | None,
        typer.Option(
            metavar="CONDITION",
            help="Pairs of which it does not hold, such as 'ratio < 3 and not found(\"ACC\")'.",
            rich_help_panel=PANEL,
        ),
    ] = None
    output_format: Annotated[
        str, typer.Option(metavar="NAME", help="Of the report: text or json.", rich_help_panel=writing.PANEL)
    ] = "text"
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where the report goes. Default: standard output, or standard error where that has pairs.",
            rich_help_panel=writing.PANEL,
        ),
    ] = None
    no_progress: Annotated[
        bool, typer.Option("--no-progress", help="No progress bar.", rich_help_panel=writing.PANEL)
    ] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report in words.", rich_help_panel=writing.PANEL)] = (
        False
    )
