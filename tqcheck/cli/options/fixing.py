"""Flags that have files mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

PANEL = "What is mended"


@dataclass(frozen=True, kw_only=True)
class FixingOptions:
    """What is mended."""

    fix: Annotated[
        bool,
        typer.Option("--fix", help="Make the safe fixes in the files, then check these.", rich_help_panel=PANEL),
    ] = False
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="Print what the safe fixes change; without --fix nothing is written. Exit code 1 if there are any.",
            rich_help_panel=PANEL,
        ),
    ] = False
