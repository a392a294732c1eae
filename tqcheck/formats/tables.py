"""Rows of a table, whatever parts their cells: finding the header, then segments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.formats.columns import Layout, missing, named, numbered
from tqcheck.formats.rows import Misfit, Rows, skip
from tqcheck.model import Segment, Skip

_BREAK = re.compile(r"\r\n|\r|\n")
_AHEAD = 20


class Row(NamedTuple):
    """One row of a table."""

    line: int
    """Counted from 1; where the row begins."""
    cells: list[str]
    problem: str | None = None
    """What is wrong with it, when it could not be read."""
    last: int = 0
    """The line on which it ends, when cells may hold line ends."""


def segments(table: Iterator[Row], *, path: str, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the segments of a table; a row that does not fit is a Skip.

    Raises UsageError when it cannot be known which columns are meant.
    """
    ahead = list(islice(table, _AHEAD))
    sound = [row for row in ahead if not row.problem]
    if not sound:
        yield from (skip(path, row.line, str(row.problem)) for row in chain(ahead, table))
        return
    layout = _layout(sound, options)
    rows = Rows(layout, path=path)
    for row in chain(ahead, table):
        if row.problem:
            yield skip(path, row.line, row.problem)
        elif not (layout.names and row is sound[0]):
            yield _segment(rows, row, layout, path)


def _layout(sample: list[Row], options: ReadOptions) -> Layout:
    try:
        return named(sample[0].cells, options) or _headless(sample, options)
    except UsageError as error:
        error.line = sample[0].line
        raise


def _headless(sample: list[Row], options: ReadOptions) -> Layout:
    if problem := missing(sample[0].cells, options):
        raise UsageError(problem)
    usual = Counter(len(row.cells) for row in sample).most_common(1)[0][0]
    return numbered(next(row.cells for row in sample if len(row.cells) == usual), options)


def _segment(rows: Rows, row: Row, layout: Layout, path: str) -> Segment | Skip:
    line, cells, _, last = row
    if len(cells) > layout.width and any(cells[layout.width :]):
        return skip(path, line, f"{len(cells)} columns where {layout.width} are usual: a stray separator?")
    if last > line:
        line += sum(len(_BREAK.findall(cell)) for cell in cells[: layout.target])
    try:
        return rows.segment(cells, line)
    except Misfit as misfit:
        return skip(path, row.line, str(misfit))
