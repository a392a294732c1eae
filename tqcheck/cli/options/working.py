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
