"""Results as tables: a row a segment or a row a finding, for pandas, polars and Arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from tqcheck.errors import UsageError
from tqcheck.extras import library
from tqcheck.model import NOWHERE, Finding, Result, Severity, Side

What = Literal["segments", "findings"]
SEVERITIES = tuple(s.value for s in Severity)
"""From the least to the worst: the order of the column `severity`."""
_TEXT, _NUMBER, _COUNT, _PLACE, _GRADE = "text", "number", "count", "place", "severity"
Column = tuple[str, str, list[Any]]
"""Its name, what it holds, its values."""


def worst(result: Result) -> str | None:
    """Return the worst severity among the findings, None without any."""
    return max((f.severity for f in result.findings), key=lambda s: s.rank).value if result.findings else None


_SEGMENTS: Mapping[str, tuple[str, Callable[[Result], object]]] = {
    "id": (_TEXT, lambda r: r.segment.id),
    "source": (_TEXT, lambda r: r.segment.source),
    "target": (_TEXT, lambda r: r.segment.target),
    "source_lang": (_TEXT, lambda r: r.segment.source_lang),
    "target_lang": (_TEXT, lambda r: r.segment.target_lang),
    "path": (_TEXT, lambda r: r.segment.origin.path),
    "line": (_PLACE, lambda r: r.segment.origin.line),
    "key": (_TEXT, lambda r: r.segment.origin.key),
    "risk": (_NUMBER, lambda r: float(r.verdict.risk)),
    "findings": (_COUNT, lambda r: len(r.findings)),
    "severity": (_GRADE, worst),
    "codes": (_TEXT, lambda r: ", ".join(dict.fromkeys(f.code for f in r.findings))),
    "back_translation": (_TEXT, lambda r: r.back.text if r.back else None),
}
_FINDINGS: Mapping[str, tuple[str, Callable[[Finding], object]]] = {
    "id": (_TEXT, lambda f: f.segment.id),
    "code": (_TEXT, lambda f: f.code),
    "name": (_TEXT, lambda f: f.name),
    "severity": (_GRADE, lambda f: f.severity.value),
    "confidence": (_NUMBER, lambda f: float(f.confidence)),
    "message": (_TEXT, lambda f: f.message),
    "evidence": (_TEXT, lambda f: f.evidence),
    "in_source": (_TEXT, lambda f: _covered(f, "source")),
    "in_target": (_TEXT, lambda f: _covered(f, "target")),
    "replacement": (_TEXT, lambda f: f.fix.replacement if f.fix else None),
    "source": (_TEXT, lambda f: f.segment.source),
    "target": (_TEXT, lambda f: f.segment.target),
    "source_lang": (_TEXT, lambda f: f.segment.source_lang),
    "target_lang": (_TEXT, lambda f: f.segment.target_lang),
    "path": (_TEXT, lambda f: f.segment.origin.path),
    "line": (_PLACE, lambda f: f.segment.origin.line),
    "fingerprint": (_TEXT, lambda f: f.fingerprint),
}


def columns(results: Sequence[Result], what: What) -> list[Column]:
    """Return the columns of a table; each score has one. Raises UsageError when `what` is no table."""
    if what == "findings":
        findings = [f for r in results for f in r.findings]
        return [(name, kind, [value(f) for f in findings]) for name, (kind, value) in _FINDINGS.items()]
    if what != "segments":
        raise UsageError(f"there is no table {what!r}.", mend="It may be segments or findings.")
    made: list[Column] = [(name, kind, [value(r) for r in results]) for name, (kind, value) in _SEGMENTS.items()]
    absent = _absent(results)
    return [*(column for column in made if column[0] not in absent), *_scores(results)]


def _absent(results: Sequence[Result]) -> frozenset[str]:
    """Return the columns that would say nothing: places of what came from memory, back-translations where none is."""
    places = () if any(r.segment.origin.path != NOWHERE.path for r in results) else ("path", "line", "key")
    return frozenset((*places, *(() if any(r.back for r in results) else ("back_translation",))))


def to_pandas(results: Sequence[Result], what: What, index: Any) -> Any:  # noqa: ANN401  of a library that may be missing
    """Return a `pandas.DataFrame`. Rows of findings have the label of their segment, as often as it has findings."""
    pandas = library("pandas", purpose="to_pandas()", extra="notebook")
    kept = None
    if index is not None:
        kept = index if what == "segments" else index.repeat([len(r.findings) for r in results])
    made = {name: pandas.Series(_typed(pandas, kind, values), dtype=_PANDAS.get(kind)) for name, kind, values in
            columns(results, what)}  # fmt: skip
    frame = pandas.DataFrame(made)
    return frame if kept is None else frame.set_index(kept)


def to_polars(results: Sequence[Result], what: What) -> Any:  # noqa: ANN401  likewise
    """Return a `polars.DataFrame`."""
    polars = library("polars", purpose="to_polars()")
    types = {
        _TEXT: polars.String,
        _NUMBER: polars.Float64,
        _COUNT: polars.Int64,
        _PLACE: polars.Int64,
        _GRADE: polars.Enum(SEVERITIES),
    }
    made = columns(results, what)
    return polars.DataFrame(
        {name: _encodable(values) for name, _, values in made},
        schema={name: types.get(kind, polars.Int64) for name, kind, _ in made},
    )


def to_arrow(results: Sequence[Result], what: What) -> Any:  # noqa: ANN401  likewise
    """Return a `pyarrow.Table`."""
    arrow = library("pyarrow", purpose="to_arrow()")
    types = {
        _TEXT: arrow.string(),
        _NUMBER: arrow.float64(),
        _COUNT: arrow.int64(),
        _PLACE: arrow.int64(),
        _GRADE: arrow.string(),
    }
    made = columns(results, what)
    return arrow.table(
        {name: arrow.array(_encodable(values), types.get(kind, arrow.int64())) for name, kind, values in made}
    )


def _scores(results: Sequence[Result]) -> list[Column]:
    names = dict.fromkeys(score.scorer for r in results for score in r.scores)
    given = [{score.scorer: float(score.value) for score in r.scores} for r in results]
    return [(f"score_{name}", _NUMBER, [scores.get(name) for scores in given]) for name in names]


_PANDAS = {_NUMBER: "float64", _COUNT: "int64", _PLACE: "Int64"}


def _typed(pandas: Any, kind: str, values: list[Any]) -> Any:  # noqa: ANN401  likewise
    return pandas.Categorical(values, SEVERITIES, ordered=True) if kind == _GRADE else _encodable(values)


def _encodable(values: Iterable[Any]) -> list[Any]:
    """Return the values with lone surrogates, which no column of UTF-8 can hold, replaced by U+FFFD."""
    return [_clean(v) if isinstance(v, str) and not v.isascii() else v for v in values]


def _clean(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _covered(finding: Finding, side: Side) -> str:
    text = finding.segment.text(side)
    return " … ".join(text[s.start : s.end] for s in finding.spans if s.side == side)
