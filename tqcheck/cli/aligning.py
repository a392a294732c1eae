"""The command `align`: from two documents to a file of pairs."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.api import align
from tqcheck.bitext.making import AlignOptions
from tqcheck.bitext.writing import write, writer
from tqcheck.cli.output import destination
from tqcheck.cli.warnings import Warnings

DONE, INCOMPLETE = 0, 3
"""Exit codes; 2 is wrong usage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignRequest:
    """The flags of `align` as they were given."""

    source: str
    target: str
    options: AlignOptions
    models: tuple[str, ...] | None
    """None where neither --models nor --no-models was given, empty for the second."""
    output_format: str
    output: str | None
    quiet: bool


def align_documents(request: AlignRequest) -> int:
    """Align, write the pairs, say on standard error how it went, and return the exit code."""
    writer(request.output_format)  # an unknown format is told before the work begins
    options = request.options
    made = align(
        request.source,
        request.target,
        source_lang=options.source_lang,
        target_lang=options.target_lang,
        split=options.split,
        models=request.models,
        encoding=options.encoding,
        format=options.format,
    )
    with destination(request.output, inputs=(request.source, request.target)) as out:
        write(made, request.output_format, out)
    warnings = Warnings(quiet=request.quiet, people=False)
    for note in made.notes():
        warnings.add(note)
    warnings.finish()
    return INCOMPLETE if any(skip.incomplete for skip in made.skipped) else DONE
