"""Flags of `tqcheck baseline`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tqcheck.cli.options import RunOptions

PANEL = "What is written"


@dataclass(frozen=True, kw_only=True)
class BaselineOptions(RunOptions):
    """The flags as they were given; None where they were not."""

    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Default: the baseline of the configuration, or tqcheck-baseline.json.",
            rich_help_panel=PANEL,
        ),
    ] = None
    prune: Annotated[
        bool, typer.Option("--prune", help="Only take out what is fixed; add nothing.", rich_help_panel=PANEL)
    ] = False
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress bar.", rich_help_panel=PANEL)] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors.", rich_help_panel=PANEL)] = False
