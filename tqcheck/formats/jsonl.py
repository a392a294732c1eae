"""JSON Lines: one object a line, such as {"id": 1, "source": "Bonjour", "target": "Hello"}."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.annotations import codes, findings, record, risk, to_json
from tqcheck.formats.columns import missing, named
from tqcheck.formats.rows import Misfit, Rows, skip
from tqcheck.model import Result, Segment, Skip
from tqcheck.opening import Opened, undecodable

_ONE_VALUE = re.compile(r"\[|\{\s*$")
_SHAPES = 64  # how many sets of keys are remembered


def sniff(head: str) -> bool:
    """Tell whether one of the first lines is a JSON object, or all of it a JSON array of objects."""
    lines = [line for line in head.split("\n") if line.strip()][:5]
    if len(lines) == 1 and head.lstrip().startswith('{"'):
        return True
    return bool(re.match(r"\s*(\[\s*\{|\{\s*\n)", head)) or any(isinstance(_loaded(line), dict) for line in lines)


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the segment of each line that is not blank. Raises UnreadableError when the file is one JSON array."""
    shapes: dict[tuple[str, ...], Rows] = {}
    for number, line, problem in opened.lines(options.encoding):
        if not line or line.isspace():
            continue
        if number == 1 and _ONE_VALUE.match(line):
            mend = "Write one object a line; `jq -c '.[]' FILE` does it for an array."
            raise UnreadableError("JSON, but not one object a line.", path=opened.path, line=1, mend=mend)
        try:
            if problem:
                raise Misfit(problem)  # noqa: TRY301  one way for all that is wrong with a line
            values = _object(line)
            keys = tuple(values)
            if keys not in shapes:
                shapes = shapes if len(shapes) < _SHAPES else {}
                shapes[keys] = _rows(keys, options, opened.path)
            yield shapes[keys].segment(tuple(values.values()), number)
        except Misfit as misfit:
            yield skip(opened.path, number, str(misfit))
        except UsageError as error:
            if not shapes:
                error.line = number
                raise
            yield skip(opened.path, number, str(error))


def write(results: Iterable[Result], original: Opened | None, out: BinaryIO) -> None:
    """Write each object with its `risk`, `codes` and `findings`; lines that were skipped stay as they are."""
    lines = _annotated(iter(results), original) if original else _fresh(results)
    out.writelines(f"{line}\n".encode(errors="surrogateescape") for line in lines)


def _object(line: str) -> dict[str, Any]:
    try:
        values = _decode(line)
    except json.JSONDecodeError as error:
        raise Misfit(f"invalid JSON: {error.msg.removesuffix(' at')} at character {error.pos + 1}.") from error
    except (ValueError, RecursionError) as error:
        raise Misfit(f"JSON that cannot be read: {error}.") from error
    if not isinstance(values, dict):
        raise Misfit('not a JSON object such as {"source": "…", "target": "…"}.')
    if isinstance(values.get("translation"), dict):  # {"translation": {"en": "…", "fr": "…"}}
        values |= values.pop("translation")
    if ("\\ud" in line or "\\uD" in line) and (problem := undecodable("".join(map(str, values.values())))):
        raise Misfit(problem)
    return values


_decode = json.JSONDecoder().decode


def _loaded(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _rows(keys: tuple[str, ...], options: ReadOptions, path: str) -> Rows:
    layout = named(keys, options, sure=True)
    if layout is None:
        raise Misfit(missing(keys, options, sure=True) or f"no key for the target among: {', '.join(keys)}.")
    return Rows(layout, path=path)


def _annotated(results: Iterator[Result], original: Opened) -> Iterator[str]:
    result = next(results, None)
    for number, line, _ in original.lines():
        if result and result.segment.origin.line == number:
            yield to_json(json.loads(line) | _annotation(result))
            result = next(results, None)
        else:
            yield line


def _fresh(results: Iterable[Result]) -> Iterator[str]:
    return (to_json(record(r.segment) | _annotation(r)) for r in results)


def _annotation(result: Result) -> dict[str, object]:
    return {"risk": risk(result), "codes": codes(result), "findings": findings(result)}


FORMAT = Format(name="jsonl", suffixes=(".jsonl", ".ndjson"), sniff=sniff, read=read, write=write)
