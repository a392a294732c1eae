"""Flags that say what is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tqcheck.cli import completion
from tqcheck.reporters import NAMES

PANEL = "What is written"


@dataclass(frozen=True, kw_only=True)
class WritingOptions:
    """What is written."""

    output_format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=f"{', '.join(NAMES[:-1])} or {NAMES[-1]}. Default: text.",
            rich_help_panel=PANEL,
            autocompletion=completion.reporters,
        ),
    ] = None
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="[FORMAT=]FILE",
            help="Not to standard output. With FORMAT= again and again for several reports; - is standard output.",
            rich_help_panel=PANEL,
            autocompletion=completion.outputs,
        ),
    ] = None
    annotate: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Copy of the input with findings as notes.", rich_help_panel=PANEL),
    ] = None
    show: Annotated[
        str, typer.Option(metavar="N|all", help="How many segments, the worst first.", rich_help_panel=PANEL)
    ] = "20"
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress bar.", rich_help_panel=PANEL)] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the verdict.", rich_help_panel=PANEL)] = False
