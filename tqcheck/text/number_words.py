"""Numbers that a text says in words, in Han characters or in Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tqcheck.lang.tags import language
from tqcheck.text.han_numbers import HAN, Piece, amount, han_value
from tqcheck.text.number_lexicon import Lexicon, lexicon, meaning
from tqcheck.text.tokens import Word, lowered, words

_ROMAN = re.compile(
    r"\b(?=[MDCLXVI]{2}|[IVX](?:e|\b))(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))[a-zèéº]{0,3}\b"
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_GAP = re.compile(r"[\s\u00a0\u202f‐‑-]*")

_HAN_LANGUAGES = frozenset({"zh", "ja", "yue", "wuu", "ko"})


class Spelled(NamedTuple):
    """A number in words: `text[start:end]`."""

    start: int
    end: int
    value: float
    """What the words amount to together."""
    values: frozenset[float]
    """That, and what each word but those of scale means alone."""
    sure: bool = True
    """False for what may be no number: thousands, words of languages where they mean other things too, one Han sign."""


def likely(text: str, tag: str) -> bool:
    """Tell whether `text` has a word that is a number of 2 or more: a cheap first question."""
    known = lexicon(tag)
    if known.run or language(tag) in _HAN_LANGUAGES:
        return HAN.search(text) is not None or (known.run is not None and known.run.search(text) is not None)
    return not known.plain.isdisjoint(lowered(text))


@lru_cache(maxsize=256)
def spelled(text: str, tag: str) -> tuple[Spelled, ...]:
    """Return the numbers in words of `text`, a text in the language `tag`, in order."""
    known = lexicon(tag)
    found = chain(
        _runs(text, known) if known.run else _phrases(text, known),
        _han(text) if language(tag) in _HAN_LANGUAGES else (),
        (_spelled(*m.span(1), (Piece(_roman(m.group(1))),), sure=False) for m in _ROMAN.finditer(text) if m.group(1)),
    )
    return tuple(sorted(found, key=lambda s: s.start))


def _spelled(start: int, end: int, pieces: tuple[Piece, ...], *, sure: bool = True) -> Spelled:
    whole = amount(pieces)
    exact = [p.value for p in pieces if not p.scale]
    return Spelled(start, end, whole, frozenset((whole, *exact)), sure and bool(exact))


def _phrases(text: str, known: Lexicon) -> Iterator[Spelled]:
    """Join number words that follow each other, with `and` between them or not."""
    if not any(meaning(word, known.tag) for word in lowered(text)):
        return
    pieces: tuple[Piece, ...] = ()
    start = end = reach = 0
    for word, found in _found(text, known):
        joins = not found and reach == end and word.text.casefold() in known.joiners
        if pieces and not ((found or joins) and _GAP.fullmatch(text, reach, word.start)):
            yield _spelled(start, end, pieces, sure=not known.loose)
            pieces = ()
        if found:
            start, end = start if pieces else word.start, word.end
            pieces += found
        reach = word.end
    if pieces:
        yield _spelled(start, end, pieces, sure=not known.loose)


def _found(text: str, known: Lexicon) -> Iterator[tuple[Word, tuple[Piece, ...]]]:
    for word in words(text):
        yield word, meaning(word.text.casefold(), known.tag)


def _runs(text: str, known: Lexicon) -> Iterator[Spelled]:
    assert known.run is not None
    assert known.piece is not None
    for match in known.run.finditer(text):
        pieces = tuple(known.exact[m.group()] for m in known.piece.finditer(match.group()))
        yield _spelled(match.start(), match.end(), pieces, sure=not known.loose)


def _han(text: str) -> Iterator[Spelled]:
    for match in HAN.finditer(text):
        value = han_value(match.group())
        yield Spelled(match.start(), match.end(), value, frozenset((value,)), len(match.group()) > 1)


def _roman(written: str) -> float:
    total = 0
    for character, following in zip(written, written[1:] + " ", strict=True):
        value = _ROMAN_DIGITS[character]
        total += -value if value < _ROMAN_DIGITS.get(following, 0) else value
    return float(total)
