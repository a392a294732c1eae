"""The rows of a frame as segments: which columns are meant, and what a cell may be."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.formats.columns import Layout, named
from tqcheck.formats.rows import Misfit, Rows
from tqcheck.model import NOWHERE, Origin, Result, Segment, Skip
from tqcheck.notebook.frames import Frame

Columns = Mapping[str, str | int | None]
"""The names of columns that the user gives: `source`, `target`, `id`, `note`, `reference`."""


class Table:
    """The segments of a frame; each iteration reads it again. A row that does not fit is a skip."""

    def __init__(self, frame: Frame, columns: Columns, options: ReadOptions) -> None:
        """Find the columns. Raises UsageError, naming those that there are, when one is missing."""
        self._frame = frame
        layout = _layout(frame.names, columns, options)
        self._places = layout.used()
        self._labelled = frame.index is not None and "id" not in layout.others
        self._layout = self._narrowed(layout)

    def __iter__(self) -> Iterator[Segment | Skip]:
        rows = Rows(self._layout, path=NOWHERE.path)
        number = 0
        for columns in self._frame.chunks(self._places):
            used = columns if self._labelled else columns[: len(self._places)]
            for cells in zip(*used, strict=True):
                number += 1
                yield _segment(rows, cells, number)

    def labels(self, results: Sequence[Result]) -> Any:  # noqa: ANN401  an index of pandas
        """Return the labels of the rows that these results come from; None where rows have none."""
        index = self._frame.index
        return None if index is None else index.take([(r.segment.origin.line or 1) - 1 for r in results])

    def _narrowed(self, layout: Layout) -> Layout:
        """Return the same layout for rows that hold only the columns that are used, the labels last."""
        narrowed = layout.narrowed()
        if not self._labelled:
            return narrowed
        return replace(narrowed, others={**narrowed.others, "id": narrowed.width}, width=narrowed.width + 1)


def _segment(rows: Rows, cells: Sequence[Any], number: int) -> Segment | Skip:
    try:
        return rows.segment([cell if type(cell) is str else plain(cell) for cell in cells], number)
    except Misfit as misfit:
        return Skip(what=f"row {number}", why=str(misfit), origin=Origin(path=NOWHERE.path, line=number))


def plain(cell: object) -> object:
    """Return a cell as JSON would hold it: None for what is no value, whole numbers without a fraction."""
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, tuple):
        return ", ".join(map(str, cell))
    if hasattr(cell, "dtype") and hasattr(cell, "item"):  # a number of numpy
        cell = cell.item()
    if isinstance(cell, float):
        return None if cell != cell else int(cell) if cell.is_integer() else cell  # noqa: PLR0124  NaN differs from itself
    return cell


def _layout(names: tuple[str, ...], columns: Columns, options: ReadOptions) -> Layout:
    given = {field: str(name) for field, name in columns.items() if name is not None}
    for field, name in given.items():
        if name not in names:
            raise UsageError(f"{field}: no column {name!r}.", mend=_mend(name, names))
    found = _guessed(names, given, options)
    if found is None:
        raise UsageError("no column for the target.", mend=f'Name it with target="…"; there are: {_listed(names)}.')
    return found


def _guessed(names: tuple[str, ...], given: Mapping[str, str], options: ReadOptions) -> Layout | None:
    asked = replace(options, **{f"{field}_column": name for field, name in given.items()})
    try:
        return named(names, asked, sure=True)
    except UsageError as error:
        raise UsageError(error.message, mend='Choose with source="…" and target="…".') from error


def _mend(name: str, names: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, names, 1)
    return (f"Did you mean {close[0]!r}? " if close else "") + f"There are: {_listed(names)}."


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(repr, names)) or "none"
