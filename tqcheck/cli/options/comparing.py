"""Flags of `compare`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tqcheck.cli import completion
from tqcheck.cli.options import RunOptions, reading, writing

PANEL = "How it is compared"


@dataclass(frozen=True, kw_only=True)
class CompareRequest(RunOptions):
    """What is compared, and how; None where nothing was given."""

    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="A B",
            help="Two translations of the same texts: files or folders as `check` takes them, or reports that it wrote "
            "with --output-format json or jsonl.",
            show_default=False,
        ),
    ] = None
    source: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="The source of both, if they are translations alone.", rich_help_panel=reading.PANEL
        ),
    ] = None
    target: Annotated[str | None, typer.Option(hidden=True)] = None
    reference: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="A good translation: lines in the order of A, or a table; otherwise the column `reference`.",
            rich_help_panel=reading.PANEL,
        ),
    ] = None
    metrics: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Where there are references: chrf, bleu, ter. Default: all three.",
            rich_help_panel=PANEL,
            autocompletion=completion.metrics,
        ),
    ] = None
    by: Annotated[
        str,
        typer.Option(
            metavar="MEASURE",
            help="What decides: risk, major, penalty, chrf, bleu, ter or score:NAME.",
            rich_help_panel=PANEL,
        ),
    ] = "risk"
    alpha: Annotated[
        float, typer.Option(metavar="P", help="From which p a difference may be chance.", rich_help_panel=PANEL)
    ] = 0.05
    resamples: Annotated[int, typer.Option(metavar="N", help="Of the paired bootstrap.", rich_help_panel=PANEL)] = 1000
    seed: Annotated[int, typer.Option(metavar="N", help="Of its chance.", rich_help_panel=PANEL)] = 12345
    fail_if_worse: Annotated[
        bool,
        typer.Option("--fail-if-worse", help="Exit code 1 when B is significantly worse.", rich_help_panel=PANEL),
    ] = False
    output_format: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="text, json or markdown.",
            rich_help_panel=writing.PANEL,
            autocompletion=completion.comparisons,
        ),
    ] = "text"
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Not to standard output.", rich_help_panel=writing.PANEL),
    ] = None
    show: Annotated[
        str,
        typer.Option(
            metavar="N|all", help="How many segments that are worse, and better.", rich_help_panel=writing.PANEL
        ),
    ] = "10"
    no_progress: Annotated[
        bool, typer.Option("--no-progress", help="No progress bar.", rich_help_panel=writing.PANEL)
    ] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the verdict.", rich_help_panel=writing.PANEL)] = (
        False
    )
