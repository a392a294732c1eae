"""`--annotate`: a copy of the input with what was found beside each segment."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath

from tqcheck.api import Files
from tqcheck.cli.output import replaced
from tqcheck.errors import UsageError
from tqcheck.formats import NAMES, SUFFIXES, Format, by_name, detect
from tqcheck.model import Result
from tqcheck.opening import Opened

Annotator = Callable[[Iterator[Result]], None]
"""Consumes the results of a run."""


@contextmanager
def annotation(path: str | None, inputs: Files) -> Iterator[Annotator]:
    """Give what consumes the results: it writes them to `path`, or does nothing with them when that is None.

    The format is that of the only input; with several, that of the suffix. Raises UsageError when it cannot be written.
    """
    if path is None:
        yield _consume
        return
    chosen, original = _format(path, inputs)
    write = chosen.write
    if write is None:
        raise _unwritable(path, chosen)
    with replaced(path, inputs=inputs.names) as stream:
        yield lambda results: write(results, original, stream)


def _unwritable(path: str, chosen: Format) -> UsageError:
    """Return the error for a format that has no place for notes, with what to do instead."""
    able = ", ".join(n for n in NAMES if by_name(n).write)
    what = _KINDS.get(PurePath(path).suffix.lower(), chosen.name)
    mend = f"It can write {able}: --annotate {PurePath(path).stem}.tsv has a row for each segment."
    return UsageError(f"--annotate cannot write {what}.", path=path, mend=f"{mend} For people: -o html=report.html.")


_KINDS = {
    ".html": "an HTML page",
    ".htm": "an HTML page",
    ".md": "Markdown",
    ".docx": "a Word file",
    ".srt": "subtitles",
}


def _consume(results: Iterator[Result]) -> None:
    deque(results, maxlen=0)


def _format(path: str, inputs: Files) -> tuple[Format, Opened | None]:
    """Return the format to write, and the original when there is one of that format to copy."""
    suffix = PurePath(path).suffix.lower()
    wanted = SUFFIXES.get(suffix)
    if len(inputs.paths) == 1 and not inputs.pair and not inputs.project:
        only = inputs.paths[0]
        found = by_name(inputs.format) if inputs.format else detect(only, encoding=inputs.options.encoding)
        if wanted in {None, found.name} or not by_name(wanted or found.name).write:
            return found, Opened(only)
    if wanted is None:
        raise UsageError("--annotate does not know this suffix.", path=path, mend="Give a name such as checked.tsv.")
    return by_name(wanted), None
