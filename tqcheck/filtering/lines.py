"""Sorting the rows of files that are made of lines, without changing a byte of what is kept."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, NamedTuple, TextIO

from tqcheck.filtering.outcomes import Outcomes
from tqcheck.filtering.rules import Reason
from tqcheck.formats import ReadOptions
from tqcheck.formats.csv import delimited
from tqcheck.model import Skip
from tqcheck.opening import Opened, bounded, explaining

WHY = "why"
"""The column, or the key, that a rejected pair gets."""
Reasons = tuple[Reason, ...]


class Line(NamedTuple):
    """A row of a table, or an object, with the end of its line."""

    first: int
    last: int
    text: str
    raw: bytes
    blank: bool
    cells: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A file of text, open."""

    stream: TextIO
    codec: str
    mark: bytes

    def encoded(self, text: str) -> bytes:
        """Return text as the file has it."""
        return text.encode(self.codec, "surrogateescape")

    def lines(self) -> Iterator[Line]:
        """Yield lines; only LF and CR LF end one."""
        if self.codec.startswith(("utf-16", "utf-32")):
            for number, text in enumerate(bounded(self.stream), 1):
                yield Line(number, number, text, text.encode(self.codec), not text.strip())
            return
        for number, raw in enumerate(bounded(self.stream.buffer), 1):
            text = raw.decode(self.codec, "surrogateescape")
            yield Line(number, number, text, raw, not text.strip())

    def rows(self, delimiter: str) -> Iterator[Line]:
        """Yield the rows of CSV, whose cells may hold line ends."""
        taken: list[str] = []
        reader = csv.reader(_recorded(self.stream, taken), delimiter=delimiter, strict=True)
        while True:
            first, cells = reader.line_num + 1, [WHY]
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:  # the reader of the format has skipped it
                pass
            text = "".join(taken)
            taken.clear()
            yield Line(first, reader.line_num, text, self.encoded(text), not any(cells), len(cells))


def sort(  # noqa: PLR0913  two files, and how they are read and written
    opened: Opened, options: ReadOptions, outcomes: Outcomes, *, kind: str, kept: BinaryIO, rejected: BinaryIO
) -> None:
    """Write each row of a file of the format `tsv`, `csv` or `jsonl` to one of two files, the header to both.

    What is rejected tells why in a last column, or under the key `why`.
    """
    with (
        explaining(opened.path),
        closing(opened.text(options.encoding, newline="" if kind == "csv" else "\n")) as stream,
    ):
        codec = stream.encoding
        mark = opened.sample[: stream.buffer.tell()]
        text = Text(stream=stream, codec=codec, mark=mark)
        delimiter = delimited(opened.head(options.encoding), options) if kind == "csv" else "\t"
        rows = text.rows(delimiter) if kind == "csv" else text.lines()
        say = _with_key if kind == "jsonl" else partial(_with_cell, delimiter=delimiter)
        _Sorting(text, outcomes, say, kept, rejected).sort(rows, (opened.path,))


class _Sorting:
    def __init__(
        self,
        text: Text,
        outcomes: Outcomes,
        say: Callable[[Line, str | Reasons, int], str],
        kept: BinaryIO,
        rejected: BinaryIO,
    ) -> None:
        self._text, self._outcomes, self._say = text, outcomes, say
        self._kept, self._rejected = kept, rejected
        self._width = 0

    def sort(self, rows: Iterator[Line], paths: tuple[str, ...]) -> None:
        self._kept.write(self._text.mark)
        self._rejected.write(self._text.mark)
        begun = False
        for row in rows:
            found = self._outcomes.rejected(paths, row.first, row.last)
            if not begun and not row.blank:
                self._width, begun = row.cells or row.text.count("\t") + 1, True
                if found is None:
                    self._kept.write(row.raw)
                    self._rejected.write(self._text.encoded(self._say(row, WHY, self._width)))
                    continue
            self._write(row, found)

    def _write(self, row: Line, found: Reasons | Skip | None) -> None:
        if found is None:
            self._outcomes.counts.blank += 1
        elif found == ():
            self._kept.write(row.raw)
        elif not isinstance(found, Skip):
            self._rejected.write(self._text.encoded(self._say(row, found, self._width)))


def _with_cell(row: Line, why: str | Reasons, width: int, *, delimiter: str) -> str:
    """Return a row with one more cell; cells that it lacks are empty."""
    body, end = _parted(row.text)
    lacking = max(0, width - (row.cells or body.count("\t") + 1))
    cell = why if isinstance(why, str) else "; ".join(reason.said for reason in why)
    if row.cells:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="").writerow([cell])
        cell = out.getvalue()
    return f"{body}{delimiter * (lacking + 1)}{cell}{end}"


def _with_key(row: Line, why: str | Reasons, _width: int) -> str:
    """Return an object with one more key, and nothing else changed unless it has that key."""
    body, end = _parted(row.text)
    said = [reason.said for reason in why if isinstance(reason, Reason)]
    values = json.loads(body)
    if WHY in values or not body.rstrip().endswith("}"):
        return json.dumps(values | {WHY: said}, ensure_ascii=False) + end
    return f'{body.rstrip()[:-1].rstrip()}, "{WHY}": {json.dumps(said, ensure_ascii=False)}}}{end}'


def _parted(text: str) -> tuple[str, str]:
    """Return a row without its end, and the end; that of a last line without one is a line feed."""
    body = text.rstrip("\r\n")
    return body, text[len(body) :] or "\n"


def _recorded(stream: TextIO, taken: list[str]) -> Iterator[str]:
    for line in bounded(stream):
        taken.append(line)
        yield line
