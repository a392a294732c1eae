"""TSV: one row a line, cells parted by tabs, nothing quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.annotations import codes, findings, record, risk, to_json
from tqcheck.formats.columns import ADDED, ALIASES, named, unannotated
from tqcheck.formats.tables import Row, segments
from tqcheck.model import Result, Segment, Skip
from tqcheck.opening import Opened

_ESCAPES = {ord("\t"): r"\t", ord("\n"): r"\n", ord("\r"): r"\r"}
_NAMES = ("id", *(name for name in ALIASES if name != "id"))


def sniff(head: str) -> bool:
    """Tell whether every line has tabs, and each as many."""
    lines = head.split("\n")
    whole = lines[:-1] if len(lines) > 1 else lines  # the head may end within a line
    tabs = {line.count("\t") for line in whole if line.strip()}
    return len(tabs) == 1 and 0 not in tabs


def rows(opened: Opened, encoding: str | None = None) -> Iterator[Row]:
    """Yield every row that is not blank."""
    for number, line, problem in opened.lines(encoding):
        if line and not line.isspace():
            yield Row(number, line.split("\t"), problem)


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the segments of a table with or without a header."""
    return segments(rows(opened, options.encoding), path=opened.path, options=options)


def write(results: Iterable[Result], original: Opened | None, out: BinaryIO) -> None:
    r"""Write every row with its risk, the codes of its findings, and the findings as JSON.

    Of an original all rows and columns are kept, and rows that were skipped stay as they are. Without one, a tab or
    a line end within a text is written as `\t` or `\n`: JSONL loses nothing.
    """
    lines = _annotated(iter(results), original) if original else _fresh(results)
    out.writelines(f"{line}\n".encode(errors="surrogateescape") for line in lines)


def _annotated(results: Iterator[Result], original: Opened) -> Iterator[str]:
    result = next(results, None)
    begun = False
    for number, line, _ in original.lines():
        cells = unannotated(line.split("\t"))
        if result and result.segment.origin.line == number:
            yield "\t".join([*cells, *_annotation(result)])
            result = next(results, None)
        elif not begun and (len(cells) > 1 or named(cells, ReadOptions())):
            yield "\t".join([*cells, *ADDED])
        else:
            yield line
        begun = begun or bool(line.strip())


def _fresh(results: Iterable[Result]) -> Iterator[str]:
    yield "\t".join(_NAMES + ADDED)
    for result in results:
        fields = record(result.segment)
        yield "\t".join([*(_cell(fields.get(name, "")) for name in _NAMES), *_annotation(result)])


def _annotation(result: Result) -> tuple[str, str, str]:
    return f"{risk(result):.4f}", ",".join(codes(result)), to_json(findings(result))


def _cell(value: object) -> str:
    return ",".join(value) if isinstance(value, list) else str(value).translate(_ESCAPES)


FORMAT = Format(name="tsv", suffixes=(".tsv", ".tab"), sniff=sniff, read=read, write=write)
