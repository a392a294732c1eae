"""Flags that say what is checked, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tqcheck.cli import completion

PANEL = "What is checked"


@dataclass(frozen=True, kw_only=True)
class AskingOptions:
    """What is checked; None where nothing was given."""

    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHECK",
            help="Only these: codes, beginnings of codes (ACC) or names; with commas or again.",
            rich_help_panel=PANEL,
            autocompletion=completion.checks,
        ),
    ] = None
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CHECK", help="Not these.", rich_help_panel=PANEL, autocompletion=completion.checks),
    ] = None
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What is shown: ci what is sure, review also what is likely, audit everything. Default: review.",
            rich_help_panel=PANEL,
            autocompletion=completion.profiles,
        ),
    ] = None
    glossary: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Terms as CSV, TSV or TBX; may be given again.", rich_help_panel=PANEL),
    ] = None
    names: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Names of your own, TOML; may be given again.", rich_help_panel=PANEL),
    ] = None
    models: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Models that read every pair; see `tqcheck models`. Default: the one that the program carries.",
            rich_help_panel=PANEL,
            autocompletion=completion.models,
        ),
    ] = None
    no_models: Annotated[bool, typer.Option("--no-models", help="Rules only.", rich_help_panel=PANEL)] = False
    back_translate: Annotated[
        str | None,
        typer.Option(
            metavar="MODEL",
            help="Translate back and compare: apertium, opus-mt, endpoint:NAME, or the path or id of a model.",
            rich_help_panel=PANEL,
            autocompletion=completion.translators,
        ),
    ] = None
    cache: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where what models said is kept.", rich_help_panel=PANEL),
    ] = None
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep nothing.", rich_help_panel=PANEL)] = False
    config: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Instead of tqcheck.toml or pyproject.toml.", rich_help_panel=PANEL),
    ] = None
