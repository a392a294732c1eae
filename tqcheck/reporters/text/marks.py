"""The texts of a segment with the characters marked that the findings point at."""

from __future__ import annotations

from rich.text import Text

from tqcheck.model import Finding, Severity, Side
from tqcheck.reporters.excerpts import Piece, numbers, pieces
from tqcheck.reporters.text.wrapping import Wrapped

STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "bold yellow",
    Severity.INFO: "bold cyan",
}


def marked(text: str, findings: tuple[Finding, ...], *, side: Side, colour: bool) -> Text:
    """Return one side of a segment with its marks: coloured, or between ⟦ ⟧ where there is no colour.

    Where there are several findings, each mark carries their numbers.
    """
    shown = Wrapped()
    for piece in pieces(text, findings, side=side):
        shown.append_text(_drawn(piece, colour=colour, numbered=len(findings) > 1))
    return shown


def _drawn(piece: Piece, *, colour: bool, numbered: bool) -> Text:
    if piece.mark is None:
        return Text(piece.text, "dim" if piece.gap else "")
    style = STYLES[piece.mark.severity]
    shown = Text(piece.text, style + " underline") if colour else Text(f"⟦{piece.text}⟧")
    if numbered:
        shown.append(numbers(piece.mark), style if colour else "")
    return shown
