"""The commands and their flags. A command returns what is to be done; see `tqcheck.cli.main`."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from tqcheck.cli import completion
from tqcheck.cli.align_command import align as align_command
from tqcheck.cli.compare_command import compare as compare_command
from tqcheck.cli.filter_command import filter_ as filter_command
from tqcheck.cli.flags import Work, taking
from tqcheck.cli.options import Request
from tqcheck.cli.options.baseline import BaselineOptions
from tqcheck.cli.options.starting import StartingOptions

app = typer.Typer(
    name="tqcheck",
    help="Checks translations: wrong names, lost numbers, leaked markup, glued words and more, in any language.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
@taking(Request)
def check(request: Request) -> Work:
    """Check translations and report what is wrong, the worst first.

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong usage, 3 something could not be read or checked.
    """
    from tqcheck.cli.checking import check_files  # noqa: PLC0415  loads readers and checks

    return partial(check_files, request)


@app.command()
@taking(BaselineOptions)
def baseline(request: BaselineOptions) -> Work:
    """Write what is found to a file of known findings: check --baseline FILE then tells only what is new.

    Written again, it keeps what is known of files and checks that are not in the run. Exit codes: 0 written, 2 wrong
    usage, 3 written, but something could not be read or checked.
    """
    from tqcheck.cli.baselining import write_baseline  # noqa: PLC0415  loads readers and checks

    return partial(write_baseline, request)


@app.command()
@taking(StartingOptions)
def init(request: StartingOptions) -> Work:
    """Write a commented tqcheck.toml from what there is in this folder: formats, layouts, languages, glossaries.

    Exit codes: 0 written, 2 wrong usage or a configuration is there already.
    """
    from tqcheck.cli.starting import start  # noqa: PLC0415  loads readers

    return partial(start, request)


app.command(name="align")(align_command)
app.command(name="compare")(compare_command)
app.command(name="filter")(filter_command)


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
