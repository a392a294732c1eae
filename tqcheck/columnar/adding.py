"""What a run says of a segment, as columns: risk, scores, findings; and whole results as a table of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from tqcheck.columnar import pyarrow
from tqcheck.columnar.stored import ROWS
from tqcheck.columnar.writing import TableWriter
from tqcheck.model import Finding, Result

if TYPE_CHECKING:  # a library that not everybody has
    import pyarrow as pa

PREFIX = "tqcheck_"
"""Begins the names of columns that are added to those of an original."""
_OF_OTHERS = b"huggingface"
"""Metadata that lists the columns of a data set; it would be wrong of more."""
_SEGMENT: Mapping[str, Callable[[Result], object]] = {
    "id": lambda r: r.segment.id,
    "source": lambda r: r.segment.source,
    "target": lambda r: r.segment.target,
    "source_lang": lambda r: r.segment.source_lang,
    "target_lang": lambda r: r.segment.target_lang,
    "path": lambda r: r.segment.origin.path,
    "line": lambda r: r.segment.origin.line,
    "key": lambda r: r.segment.origin.key,
}


class Adding:
    """Makes the columns. Raises UsageError where pyarrow is missing."""

    def __init__(self, kind: str) -> None:
        self._arrow = arrow = pyarrow(kind)
        place = [("start", arrow.int32()), ("end", arrow.int32())]
        finding = arrow.struct([
            ("code", arrow.string()),
            ("name", arrow.string()),
            ("severity", arrow.string()),
            ("confidence", arrow.float64()),
            ("message", arrow.string()),
            ("spans", arrow.list_(arrow.struct([("side", arrow.string()), *place]))),
            ("evidence", arrow.string()),
            ("fix", arrow.struct([*place, ("replacement", arrow.string())])),
        ])  # fmt: skip
        self._types = {
            "risk": arrow.float64(),
            "scores": arrow.map_(arrow.string(), arrow.float64()),
            "findings": arrow.list_(finding),
        }
        texts = {name: arrow.int64() if name == "line" else arrow.string() for name in _SEGMENT}
        self.whole: pa.Schema = arrow.schema([*texts.items(), *self._types.items()])
        """The columns of a result that stands alone."""

    def schema(self, original: pa.Schema) -> pa.Schema:
        """Return the columns of an original with those that are added, or anew if it has them."""
        kept = [field for field in original if field.name not in self._added()]
        said = {key: value for key, value in (original.metadata or {}).items() if key != _OF_OTHERS}
        added = [self._arrow.field(name, self._types[short]) for name, short in self._added().items()]
        return self._arrow.schema([*kept, *added], metadata=said)

    def beside(self, batch: pa.RecordBatch, results: Sequence[Result | None], schema: pa.Schema) -> pa.RecordBatch:
        """Return rows of the original with what was found in them; None for those that were not checked."""
        kept = [c for name, c in zip(batch.schema.names, batch.columns, strict=True) if name not in self._added()]
        return self._arrow.record_batch([*kept, *self._columns(results)], schema=schema)

    def alone(self, results: Sequence[Result]) -> pa.RecordBatch:
        """Return the rows of results that stand alone."""
        fields = [self._array([value(r) for r in results], self.whole.field(n).type) for n, value in _SEGMENT.items()]
        return self._arrow.record_batch([*fields, *self._columns(results)], schema=self.whole)

    def _columns(self, results: Sequence[Result | None]) -> list[pa.Array]:
        values = ([r and of(r) for r in results] for of in (_risk, _scores, _findings))
        return [self._array(column, kind) for column, kind in zip(values, self._types.values(), strict=True)]

    def _added(self) -> Mapping[str, str]:
        return {f"{PREFIX}{short}": short for short in self._types}

    def _array(self, values: list[Any], kind: pa.DataType) -> pa.Array:
        try:
            return self._arrow.array(values, kind)
        except UnicodeEncodeError:
            return self._arrow.array(_encodable(values), kind)


def fresh(results: Iterable[Result], out: BinaryIO, *, kind: str) -> None:
    """Write results as a table of their own."""
    adding = Adding(kind)
    remaining = iter(results)
    with TableWriter(out, adding.whole, kind=kind) as writer:
        while some := list(islice(remaining, ROWS)):
            writer.write(adding.alone(some))


def _risk(result: Result) -> float:
    return round(result.verdict.risk, 6)


def _scores(result: Result) -> list[tuple[str, float]]:
    return [(score.scorer, round(score.value, 6)) for score in result.scores]


def _findings(result: Result) -> list[Mapping[str, object]]:
    return [_finding(f) for f in result.findings]


def _finding(finding: Finding) -> Mapping[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 6),
        "message": finding.message,
        "spans": [asdict(s) for s in finding.spans],
        "evidence": finding.evidence,
        "fix": (fix := finding.fix) and {"start": fix.start, "end": fix.end, "replacement": fix.replacement},
    }


def _encodable(value: Any) -> Any:  # noqa: ANN401  a value of any column
    """Return the value with halves of surrogate pairs, which no column of UTF-8 can hold, replaced by U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list | tuple):
        return type(value)(map(_encodable, value))
    return {key: _encodable(v) for key, v in value.items()} if isinstance(value, dict) else value
