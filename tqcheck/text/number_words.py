"""Numbers that a text says in words, in Han characters or in Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from tqcheck.text.han_numbers import HAN, SCALES, Piece, amount, han_value
from tqcheck.text.number_lexicon import Lexicon, lexicon, meanings
from tqcheck.text.scaled_numbers import factored
from tqcheck.text.tokens import lowered, words

_ROMAN = re.compile(
    r"\b(?=[MDCLXVI]{2}|[IVX](?:e|\b))(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))[a-zèéº]{0,3}\b"
)
_ROMANS = 40  # above are MD, CD and DC
_ROMAN_LETTERS = re.compile(r"(?<![A-Z])[IVX]{2,}(?![A-Z])")
_CAPITALS = re.compile("[MDCLXVI]+")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SCALES = frozenset(SCALES)
_TEN, _DOZEN = 10, 12
_GAP = re.compile(r"[\s\u00a0\u202f‐‑-]*")

_HAN_NUMBER = re.compile(HAN.pattern[:-1] + "{2,}")  # one sign may be no number


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
    roman: bool = False
    """A Roman numeral of two letters or more, below 40."""


def likely(text: str, tag: str) -> bool:
    """Tell whether `text` may have a sure number of 2 or more in words: a cheap first question.

    A scale announces one where no digits stand before it.
    """
    known = lexicon(tag)
    if known.han:
        return _HAN_NUMBER.search(text) is not None
    found = lowered(text)
    if known.loose or known.plain.isdisjoint(found):
        return False
    said = known.plain & found
    return not said <= known.scales or all(factor == 1 for _, factor in factored(text, tag))


def romans(text: str) -> list[str]:
    """Return what may be Roman numerals of two letters or more in `text`: a cheap first question."""
    if "II" in text or "IV" in text or "VI" in text or "IX" in text or "XI" in text or "XV" in text or "XX" in text:
        return _ROMAN_LETTERS.findall(text)
    return []


@lru_cache(maxsize=256)
def known_words(text: str, tag: str) -> Mapping[str, tuple[Piece, ...]]:
    """Return the words of `text` that say numbers, case-folded, with what each means alone."""
    table = meanings(tag)
    return MappingProxyType({word: found for word in lowered(text) if (found := table[word])})


def alike(source: tuple[str, str], target: tuple[str, str]) -> bool:
    """Tell whether two texts, each with its language, say numbers in words, and each the same ones."""
    first = _values(*source)
    return bool(first) and first == _values(*target)


def _values(text: str, tag: str) -> frozenset[float]:
    """Return what the words of `text` mean, each alone; one and fractions do not count, Han signs are not known."""
    if lexicon(tag).han:
        return frozenset()
    pieces = chain.from_iterable(known_words(text, tag).values())
    return frozenset([piece.value for piece in pieces if piece.scale or piece.value >= 2])


@lru_cache(maxsize=256)
def spelled(text: str, tag: str) -> tuple[Spelled, ...]:
    """Return the numbers in words of `text`, a text in the language `tag`, in order."""
    known = lexicon(tag)
    found = chain(
        _runs(text, known) if known.run else _phrases(text, known),
        _han(text) if known.han else (),
        _sino(text, known) if known.sino else (),
        _romans(text),
    )
    return tuple(sorted(found, key=lambda s: s.start))


def _spelled(start: int, end: int, pieces: tuple[Piece, ...], *, sure: bool = True) -> Spelled:
    whole = amount(pieces)
    exact = [p.value for p in pieces if not p.scale]
    return Spelled(start, end, whole, frozenset((whole, *exact)), sure and bool(exact) and not pieces[-1].vague)


def _phrases(text: str, known: Lexicon) -> Iterator[Spelled]:
    """Join number words that follow each other, with `and` between them or not."""
    meanings = known_words(text, known.tag)
    if not meanings:
        return
    pieces: tuple[Piece, ...] = ()
    start = end = begin = reach = 0
    for word in words(text):
        folded = word.text.casefold()
        found = meanings.get(folded, ())
        joins = not found and reach == end and folded in known.joiners
        apart = bool(found) and reach == end and _apart(text[begin:reach].casefold(), pieces, found[0], known)
        if pieces and (apart or not ((found or joins) and _GAP.fullmatch(text, reach, word.start))):
            yield _phrase(start, end, pieces, known)
            pieces = ()
        if found:
            start, end = start if pieces else word.start, word.end
            pieces += found
        begin, reach = word.start, word.end
    if pieces:
        yield _phrase(start, end, pieces, known)


def _apart(word: str, pieces: tuple[Piece, ...], following: Piece, known: Lexicon) -> bool:
    """Tell whether a number word begins a number of its own: two digits in words, or an article before one."""
    if not pieces or following.scale or following.value < 1:
        return False
    return word in known.articles or (not pieces[-1].scale and pieces[-1].value < _TEN and following.value < _TEN)


def _phrase(start: int, end: int, pieces: tuple[Piece, ...], known: Lexicon) -> Spelled:
    return _spelled(start, end, pieces, sure=not known.loose or (len(pieces) > 1 and amount(pieces) > _DOZEN))


def _runs(text: str, known: Lexicon) -> Iterator[Spelled]:
    assert known.run is not None
    assert known.piece is not None
    for match in known.run.finditer(text):
        pieces = tuple(known.exact[m.group()] for m in known.piece.finditer(match.group()))
        yield _spelled(match.start(), match.end(), pieces, sure=len(pieces) > 1)


def _han(text: str) -> Iterator[Spelled]:
    for match in HAN.finditer(text):
        value = han_value(match.group())
        yield Spelled(match.start(), match.end(), value, frozenset((value,)), len(match.group()) > 1)


def _sino(text: str, known: Lexicon) -> Iterator[Spelled]:
    """Read 이백오십; a run of digits alone is a word, and so may be one of two signs: 사이, 이천."""
    assert known.sino is not None
    for match in known.sino.finditer(text):
        if not _SCALES.isdisjoint(match.group()):
            value = han_value(match.group())
            yield Spelled(*match.span(), value, frozenset((value,)), len(match.group()) > 2)


def _romans(text: str) -> Iterator[Spelled]:
    for capitals in _CAPITALS.finditer(text):
        match = _ROMAN.match(text, capitals.start())
        if match and match.group(1):
            value = _roman(match.group(1))
            roman = len(match.group(1)) > 1 and value < _ROMANS
            yield Spelled(*match.span(1), value, frozenset((value,)), sure=False, roman=roman)


def _roman(written: str) -> float:
    total = 0
    for character, following in zip(written, written[1:] + " ", strict=True):
        value = _ROMAN_DIGITS[character]
        total += -value if value < _ROMAN_DIGITS.get(following, 0) else value
    return float(total)
