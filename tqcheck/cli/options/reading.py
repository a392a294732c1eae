"""Flags that say what is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tqcheck.cli import completion

PANEL = "What is read"


@dataclass(frozen=True, kw_only=True)
class ReadingOptions:
    """What is read; None where nothing was given."""

    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILES",
            help="Files (TSV, CSV, JSONL, Parquet, PO, XLIFF, TMX, text; .gz, .xz), folders, or - for standard input.",
            show_default=False,
        ),
    ] = None
    source: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Source: text, Markdown, HTML, DOCX, SRT, VTT; strings with keys.",
            rich_help_panel=PANEL,
        ),
    ] = None
    target: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Its translation, line by line or not; alone: without source.",
            rich_help_panel=PANEL,
        ),
    ] = None
    align: Annotated[
        bool | None,
        typer.Option(
            "--align/--no-align",
            help="Align --source and --target, or take them line by line. Default: as they are.",
            rich_help_panel=PANEL,
            show_default=False,
        ),
    ] = None
    split: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What is aligned: sentences, lines or blocks.",
            rich_help_panel=PANEL,
            autocompletion=completion.splits,
        ),
    ] = None
    source_lang: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language of the source, such as fr.", rich_help_panel=PANEL)
    ] = None
    target_lang: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language of the translation.", rich_help_panel=PANEL)
    ] = None
    layout: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN",
            help="Where paths tell their language, such as 'locales/{lang}/{file}.json'; may be given again.",
            rich_help_panel=PANEL,
        ),
    ] = None
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Format of the files; otherwise known by content and suffix.",
            rich_help_panel=PANEL,
            autocompletion=completion.formats,
        ),
    ] = None
    source_column: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="By name, or number from 1.", rich_help_panel=PANEL)
    ] = None
    target_column: Annotated[str | None, typer.Option(metavar="COLUMN", help="Likewise.", rich_help_panel=PANEL)] = None
    id_column: Annotated[str | None, typer.Option(metavar="COLUMN", help="Likewise.", rich_help_panel=PANEL)] = None
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="If not UTF-8 and without mark.", rich_help_panel=PANEL)
    ] = None
