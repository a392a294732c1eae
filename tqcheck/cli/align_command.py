"""The flags of the command `align`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from tqcheck.cli import completion
from tqcheck.cli.flags import words


def align(  # noqa: PLR0913  one parameter a flag
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Text, Markdown, HTML, DOCX, SRT or VTT.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Its translation, in the same format or another.")],
    *,
    source_lang: Annotated[
        str | None, typer.Option(metavar="TAG", help="Language of the source. Default: as its words tell.")
    ] = None,
    target_lang: Annotated[str | None, typer.Option(metavar="TAG", help="Language of the translation.")] = None,
    split: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="What is aligned: sentences, lines or blocks.", autocompletion=completion.splits
        ),
    ] = "sentences",
    format: Annotated[  # noqa: A002  the name of the flag
        str | None, typer.Option(metavar="NAME", help="Format of both; otherwise known by content and suffix.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="If not UTF-8 and without mark.")] = None,
    models: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="The model that compares sentences. Default: the one that the program carries.",
            autocompletion=completion.models,
        ),
    ] = None,
    no_models: Annotated[bool, typer.Option("--no-models", help="By the lengths of sentences only.")] = False,
    output_format: Annotated[
        str, typer.Option(metavar="NAME", help="tsv, tmx or jsonl.", autocompletion=completion.alignments)
    ] = "tsv",
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Not to standard output.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")] = False,
) -> Callable[[], int]:
    """Pair the sentences of two documents, of which one translates the other.

    Exit codes: 0 done, 2 wrong usage, 3 something could not be read.
    """
    from tqcheck.bitext.making import AlignOptions  # noqa: PLC0415  loads what reads and aligns
    from tqcheck.cli.aligning import AlignRequest, align_documents  # noqa: PLC0415  likewise

    options = AlignOptions(
        source_lang=source_lang, target_lang=target_lang, split=split, encoding=encoding, format=format
    )
    request = AlignRequest(
        source=source,
        target=target,
        options=options,
        models=() if no_models else words(models) or None,
        output_format=output_format,
        output=output,
        quiet=quiet,
    )
    return partial(align_documents, request)
