"""Fractions in words: two thirds, ein Viertel, три четверти, 三分之二."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tqcheck.lang.tables import section
from tqcheck.text.han_numbers import HAN, han_value
from tqcheck.text.number_lexicon import lexicon, meaning
from tqcheck.text.number_words import Spelled
from tqcheck.text.tokens import Word, lowered, words

_SIGN = HAN.pattern.removesuffix("+")
_OF = re.compile(rf"((?<!{_SIGN}){_SIGN}++|(?<!\d)\d++)\s?(?:分之|分の|분의)\s?({HAN.pattern}|\d+)")
_MOST = 9  # numerators are said as one word


@cache
def _denominators(tag: str) -> dict[str, float]:
    return {
        form: float(value) for value, forms in section(tag, "numbers").get("fractions", {}).items() for form in forms
    }


@cache
def _signs(tag: str) -> frozenset[str]:
    """Return the words that tell of a fraction: thirds, two-thirds."""
    below = _denominators(tag)
    above = [word for word, piece in lexicon(tag).exact.items() if below and 1 <= piece.value <= _MOST]
    return frozenset(below) | {f"{first}-{last}" for first in above for last in below}


@lru_cache(maxsize=256)
def fractions(text: str, tag: str) -> tuple[Spelled, ...]:
    """Return the fractions that `text`, a text in the language `tag`, says in words, in order."""
    if "分" in text or "분의" in text:
        return tuple(_han(text))
    return () if _signs(tag).isdisjoint(lowered(text)) else tuple(_worded(words(text), tag))


def _han(text: str) -> Iterator[Spelled]:
    for match in _OF.finditer(text):
        below, above = (float(part) if part.isdigit() else han_value(part) for part in match.groups())
        if 0 < above < below:
            yield _fraction(*match.span(), above / below)


def _worded(found: tuple[Word, ...], tag: str) -> Iterator[Spelled]:
    known = _denominators(tag)
    for first, last in zip((None, *found), found, strict=False):
        whole = last.text.casefold().split("-")
        below = known.get(whole[-1])
        above = _above(whole[0] if len(whole) > 1 else first.text.casefold() if first else "", tag)
        if below and 0 < above < below:
            start = first.start if first and len(whole) == 1 else last.start
            yield _fraction(start, last.end, above / below)


def _above(word: str, tag: str) -> float:
    pieces = meaning(word, tag) if word else ()
    value = pieces[0].value if len(pieces) == 1 else 0.0
    return value if value <= _MOST and lexicon(tag).plain else 0.0


def _fraction(start: int, end: int, value: float) -> Spelled:
    return Spelled(start, end, value, frozenset((float(f"{value:.10g}"),)))
