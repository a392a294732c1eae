"""Flags of `tqcheck init`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer


@dataclass(frozen=True, kw_only=True)
class StartingOptions:
    """The flags as they were given."""

    source_lang: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language of the sources. Default: as the files tell.")
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Write over a tqcheck.toml that is there.")] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the file, write nothing.")] = False
