"""Flags that say how the work is done; what is found does not depend on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tqcheck.cli import completion

PANEL = "How it works"


@dataclass(frozen=True, kw_only=True)
class WorkingOptions:
    """How the work is done."""

    jobs: Annotated[
        str | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N|auto",
            help="How many processes check; auto: one a processor for large files without models. Default: 1.",
            rich_help_panel=PANEL,
            autocompletion=completion.jobs,
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class EngineOptions:
    """What does the work, for corpora that one machine cannot do."""

    engine: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="ray: Parquet files, here or at addresses such as s3://, on all machines of a Ray cluster.",
            rich_help_panel=PANEL,
            autocompletion=completion.engines,
        ),
    ] = None
    ray_address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Of the cluster. Default: RAY_ADDRESS, or processes on this machine.",
            rich_help_panel=PANEL,
        ),
    ] = None
    ray_actors: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="How many check, each with its models. Default: one a processor or GPU.",
            rich_help_panel=PANEL,
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class ResumingOptions:
    """What becomes of work that was stopped."""

    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Keep a journal beside the report, and go on from it where a run was killed.",
            rich_help_panel=PANEL,
        ),
    ] = False
