"""Numbers in digits with a scale after them: 2.5 million, 3 Mrd., 5 लाख, 3億5000万."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.han_numbers import SCALES
from tqcheck.text.number_lexicon import GAP, LETTERS, lexicon, meaning
from tqcheck.text.numbers import romanised

_HAN_SCALES = re.compile(rf"\s?([{''.join(SCALES)}]+)")
_WORD = re.compile(rf"{GAP}({LETTERS}+)")


class Scaled(NamedTuple):
    """A number in digits and what the word after it multiplies it by."""

    digits: str
    """As written, in ASCII digits."""
    factor: float
    """1 where no scale follows."""
    start: int
    end: int
    """Where the scale ends, or the digits."""


@lru_cache(maxsize=256)
def factored(text: str, tag: str) -> tuple[tuple[str, float], ...]:
    """Return the numbers in digits of `text` as written, in ASCII digits, each with the factor that follows it."""
    known = lexicon(tag)
    if known.scale_first:
        return tuple([(digits, factor) for digits, factor, _, _ in scaled(text, tag)])
    found = known.scaled.findall(text)
    return tuple(
        [
            (digits if digits.isascii() else romanised(digits), _factor(after, tag) if after else 1.0)
            for digits, after in found
        ]
    )


def scaled(text: str, tag: str) -> Iterator[Scaled]:
    """Yield the numbers in digits of `text`, a text in the language `tag`, in order."""
    for match in lexicon(tag).scaled.finditer(text):
        start, end = match.span(1)
        factor, reach = _scale(text, end, tag) if match.group(2) else (1.0, end)
        factor = _scale_before(text, start, tag) if factor == 1 else factor
        yield Scaled(romanised(match.group(1)), factor, start, reach)


@lru_cache(maxsize=4096)
def _factor(after: str, tag: str) -> float:
    return _scale(after, 0, tag)[0]


def _scale_before(text: str, start: int, tag: str) -> float:
    known = lexicon(tag)
    match = known.scale_first.search(text, max(0, start - 20), start) if known.scale_first else None
    return known.exact[match.group(1).casefold()].value if match else 1.0


def _scale(text: str, end: int, tag: str) -> tuple[float, int]:
    if match := _HAN_SCALES.match(text, end):
        return math.prod([SCALES[character] for character in match.group(1)]), match.end()
    known = lexicon(tag)
    if known.piece:
        match = known.piece.match(text, end + (text[end : end + 1] == " "))
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
