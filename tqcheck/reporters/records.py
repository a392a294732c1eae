"""Results as JSON, built by hand: this runs once for each of millions of segments."""

from __future__ import annotations

from collections.abc import Iterable
from json.encoder import encode_basestring

from tqcheck.model import Aside, Finding, Fix, Result, Segment, Shared, Skip, Span

# Valid inside JSON strings, but line ends to many readers of lines.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def result(item: Result) -> str:
    """Return the object that stands for one segment, without its texts, on one line."""
    scores = ",".join(f"{string(s.scorer)}:{_number(s.value)}" for s in item.scores)
    back = f',"back_translation":{{"text":{string(item.back.text)},"by":{string(item.back.by)}}}' if item.back else ""
    return (
        f'{{"id":{string(item.segment.id)},"risk":{_number(item.verdict.risk)},"scores":{{{scores}}},'
        f'"findings":[{",".join(map(finding, item.findings))}]{back}{_aside(item.aside)}}}'
    )


def full_result(item: Result) -> str:
    """Return the same object with the texts, the place and the reasons of the risk, on one line."""
    because = ",".join(f'{{"what":{string(r.what)},"weight":{_number(r.weight)}}}' for r in item.verdict.because)
    return f'{result(item)[:-1]},"because":[{because}],{_segment(item.segment)}}}'


def finding(item: Finding) -> str:
    """Return the object that stands for one finding."""
    return (
        f'{{"code":{string(item.code)},"name":{string(item.name)},"severity":"{item.severity.value}",'
        f'"confidence":{_number(item.confidence)},"message":{string(item.message)},"spans":[{_spans(item.spans)}],'
        f'"evidence":{string(item.evidence)},"fix":{_fix(item.fix)}}}'
    )


def skip(item: Skip) -> str:
    """Return the object that stands for something that was not checked."""
    path, line = (item.origin.path, item.origin.line) if item.origin else (None, None)
    return (
        f'{{"what":{string(item.what)},"why":{string(item.why)},"path":{_optional(path)},"line":{_whole(line)},'
        f'"incomplete":{"true" if item.incomplete else "false"}}}'
    )


def shared(item: Shared) -> str:
    """Return the object that stands for a source string that fails in most of its languages."""
    origin, langs = item.origin, ",".join(map(string, item.languages))
    return (
        f'{{"code":{string(item.code)},"name":{string(item.name)},"severity":"{item.severity.value}",'
        f'"message":{string(item.message)},"source":{string(item.source)},"path":{string(origin.path)},'
        f'"line":{_whole(origin.line)},"key":{_optional(origin.key)},"languages":[{langs}],"of":{item.of}}}'
    )


def string(text: str) -> str:
    """Return `text` as a JSON string that no reader of lines breaks in two."""
    encoded = encode_basestring(text)
    return encoded if encoded.isascii() else encoded.translate(_LINE_ENDS)


def _segment(item: Segment) -> str:
    origin = item.origin
    return (
        f'"source":{_optional(item.source)},"target":{string(item.target)},'
        f'"source_lang":{_optional(item.source_lang)},"target_lang":{_optional(item.target_lang)},'
        f'"path":{string(origin.path)},"line":{_whole(origin.line)},"key":{_optional(origin.key)}{_reference(item)}'
    )


def _reference(item: Segment) -> str:
    return "" if item.reference is None else f',"reference":{string(item.reference)}'


def _aside(items: Iterable[Aside]) -> str:
    told = ",".join(f'{{"by":"{a.by}","reason":{string(a.reason)},"finding":{finding(a.finding)}}}' for a in items)
    return f',"aside":[{told}]' if told else ""


def _spans(spans: Iterable[Span]) -> str:
    return ",".join(f'{{"side":"{s.side}","start":{s.start},"end":{s.end}}}' for s in spans)


def _fix(fix: Fix | None) -> str:
    if fix is None:
        return "null"
    return f'{{"start":{fix.start},"end":{fix.end},"replacement":{string(fix.replacement)}}}'


def _number(value: float) -> str:
    return repr(round(value, 6))


def _whole(value: int | None) -> str:
    return "null" if value is None else str(value)


def _optional(text: str | None) -> str:
    return "null" if text is None else string(text)
