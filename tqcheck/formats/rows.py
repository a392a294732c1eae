"""From the cells of a row, or the values of a JSON record, to a segment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tqcheck.errors import UsageError
from tqcheck.formats.columns import Layout
from tqcheck.formats.suppressing import MARK, suppressions
from tqcheck.lang.tags import canonical
from tqcheck.model import Origin, Segment, Skip

_JSON_NAMES = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


class Misfit(Exception):  # noqa: N818  it never leaves this package: it becomes a Skip
    """Says what is wrong with one record."""


def skip(path: str, line: int, why: str) -> Skip:
    """Return the skip of a record that begins on `line`."""
    return Skip(what=f"line {line}", why=why, origin=Origin(path=path, line=line))


class Rows:
    """Builds segments from rows that share one layout."""

    def __init__(self, layout: Layout, *, path: str) -> None:
        self._layout = layout
        self._path = path
        self._id = layout.others.get("id")
        self._key = layout.others.get("key", self._id)
        self._least = max(layout.target, layout.source or 0)
        others = {n: i for n, i in layout.others.items() if n not in {"id", "key"}}
        self._others = [(name, i, _CONVERSIONS[name]) for name, i in others.items()]

    def segment(self, cells: Sequence[Any], line: int) -> Segment:
        """Return the segment of a row whose target begins on `line`. Raises Misfit when a cell is not what it must be.

        Without a column of ids the line's number is the id.
        """
        layout = self._layout
        if len(cells) <= self._least:
            raise Misfit(self._too_short(len(cells)))
        target = cells[layout.target]
        source = None if layout.source is None else cells[layout.source]
        if type(target) is not str:
            target = self._text(target, layout.target) or ""
        if source is not None and type(source) is not str:
            source = self._text(source, layout.source or 0)
        values: dict[str, Any] = {"source_lang": layout.source_lang, "target_lang": layout.target_lang}
        for name, i, convert in self._others:
            if i < len(cells) and (cell := cells[i]) not in (None, ""):
                values[name] = self._converted(cell, i, convert)
        if (note := values.get("note")) and MARK in note.lower():
            values["suppressions"] = tuple(replace(one, line=line) for one in suppressions(note))
        return Segment(
            id=self._name(cells, self._id) or str(line),
            target=target,
            source=source,
            origin=Origin(path=self._path, line=line, key=self._name(cells, self._key)),
            **values,
        )

    def _name(self, cells: Sequence[Any], place: int | None) -> str | None:
        if place is None or place >= len(cells):
            return None
        cell = cells[place]
        return cell if type(cell) is str else self._converted(cell, place, _name)

    def _text(self, cell: object, place: int) -> str | None:
        if cell is None:
            return None
        raise Misfit(f"{self._layout.called(place)} is {_JSON_NAMES.get(type(cell), type(cell).__name__)}, not text.")

    def _converted(self, cell: object, place: int, convert: Callable[[Any], Any]) -> Any:  # noqa: ANN401  of each field
        try:
            return convert(cell)
        except UsageError as error:
            raise Misfit(str(error)) from error
        except (TypeError, ValueError, AttributeError, OverflowError) as error:
            shown = f"“{cell}”" if isinstance(cell, str) else _JSON_NAMES.get(type(cell), "nothing")
            raise Misfit(f"{self._layout.called(place)} is {shown}, not {_WANTED.get(convert, 'text')}.") from error

    def _too_short(self, count: int) -> str:
        lacking = [i for i in (self._layout.source, self._layout.target) if i is not None and i >= count]
        columns = "one column" if count == 1 else f"{count} columns"
        return f"only {columns}: {' and '.join(self._layout.called(i) for i in lacking)} missing."


def _name(cell: object) -> str | None:
    if cell is None or isinstance(cell, bool | list | dict):
        return None
    return str(cell)


def _text(cell: str) -> str:
    return cell if isinstance(cell, str) else str(_number(cell))


def _number(cell: object) -> int | float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise TypeError
    return cell


def _length(cell: object) -> int:
    value = int(cell) if isinstance(cell, str) else int(_number(cell))
    if value < 0:
        raise ValueError
    return value


def _words(cell: object) -> frozenset[str]:
    words = re.split(r"[,;\s]+", cell) if isinstance(cell, str) else cell
    if not isinstance(words, list) or not all(isinstance(w, str) for w in words):
        raise TypeError
    return frozenset(w for w in words if w)


_CONVERSIONS: Mapping[str, Callable[[Any], Any]] = {
    "source_lang": canonical, "target_lang": canonical, "note": _text, "reference": _text, "document": _text,
    "state": _text, "variant": _text, "max_length": _length, "syntax": _words, "ignore": _words,
}  # fmt: skip
_WANTED: Mapping[Callable[[Any], Any], str] = {
    canonical: "a language tag", _length: "a whole number of characters", _words: "a list of names",
}  # fmt: skip
