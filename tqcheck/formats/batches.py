"""The rows of a table in columns, Parquet or Arrow IPC, as segments, and copies of it with what was found.

A row's number, counted from 1, stands for its line. Columns are known by the same names as those of other tables; those
of a column `translation`, as translation data sets have it, are its languages. In a folder such as `target_lang=fr`
the name tells the language of what lies in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

from tqcheck.columnar import pyarrow
from tqcheck.columnar.adding import Adding, fresh
from tqcheck.columnar.stored import Stored, Way, stored
from tqcheck.columnar.writing import TableWriter
from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.formats.columns import ALIASES, Layout, missing, named
from tqcheck.formats.rows import Misfit, Rows, skip
from tqcheck.lang.tags import canonical
from tqcheck.model import Result, Segment, Skip
from tqcheck.opening import Opened

if TYPE_CHECKING:  # a library that not everybody has
    import pyarrow as pa

_TRANSLATION = "translation"
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


def read(opened: Opened, options: ReadOptions, *, kind: str) -> Iterator[Segment | Skip]:
    """Yield the segment of each row; a row that does not fit is a Skip. Memory: one batch of the columns that are used.

    Raises UsageError when it cannot be known which columns are meant, or without pyarrow.
    """
    with stored(opened, kind) as table:
        if table.rows == 0:
            yield Skip(what=opened.path, why="it has columns and no rows.", incomplete=False)
            return
        ways = _ways(table)
        layout = _layout([name for name, _ in ways], _partitioned(opened.path, options))
        used = [ways[place][1] for place in layout.used()]
        rows = Rows(layout.narrowed(), path=opened.path)
        numbers = count(1)
        for batch in table.batches(used):
            for cells in zip(*(_values(batch, way) for way in used), strict=True):
                yield _segment(rows, cells, next(numbers), opened.path)


def write(results: Iterable[Result], original: Opened | None, out: BinaryIO, *, kind: str) -> None:
    """Write all columns and rows of the original with `tqcheck_risk`, `tqcheck_scores` and `tqcheck_findings`.

    Rows that were not checked are null there. Without an original the columns are those of a report. Memory: 65,536
    rows or 64 MiB.
    """
    if original is None:
        fresh(results, out, kind=kind)
        return
    with stored(original, kind) as table:
        adding = Adding(kind)
        schema = adding.schema(table.schema)
        found = by_row(iter(results))
        with TableWriter(out, schema, kind=kind, compression=table.compression) as writer:
            for batch in table.batches(None):
                writer.write(adding.beside(batch, list(islice(found, batch.num_rows)), schema))


def by_row(results: Iterator[Result]) -> Iterator[Result | None]:
    """Yield what was found in each row, for ever; None for those that were not checked."""
    result = next(results, None)
    for number in count(1):
        here = result is not None and result.segment.origin.line == number
        yield result if here else None
        result = next(results, None) if here else result


def _ways(table: Stored) -> list[tuple[str, Way]]:
    """Return the columns by name; of a column of structs its fields stand for it."""
    found: list[tuple[str, Way]] = []
    for column in table.schema:
        if pyarrow(table.kind).types.is_struct(column.type):
            alone = column.name == _TRANSLATION
            names = [column.type.field(i).name for i in range(column.type.num_fields)]
            found += [(name if alone else f"{column.name}.{name}", (column.name, name)) for name in names]
        else:
            found.append((column.name, (column.name,)))
    return found


def _layout(names: Sequence[str], options: ReadOptions) -> Layout:
    found = named(names, options, sure=True)
    optional = (options.id_column, options.note_column, options.reference_column)
    lost = any(c and not c.isdecimal() and c not in names for c in optional)
    if found is None or lost:
        mend = "Name it with --target-column."
        raise UsageError(missing(names, options) or f"no column for the target among: {', '.join(names)}. {mend}")
    return found


def _partitioned(path: str, options: ReadOptions) -> ReadOptions:
    """Return the options with the languages that folders such as `target_lang=fr` name, where the user names none."""
    said = dict(part.split("=", 1) for part in PurePath(path).parts[:-1] if "=" in part)
    for field in ("source_lang", "target_lang"):
        value = next((said[alias] for alias in ALIASES[field] if alias in said), _NO_VALUE)
        if value != _NO_VALUE and getattr(options, field) is None:
            options = replace(options, **{field: canonical(value)})
    return options


def _values(batch: pa.RecordBatch, way: Way) -> list[Any]:
    """Return the values of a column as Python has them."""
    column = batch.column(batch.schema.names.index(way[0]))
    for name in way[1:]:
        column = column.flatten()[column.type.get_field_index(name)]
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:  # what a careless program wrote as text: `_plain` tells of the rows concerned
        return list(column.cast("binary").to_pylist())


def _segment(rows: Rows, cells: Sequence[Any], number: int, path: str) -> Segment | Skip:
    try:
        return rows.segment([c if type(c) is str else _plain(c) for c in cells], number)
    except Misfit as misfit:
        return skip(path, number, str(misfit))


def _plain(cell: object) -> object:
    """Return bytes as the text that older writers mean by them, and numbers as JSON has them: NaN stands for null."""
    if isinstance(cell, bytes):
        try:
            return cell.decode()
        except UnicodeDecodeError as error:
            raise Misfit(f"bytes that are not UTF-8: {error.reason}.") from error
    if isinstance(cell, float):
        return None if cell != cell else int(cell) if cell.is_integer() else cell  # noqa: PLR0124  NaN differs from itself
    return cell
