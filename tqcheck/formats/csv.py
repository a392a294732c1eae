"""CSV: cells parted by commas, semicolons or bars, quoted where they hold one of these or a line end."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from tqcheck.errors import UsageError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.columns import named
from tqcheck.formats.tables import Row, segments
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened, bounded, undecodable

_DELIMITERS = "\t;|,"  # of two that part every row alike the rarer in prose is meant


def sniff(head: str) -> bool:
    """Tell whether there is a header, or else several rows of equal width with quoted cells."""
    delimiter = delimited(head, ReadOptions())
    rows = _sample(head, delimiter)
    if delimiter == "\t" or not rows or len(rows[0]) < 2:
        return False
    quoted = head.startswith('"') or f'{delimiter}"' in head
    return _is_header(rows[0], ReadOptions()) or (quoted and len(rows) > 1 and len({len(r) for r in rows}) == 1)


def delimited(head: str, options: ReadOptions) -> str:
    """Return what parts the cells: what makes a header of the first row, or else rows of equal width."""

    def fitness(delimiter: str) -> tuple[bool, float, int]:
        rows = _sample(head, delimiter)
        if not rows:
            return False, 0, 0
        width, count = Counter(map(len, rows)).most_common(1)[0]
        return len(rows[0]) > 1 and _is_header(rows[0], options), (width > 1) * count / len(rows), -abs(width - 2)

    return max(_DELIMITERS, key=fitness)


def rows(opened: Opened, options: ReadOptions) -> Iterator[Row]:
    """Yield every row that is not blank, with the lines on which it begins and ends."""
    delimiter = delimited(opened.head(options.encoding), options)
    with opened.text(options.encoding) as stream:
        reader = csv.reader(bounded(stream), delimiter=delimiter, strict=True)
        while True:
            begins = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(begins, [], _problem(error, lines=reader.line_num - begins + 1))
                continue
            if any(cells):
                yield Row(begins, cells, undecodable("".join(cells)), reader.line_num)


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the segments of a table with or without a header."""
    return segments(rows(opened, options), path=opened.path, options=options)


def _is_header(row: list[str], options: ReadOptions) -> bool:
    try:
        return named(row, options) is not None
    except UsageError:  # it names several languages
        return True


def _sample(head: str, delimiter: str) -> list[list[str]]:
    found: list[list[str]] = []
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    with suppress(csv.Error):
        found.extend(row for row in reader if row)
    return found[:-1] if len(found) > 1 and not head.endswith(("\n", "\r")) else found  # the last may be cut


def _problem(error: csv.Error, *, lines: int) -> str:
    if "limit" in str(error) or "end of data" in str(error):
        passed = f", and {lines} lines were passed over" if lines > 1 else ""
        long = f"a cell is longer than {csv.field_size_limit():,} characters: " if "limit" in str(error) else ""
        return f"{long}a quotation mark opens here and is not closed{passed}. Double it, or close it."
    return f"malformed: {error}. A quotation mark within a quoted cell is doubled."


FORMAT = Format(name="csv", suffixes=(".csv",), sniff=sniff, read=read)
