"""Sentences and clauses of a text, and which clause of the source answers to one of the target."""

from __future__ import annotations

from itertools import pairwise

import regex
from synthesis_parts import Span

FINAL = ".!?…。！？؟۔।॥։።፧។။"
"""Marks that end a sentence."""
_QUOTES = "[\"'”’»)」』]*"
_UNSPACED = r"[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u0e2f\u0e46]"
# Where no spaces part words they part clauses.
_CLAUSE = regex.compile(
    rf"[,;:—–](?=\s)|[،؛；，、：፣፤፥၊](?!\d)|[{FINAL}]+{_QUOTES}(?=\s|$)|[。！？।။]+{_QUOTES}|\s(?=[—–-]\s)"
    rf"|(?<={_UNSPACED})\s+(?={_UNSPACED})"
)
_SENTENCE = regex.compile(rf"[{FINAL}]+{_QUOTES}(?=\s+\S)|[。！？]+{_QUOTES}(?=\S)")
_ALIKE = 0.12


def clauses(text: str) -> list[Span]:
    """Return what marks part, marks included, without the spaces around."""
    return _parts(text, _CLAUSE)


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text."""
    return _parts(text, _SENTENCE)


def _parts(text: str, seam: regex.Pattern[str]) -> list[Span]:
    cuts = [0, *(m.end() for m in seam.finditer(text)), len(text)]
    found = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())  # noqa: PLW2901  the span without its spaces
        if piece.strip() and any(c.isalnum() for c in piece):
            found.append((start, start + len(piece.strip())))
    return found


def counterpart(source: str, target: str, index: int, *, seam: str = "clauses") -> Span | None:
    """Return the part of the source that answers to the target's part of that index.

    None when the sides differ in the number of parts, or the parts in their share of the text.
    """
    split = clauses if seam == "clauses" else sentences
    here, there = split(target), split(source)
    if len(here) != len(there):
        return None
    for (a, b), (c, d) in zip(here, there, strict=True):
        if abs((b - a) / len(target) - (d - c) / len(source)) > _ALIKE:
            return None
    return there[index]


def close(text: str, like: str) -> str:
    """Return a text that ends with the final mark of another one, in place of a comma or the like."""
    if text.rstrip()[-1:] in FINAL:
        return text.rstrip()
    mark = like.rstrip()[-1:]
    return text.rstrip().rstrip(",;:،؛；，、：—–- ") + (mark if mark in FINAL else "")


def open_sentence(text: str) -> str:
    """Return a text with a capital first letter."""
    text = text.lstrip()
    return text[:1].upper() + text[1:]
