"""The commands and their flags. A command returns what is to be done; see `tqcheck.cli.main`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from tqcheck.cli import completion
from tqcheck.cli.align_command import align as align_command
from tqcheck.cli.flags import words

Work = Callable[[], int]
"""Does what was asked and returns the exit code."""
app = typer.Typer(
    name="tqcheck",
    help="Checks translations: wrong names, lost numbers, leaked markup, glued words and more, in any language.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_INPUT, _CHECKS, _OUTPUT = "What is read", "What is checked", "What is written"

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILES",
        help="Files (TSV, CSV, JSONL, PO, XLIFF, TMX, text; .gz and .xz too), folders, or - for standard input.",
        show_default=False,
    ),
]


@app.callback()
def _main(
    *,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        from tqcheck import __version__  # noqa: PLC0415  rarely reached: `main` answers first

        typer.echo(f"tqcheck {__version__}")
        raise typer.Exit


@app.command()
def check(  # noqa: PLR0913  one parameter a flag
    files: Files = None,
    *,
    source: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Source: text, Markdown, HTML, DOCX, SRT or VTT.", rich_help_panel=_INPUT),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Its translation, line by line or not; alone: without source.",
            rich_help_panel=_INPUT,
        ),
    ] = None,
    align: Annotated[
        bool | None,
        typer.Option(
            "--align/--no-align",
            help="Align --source and --target, or take them line by line. Default: as they are.",
            rich_help_panel=_INPUT,
            show_default=False,
        ),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What is aligned: sentences, lines or blocks.",
            rich_help_panel=_INPUT,
            autocompletion=completion.splits,
        ),
    ] = None,
    source_lang: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language of the source, such as fr.", rich_help_panel=_INPUT)
    ] = None,
    target_lang: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language of the translation.", rich_help_panel=_INPUT)
    ] = None,
    format: Annotated[  # noqa: A002  the name of the flag
        str | None,
        typer.Option(
            metavar="NAME",
            help="Format of the files; otherwise known by content and suffix.",
            rich_help_panel=_INPUT,
            autocompletion=completion.formats,
        ),
    ] = None,
    source_column: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="By name, or number from 1.", rich_help_panel=_INPUT)
    ] = None,
    target_column: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Likewise.", rich_help_panel=_INPUT)
    ] = None,
    id_column: Annotated[str | None, typer.Option(metavar="COLUMN", help="Likewise.", rich_help_panel=_INPUT)] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="If not UTF-8 and without mark.", rich_help_panel=_INPUT)
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CHECK",
            help="Only these: codes, beginnings of codes (ACC) or names; with commas or again.",
            rich_help_panel=_CHECKS,
            autocompletion=completion.checks,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CHECK", help="Not these.", rich_help_panel=_CHECKS, autocompletion=completion.checks),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What is shown: ci what is sure, review also what is likely, audit everything. Default: review.",
            rich_help_panel=_CHECKS,
            autocompletion=completion.profiles,
        ),
    ] = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Terms as CSV, TSV or TBX; may be given again.", rich_help_panel=_CHECKS),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Names of your own, TOML; may be given again.", rich_help_panel=_CHECKS),
    ] = None,
    models: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Models that read every pair; see `tqcheck models`. Default: the one that the program carries.",
            rich_help_panel=_CHECKS,
            autocompletion=completion.models,
        ),
    ] = None,
    no_models: Annotated[bool, typer.Option("--no-models", help="Rules only.", rich_help_panel=_CHECKS)] = False,
    back_translate: Annotated[
        str | None,
        typer.Option(
            metavar="MODEL",
            help="Translate back and compare: apertium, opus-mt, endpoint:NAME, or the path or id of a model.",
            rich_help_panel=_CHECKS,
            autocompletion=completion.translators,
        ),
    ] = None,
    cache: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Where what models said is kept.", rich_help_panel=_CHECKS),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep nothing.", rich_help_panel=_CHECKS)] = False,
    config: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Instead of tqcheck.toml or pyproject.toml.", rich_help_panel=_CHECKS),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="text, json or jsonl.", rich_help_panel=_OUTPUT, autocompletion=completion.reporters
        ),
    ] = "text",
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Not to standard output.", rich_help_panel=_OUTPUT),
    ] = None,
    annotate: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Copy of the input with findings as notes.", rich_help_panel=_OUTPUT),
    ] = None,
    show: Annotated[
        str, typer.Option(metavar="N|all", help="How many segments, the worst first.", rich_help_panel=_OUTPUT)
    ] = "20",
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="SEVERITY",
            help="From which severity the exit code is 1: info, minor, major, critical; never. Default: major.",
            rich_help_panel=_OUTPUT,
            autocompletion=completion.severities,
        ),
    ] = None,
    no_progress: Annotated[
        bool, typer.Option("--no-progress", help="No progress bar.", rich_help_panel=_OUTPUT)
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the verdict.", rich_help_panel=_OUTPUT)] = False,
) -> Work:
    """Check translations and report what is wrong, the worst first.

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong usage, 3 something could not be read or checked.
    """
    from tqcheck.cli.checking import check_files  # noqa: PLC0415  loads readers and checks
    from tqcheck.cli.request import Request  # noqa: PLC0415  likewise

    return partial(
        check_files,
        Request(
            files=tuple(files or ()),
            source=source,
            target=target,
            source_lang=source_lang,
            target_lang=target_lang,
            format=format,
            source_column=source_column,
            target_column=target_column,
            id_column=id_column,
            encoding=encoding,
            align=align,
            split=split,
            select=words(select),
            ignore=words(ignore),
            profile=profile,
            glossary=tuple(glossary or ()),
            names=tuple(names or ()),
            models=() if no_models else words(models) or None,
            back_translate=back_translate,
            cache="" if no_cache else cache,
            config=config,
            output_format=output_format,
            output=output,
            annotate=annotate,
            show=show,
            fail_on=fail_on,
            progress=not (no_progress or quiet),
            quiet=quiet,
        ),
    )


app.command(name="align")(align_command)


@app.command()
def checks(
    *,
    output_format: Annotated[str, typer.Option(metavar="NAME", help="text or json.")] = "text",
) -> Work:
    """List all checks."""
    from tqcheck.cli.explaining import list_checks  # noqa: PLC0415  loads the checks

    return partial(list_checks, output_format)


@app.command()
def explain(
    check: Annotated[str, typer.Argument(metavar="CHECK", help="Code or name.", autocompletion=completion.checks)],
) -> Work:
    """Say what a check looks for, how it decides, when it is wrong, and show cases."""
    from tqcheck.cli.explaining import explain_check  # noqa: PLC0415  loads the checks

    return partial(explain_check, check)


@app.command()
def formats() -> Work:
    """List the formats that can be read, and which of them can be written with --annotate."""
    from tqcheck.cli.explaining import list_formats  # noqa: PLC0415  loads the readers

    return list_formats


@app.command()
def models(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAMES", help="Only these.", show_default=False)] = None,
    *,
    test: Annotated[bool, typer.Option("--test", help="Let each show that it works.")] = False,
    config: Annotated[str | None, typer.Option(metavar="FILE", help="As for check.")] = None,
    output_format: Annotated[str, typer.Option(metavar="NAME", help="text or json.")] = "text",
) -> Work:
    """List the models of this machine: where from, licence, hash, languages.

    Exit codes: 0 well, 2 wrong usage, 3 a model that is asked for cannot be used or fails its test.
    """
    from tqcheck.cli.modelling import list_models  # noqa: PLC0415  looks for models

    return partial(list_models, tuple(names or ()), config=config, output_format=output_format, test=test)
