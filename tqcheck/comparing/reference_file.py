"""References that stand in a file of their own."""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck import formats
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened
from tqcheck.pairing import paired


def references(path: str, segments: Sequence[Segment], options: ReadOptions) -> list[str | None]:
    """Return the reference of each segment, None where the file has none.

    Lines of a text belong to the segments in their order; what any other format holds is paired by id and source, and
    its translations are the references. Raises UnreadableError for a file that does not fit.
    """
    if formats.detect(path, encoding=options.encoding).name == "text":
        return _lines(path, segments, options)
    read: list[Segment] = []
    for item in formats.read(path, options):
        if isinstance(item, Skip):
            raise UnreadableError(item.why, path=path, line=item.origin.line if item.origin else None)
        read.append(item)
    try:
        pairing = paired(segments, read)
    except UsageError as error:
        raise UsageError("no reference belongs to any segment.", path=path, mend=error.mend) from error
    found: list[str | None] = [None] * len(segments)
    for ours, theirs in pairing.pairs:
        found[ours] = read[theirs].reference or read[theirs].target
    return found


def _lines(path: str, segments: Sequence[Segment], options: ReadOptions) -> list[str | None]:
    lines: list[str] = []
    for number, line, problem in Opened(path, encoding=options.encoding).lines():
        if problem:
            raise UnreadableError(problem, path=path, line=number)
        lines.append(line)
    if len(lines) == len(segments):
        return [line if line.strip() else None for line in lines]
    full = [line for line in lines if line.strip()]
    if len(full) == len(segments):
        return [*full]
    numbers = _numbers(segments)
    if numbers and _blank_but(numbers, lines):
        return [lines[n - 1] if lines[n - 1].strip() else None for n in numbers]
    raise UnreadableError(
        f"{len(lines):,} lines for {len(segments):,} segments.",
        path=path,
        mend="Give a reference for each segment, a line each, or a table with ids or sources.",
    )


def _numbers(segments: Sequence[Segment]) -> list[int]:
    """Return the lines on which the segments of one text stand; empty where they are not known by them."""
    numbers = [s.origin.line for s in segments if s.origin.line and s.id == str(s.origin.line)]
    return numbers if len(numbers) == len(segments) and len({*numbers}) == len(numbers) else []


def _blank_but(numbers: Sequence[int], lines: Sequence[str]) -> bool:
    used = {*numbers}
    return max(used) <= len(lines) and not any(line.strip() for n, line in enumerate(lines, 1) if n not in used)
