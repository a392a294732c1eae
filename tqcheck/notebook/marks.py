"""The texts of a segment as HTML, with what the findings point at marked."""

from __future__ import annotations

from html import escape

from tqcheck.lang.tags import script
from tqcheck.model import Finding, Segment, Side
from tqcheck.reporters.excerpts import Mark, Piece, pieces
from tqcheck.reporters.visible import oneline

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})


def text(segment: Segment, side: Side, findings: tuple[Finding, ...] = ()) -> str:
    """Return one side of a segment, long ones in excerpts, in an element that knows its language and direction.

    Where there are several findings, each mark carries their numbers.
    """
    tag = segment.source_lang if side == "source" else segment.target_lang
    language = f' lang="{escape(tag)}"' if tag else ""
    drawn = "".join(_piece(p, findings) for p in pieces(segment.text(side), findings, side=side))
    return f'<div class="tq-text" dir="{direction(tag)}"{language}>{drawn}</div>'


def direction(tag: str | None) -> str:
    """Return the direction in which a language is written; `auto` where nobody says which language it is."""
    try:
        return "auto" if not tag else "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"
    except ValueError:  # a segment made by hand may have any tag
        return "auto"


def _piece(piece: Piece, findings: tuple[Finding, ...]) -> str:
    if piece.gap:
        return f'<span class="tq-dim">{piece.text}</span>'
    return _mark(piece.text, piece.mark, findings) if piece.mark else escape(piece.text)


def _mark(covered: str, mark: Mark, findings: tuple[Finding, ...]) -> str:
    said = (findings[number - 1] for number in sorted(mark.numbers))
    title = escape(" · ".join(f"{f.code} {f.severity.value}: {oneline(f.message)}" for f in said))
    numbers = ",".join(map(str, sorted(mark.numbers)))
    note = f'<sup dir="ltr">{numbers}</sup>' if len(findings) > 1 else ""
    return f'<mark class="tq-{mark.severity.value}" title="{title}">{escape(covered)}{note}</mark>'
