"""Two text files: each line of the one translates the same line of the other."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.errors import UnreadableError
from tqcheck.formats import ReadOptions
from tqcheck.formats.rows import skip
from tqcheck.model import Origin, Segment, Skip
from tqcheck.opening import Opened


def read_pair(source: Opened, target: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the pairs of lines of which not both are blank; the two files are one document.

    Lines are counted before the first pair is yielded. Raises UnreadableError when the counts differ.
    """
    _compare(source, target, options)
    path = target.path
    pairs = zip(source.lines(options.encoding), target.lines(options.encoding), strict=False)
    for (number, before, source_problem), (_, after, target_problem) in pairs:
        if not (before.strip() or after.strip()):
            continue
        if source_problem:
            yield skip(source.path, number, source_problem)
        elif target_problem:
            yield skip(path, number, target_problem)
        else:
            yield Segment(
                id=str(number),
                source=before,
                target=after,
                source_lang=options.source_lang,
                target_lang=options.target_lang,
                origin=Origin(path=path, line=number),
                document=path,
            )


def _compare(source: Opened, target: Opened, options: ReadOptions) -> None:
    """Raise unless both have the same number of lines, blank ones at the end not counted."""
    befores, last_before = _count(source, options)
    afters, last_after = _count(target, options)
    if befores != afters and last_before != last_after:
        raise UnreadableError(
            f"{afters} {'line' if afters == 1 else 'lines'}, but {source.path} has {befores}.",
            path=target.path,
            line=min(befores, afters) + 1,
            mend="Each line must translate the same line of the other file: mend them, or align them (--align).",
        )


def _count(opened: Opened, options: ReadOptions) -> tuple[int, int]:
    """Return the number of lines, and of the last that is not blank."""
    number = last = 0
    for number, line, _ in opened.lines(options.encoding):
        if line and not line.isspace():
            last = number
    return number, last
