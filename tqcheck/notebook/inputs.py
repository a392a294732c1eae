"""What a person hands over in memory: frames, pairs, dicts, segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.model import Segment, Skip
from tqcheck.notebook.frames import frame, records
from tqcheck.notebook.table import Columns, Table, plain

Pair = tuple[str | None, str | None]
_WITH_COLUMNS = frozenset({"csv", "tsv", "jsonl", "parquet", "arrow"})
_MEND = "Give the path of a file, a frame, or a list of pairs (source, target), translations, dicts or segments."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs or segments in memory."""

    items: tuple[object, ...]
    source_lang: str | None = None
    target_lang: str | None = None

    def __iter__(self) -> Iterator[Segment | Skip]:
        """Yield a segment for each item, numbered from 1 where the item gives no id.

        Raises UsageError for an item that is no pair and no translation.
        """
        for number, item in enumerate(self.items, 1):
            if isinstance(item, Segment):
                yield item
                continue
            source, target = _pair(number, item)
            yield Segment(
                id=str(number),
                source=source,
                target=target or "",
                source_lang=self.source_lang,
                target_lang=self.target_lang,
                document="<memory>",
            )


def _pair(number: int, item: object) -> Pair:
    """Return both sides as text; None, or NaN as pandas has it, for one that is missing."""
    sides = (None, item) if isinstance(item, str) or item is None else item
    if not isinstance(sides, Sequence) or len(sides) != 2:
        raise UsageError(f"item {number} is {type(item).__name__}, not a pair of texts.", mend=_MEND)
    source, target = (plain(side) for side in sides)
    if not isinstance(source, str | None) or not isinstance(target, str | None):
        wrong = source if isinstance(target, str | None) else target
        raise UsageError(f"item {number} holds {type(wrong).__name__}, not text.", mend="Give texts.")
    return source, target


def in_memory(data: object, columns: Columns, options: ReadOptions) -> Table | Pairs:
    """Return the segments of what is no file.

    Raises UsageError when it is nothing that can be checked, and for names of columns where there are none.
    """
    table = frame(data)
    if table is None:
        if not isinstance(data, Iterable) or isinstance(data, bytes):
            raise UsageError(f"{type(data).__name__} cannot be checked.", mend=_MEND)
        items = tuple(data)
        if not items or not all(isinstance(item, Mapping) for item in items):
            _refuse(columns, "a list of texts")
            return Pairs(items=items, source_lang=options.source_lang, target_lang=options.target_lang)
        table = records(items)
    return Table(table, columns, options)


def of_file(columns: Columns, options: ReadOptions, *, format: str) -> ReadOptions:  # noqa: A002  the word users know
    """Return the options for a file whose columns the user names. Raises UsageError where it can have none."""
    if format not in _WITH_COLUMNS:
        _refuse(columns, f"a file of the format {format}")
    named = {f"{field}_column": str(name) for field, name in columns.items() if name is not None}
    return replace(options, **named)


def _refuse(columns: Columns, what: str) -> None:
    if given := [field for field, name in columns.items() if name is not None]:
        raise UsageError(f"{given[0]} names a column, and {what} has none.", mend=f"Leave out {given[0]}=.")
