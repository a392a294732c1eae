"""What is shown of a text: all of it or what stands around the marks, cut into pieces, whatever draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tqcheck.model import Finding, Severity, Side
from tqcheck.reporters.visible import exposed, visible

LONG = 400
"""Code points from which a text is shown in excerpts."""
_CONTEXT = 90
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Mark:
    """Characters that one or more findings point at; marks never overlap."""

    start: int
    end: int
    severity: Severity
    numbers: list[int]
    """Of the findings, from 1."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of what is shown of a text, visible as it is."""

    text: str
    mark: Mark | None = None
    gap: bool = False
    """True where something is left out."""


def pieces(text: str, findings: tuple[Finding, ...], *, side: Side) -> Iterator[Piece]:
    """Yield what is shown of one side of a segment, in order."""
    marks = _marks(findings, side)
    position = 0
    for start, end in _excerpts(text, marks or _counterpart(text, findings)):
        if start > position:
            yield Piece("… ", gap=True)
        position = start
        for mark in (m for m in marks if start <= m.start and m.end <= end):
            yield Piece(visible(text[position : mark.start]))
            yield Piece(exposed(text[mark.start : mark.end]) or "‸", mark)
            position = mark.end
        yield Piece(visible(text[position:end]))
        position = end
    if position < len(text):
        yield Piece(" …", gap=True)


def bracketed(text: str, findings: tuple[Finding, ...], *, side: Side) -> str:
    """Return one side of a segment with ⟦ ⟧ around what is marked; with several findings, marks carry their numbers."""
    numbered = len(findings) > 1
    return "".join(
        f"⟦{p.text}⟧{numbers(p.mark) if numbered else ''}" if p.mark else p.text
        for p in pieces(text, findings, side=side)
    )


def numbers(mark: Mark) -> str:
    """Return the numbers of the findings that a mark belongs to, in raised figures."""
    return "".join(map(superscript, sorted(mark.numbers)))


def superscript(number: int) -> str:
    """Return the number in raised figures."""
    return str(number).translate(_DIGITS)


def _marks(findings: Iterable[Finding], side: Side) -> list[Mark]:
    """Return the spans of one side in order, those that overlap united."""
    spans = [(s.start, s.end, f.severity, n) for n, f in enumerate(findings, 1) for s in f.spans if s.side == side]
    marks: list[Mark] = []
    for start, end, severity, number in sorted(spans, key=lambda s: (s[0], s[1])):
        last = marks[-1] if marks else None
        if last and (start < last.end or (start, end) == (last.start, last.end)):
            last.end = max(last.end, end)
            last.severity = max(severity, last.severity)
            if number not in last.numbers:
                last.numbers.append(number)
        else:
            marks.append(Mark(start, end, severity, [number]))
    return marks


def _counterpart(text: str, findings: tuple[Finding, ...]) -> list[Mark]:
    """Return a place in a side that nothing points at: as far into it as the first span is into the other side."""
    for finding in findings:
        for span in finding.spans:
            other = finding.segment.text(span.side)
            place = len(text) * span.start // max(1, len(other))
            return [Mark(place, place, finding.severity, [])]
    return []


def _excerpts(text: str, marks: list[Mark]) -> Iterator[tuple[int, int]]:
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
