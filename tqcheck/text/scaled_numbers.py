"""Numbers in digits with a scale after them: 2.5 million, 3 Mrd., 5 लाख, 3億5000万."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.text.han_numbers import SCALES
from tqcheck.text.number_lexicon import lexicon, meaning
from tqcheck.text.numbers import Number

_HAN_SCALES = re.compile(rf"\s?([{''.join(SCALES)}]+)")
_WORD = re.compile(r"[\s‐‑-]{0,2}([^\s\d_.,;:!?()\[\]{}\"“”«»…/।%‐‑–—-]+)(?:\s(?:de|di|d))?")


def scaled(text: str, found: tuple[Number, ...], tag: str) -> Iterator[tuple[Number, float, int]]:
    """Yield each number with the factor that follows it (1 for none) and the end of both."""
    for number in found:
        yield number, *_scale(text, number.end, tag)


def _scale(text: str, end: int, tag: str) -> tuple[float, int]:
    following = text[end : end + 2]
    if not following.strip():
        return 1.0, end
    if not following.isascii() and (match := _HAN_SCALES.match(text, end)):
        factor = 1.0
        for character in match.group(1):
            factor *= SCALES[character]
        return factor, match.end()
    known = lexicon(tag)
    if known.piece:
        match = known.piece.match(text, end + (following[0] == " "))
        piece = known.exact[match.group()] if match else None
        return (piece.value, match.end()) if match and piece and piece.scale else (1.0, end)
    factor, reach = 1.0, end
    for _ in range(2):
        match = _WORD.match(text, reach)
        pieces = meaning(match.group(1).casefold(), tag) if match else ()
        if match is None or len(pieces) != 1 or not pieces[0].scale:
            break
        factor, reach = factor * pieces[0].value, match.end(1)
    return factor, reach
