"""The texts of a segment with the characters marked that the findings point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from tqcheck.model import Finding, Severity, Side
from tqcheck.reporters.visible import exposed, visible

STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "bold yellow",
    Severity.INFO: "bold cyan",
}
LONG = 400
"""Code points from which a text is shown in excerpts."""
_CONTEXT = 90
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Mark:
    """Characters that one or more findings point at; marks never overlap."""

    start: int
    end: int
    severity: Severity
    numbers: list[int]


def marked(text: str, findings: tuple[Finding, ...], *, side: Side, colour: bool) -> Text:
    """Return one side of a segment with its marks: coloured, or between ⟦ ⟧ where there is no colour.

    Where there are several findings, each mark carries their numbers.
    """
    marks = _marks(findings, side)
    shown = Text()
    position = 0
    for start, end in _excerpts(text, marks or _counterpart(text, findings)):
        if start > position:
            shown.append("… ", "dim")
        position = start
        for mark in (m for m in marks if start <= m.start and m.end <= end):
            shown.append(visible(text[position : mark.start]))
            shown.append_text(_drawn(text, mark, colour=colour, numbered=len(findings) > 1))
            position = mark.end
        shown.append(visible(text[position:end]))
        position = end
    if position < len(text):
        shown.append(" …", "dim")
    return shown


def superscript(number: int) -> str:
    """Return the number in raised figures."""
    return str(number).translate(_DIGITS)


def _marks(findings: Iterable[Finding], side: Side) -> list[_Mark]:
    """Return the spans of one side in order, those that overlap united."""
    spans = [(s.start, s.end, f.severity, n) for n, f in enumerate(findings, 1) for s in f.spans if s.side == side]
    marks: list[_Mark] = []
    for start, end, severity, number in sorted(spans, key=lambda s: (s[0], s[1])):
        last = marks[-1] if marks else None
        if last and (start < last.end or (start, end) == (last.start, last.end)):
            last.end = max(last.end, end)
            last.severity = max(severity, last.severity)
            if number not in last.numbers:
                last.numbers.append(number)
        else:
            marks.append(_Mark(start, end, severity, [number]))
    return marks


def _drawn(text: str, mark: _Mark, *, colour: bool, numbered: bool) -> Text:
    covered = exposed(text[mark.start : mark.end]) or "‸"
    shown = Text(covered, STYLES[mark.severity] + " underline") if colour else Text(f"⟦{covered}⟧")
    if numbered:
        shown.append("".join(superscript(n) for n in sorted(mark.numbers)), STYLES[mark.severity] if colour else "")
    return shown


def _counterpart(text: str, findings: tuple[Finding, ...]) -> list[_Mark]:
    """Return a place in a side that nothing points at: as far into it as the first span is into the other side."""
    for finding in findings:
        for span in finding.spans:
            other = finding.segment.text(span.side)
            place = len(text) * span.start // max(1, len(other))
            return [_Mark(place, place, finding.severity, [])]
    return []


def _excerpts(text: str, marks: list[_Mark]) -> Iterator[tuple[int, int]]:
    """Yield the parts of `text` to show: all of it, or when it is long what stands around the marks."""
    if len(text) <= LONG:
        yield 0, len(text)
        return
    around = [(_word_start(text, m.start - _CONTEXT), _word_end(text, m.end + _CONTEXT)) for m in marks]
    merged: list[tuple[int, int]] = []
    for start, end in around or [(0, _word_end(text, 2 * _CONTEXT))]:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    yield from merged


def _word_start(text: str, place: int) -> int:
    """Return the beginning of the word at `place`, or `place` where no space is near."""
    if place <= 0:
        return 0
    space = text.rfind(" ", max(0, place - 20), place)
    return place if space < 0 else space + 1


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.find(" ", place, place + 20)
    return place if space < 0 else space
