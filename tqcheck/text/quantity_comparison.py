"""What two texts say differently in numbers, months and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tqcheck.text.date_comparison import likely as dated
from tqcheck.text.date_comparison import named_differently
from tqcheck.text.digit_runs import regrouped
from tqcheck.text.fraction_words import fractions
from tqcheck.text.number_lexicon import lexicon
from tqcheck.text.number_words import Spelled, alike, likely, romans, spelled
from tqcheck.text.numbers import digit, readings
from tqcheck.text.quantities import quantities
from tqcheck.text.quantity import Quantity
from tqcheck.text.quantity_certainty import against_words, alone, of_digits, of_words
from tqcheck.text.quantity_explanations import (
    Said,
    Sided,
    centuries,
    first_year,
    half_hours,
    months_said,
    periods,
    reach,
    rest_of_time,
    said_in_words,
    same_time,
    unit_conversion,
)
from tqcheck.text.quantity_matching import Left, unanswered
from tqcheck.text.scaled_numbers import factored
from tqcheck.text.written_quantities import fractional

_MOST = 100
"""How many quantities of a side are compared one by one; a text with more of them is a table."""
_SEVERAL, _UNLIKE = 3, 0.45


class Difference(NamedTuple):
    """A quantity of one side against what the other has in its place; None where it has nothing."""

    source: Said | None
    target: Said | None
    certainty: float
    """0..1."""


def differences(source: Sided, target: Sided) -> list[Difference]:
    """Return what differs between two texts, in order of the source."""
    digits = (digit(source.text) or digit(target.text)) and not _alike(source, target)
    in_words = likely(*source) or likely(*target)
    found = _unexplained(source, target) if digits else ([], [])
    others = (
        [Difference(*one) for one in named_differently(source, target, found=found)] if dated(source, target) else []
    )
    if (numerals := romans(source.text)) and set(numerals) - set(romans(target.text)):
        others += _romans(source, target)
    if not digits and not in_words:
        return others
    if parts := _fractions(source, target, found=found):
        return [*others, *parts, *_in_digits(found, ([], []), sides=(source, target))]
    words = _unanswered_words(source, target) if in_words else ([], [])
    return [*others, *_in_digits(found, words, sides=(source, target)), *_in_words(*words)]


def _alike(source: Sided, target: Sided) -> bool:
    """Tell whether both have the same numbers in digits, before the same scales: most pairs need no closer look."""
    first, second = factored(*source), factored(*target)
    if first == second:
        return True
    return len(first) == len(second) and (sorted(first) == sorted(second) or _read(first) == _read(second))


def _read(found: Iterable[tuple[str, float]]) -> Counter[frozenset[float] | str]:
    """Count by what the digits mean with their scales: 46,5 is 46.5, and 500万 is 5 million."""
    return Counter([_meant(digits, factor) for digits, factor in found])


@lru_cache(maxsize=8192)
def _meant(digits: str, factor: float) -> frozenset[float] | str:
    found = readings(digits)
    if factor == 1:
        return found or digits
    return frozenset([float(f"{value * factor:.10g}") for value in found]) or f"{digits}*{factor}"


def _months_apart(source: Sided, target: Sided) -> bool:
    """Tell whether one side has but months more in digits than the other, which names them: 3月 for March."""
    first, second = _read(factored(*source)), _read(factored(*target))
    lost, more = first - second, second - first
    if lost and more:
        return False
    months = months_said(source if more else target)
    return all(not isinstance(values, str) and not months.isdisjoint(values) for values in lost or more)


def _unexplained(source: Sided, target: Sided) -> Left:
    if _months_apart(source, target):
        return [], []
    left, right = unanswered(quantities(*source)[:_MOST], quantities(*target)[:_MOST])
    left = [q for q in left if not (said_in_words(q, target) or first_year(q, target))]
    right = [q for q in right if not (said_in_words(q, source) or first_year(q, source))]
    if not left and not right:
        return [], []
    left, right = regrouped(left, right, texts=(source.text, target.text))
    left, right = half_hours(left, source, target), half_hours(right, target, source)
    left, right, explained = _reckoned(left, right, sides=(source, target))
    left = [q for q in left if not rest_of_time(q, source, explained | _values(right))]
    return left, [q for q in right if not rest_of_time(q, target, explained | _values(left))]


def _reckoned(
    left: list[Quantity], right: list[Quantity], *, sides: tuple[Sided, Sided]
) -> tuple[list[Quantity], list[Quantity], set[float]]:
    """Take out what is the same by another clock, calendar or unit; return the values that it had as well."""
    explained: set[float] = set()
    for one in tuple(left):
        other = next((o for o in right if _same(one, o, sides=sides)), None)
        if other is not None and one in left:
            left = [q for q in left if not one.start <= q.start < max(one.end, reach(one, sides[0]))]
            right = [q for q in right if not other.start <= q.start < max(other.end, reach(other, sides[1]))]
            explained |= one.values | other.values
    return left, right, explained


def _same(first: Quantity, second: Quantity, *, sides: tuple[Sided, Sided]) -> bool:
    return (
        same_time(first, second, tags=(sides[0].tag, sides[1].tag)) or unit_conversion(first, second, sides=sides) == 1
    )


def _values(left: Iterable[Quantity]) -> set[float]:
    return {value for quantity in left for value in quantity.values}


def _unanswered_words(source: Sided, target: Sided) -> tuple[list[Spelled], list[Spelled]]:
    """Return numbers in words that the other side says neither in words nor in digits."""
    if not (lexicon(source.tag).plain and lexicon(target.tag).plain) or alike(source, target):
        return [], []
    return _words_left(source, target), _words_left(target, source)


def _words_left(side: Sided, other: Sided, *, romans: bool = False) -> list[Spelled]:
    """Return the numbers in words of `side` that `other` says nowhere; nothing where its words are not known."""
    if not (lexicon(other.tag).plain or lexicon(other.tag).run):
        return []
    said = {v for s in spelled(*other) for v in s.values}
    said |= {v for q in quantities(*other) for part in (q, *q.inner) for v in part.values}
    said |= {v for year in tuple(said) for v in (*periods(year), *centuries(year))}
    taken = (s for s in spelled(*side) if s.sure or (romans and s.roman))
    return [s for s in taken if s.value >= 2 and s.values.isdisjoint(said)]


def _romans(source: Sided, target: Sided) -> list[Difference]:
    left, right = (
        [s for s in _words_left(*sides, romans=True) if s.roman] for sides in ((source, target), (target, source))
    )
    return [Difference(one, other, 0.6) for one, other in zip(left, right, strict=False)]


def _fractions(source: Sided, target: Sided, *, found: Left) -> list[Difference]:
    """Return fractions that differ, in words or in digits; those in digits are taken out of `found`."""
    sides: list[list[Said]] = []
    for side in (source, target):
        digits = [q for q in quantities(*side) if q.kind == "fraction"] if fractional(side.text) else []
        sides.append([*fractions(*side), *digits])
    left, right = (
        [s for s in own if all(s.values.isdisjoint(o.values) for o in other)] for own, other in (sides, sides[::-1])
    )
    differing = list(zip(left, right, strict=False))
    found[0][:] = _without(found[0], [one for one, _ in differing])
    found[1][:] = _without(found[1], [other for _, other in differing])
    return [Difference(one, other, 0.6) for one, other in differing]


def _without(left: list[Quantity], gone: Iterable[Said]) -> list[Quantity]:
    return [q for q in left if not any(one.start <= q.start < one.end for one in gone)]


def _in_digits(
    found: Left, words: tuple[list[Spelled], list[Spelled]], *, sides: tuple[Sided, Sided]
) -> list[Difference]:
    left, right = found
    if left and right:
        most = _UNLIKE if _unlike(left, right, sides=sides) else 1.0
        return [_difference(one, other, sides=sides, most=most) for one, other in _paired(left, right)]
    if left:
        said = words[1] or _words_left(sides[1], sides[0], romans=True)
        return [Difference(q, *w) for q in left if (w := _word_against(q, said, sides=sides))]
    said = (words[0] or _words_left(*sides, romans=True)) if right else []
    mirrored = (sides[1], sides[0])
    return [Difference(w[0], q, w[1]) for q in right if (w := _word_against(q, said, sides=mirrored))]


def _word_against(
    quantity: Quantity, said: list[Spelled], *, sides: tuple[Sided, Sided]
) -> tuple[Spelled | None, float] | None:
    """Take the next number in words that stands for one in digits, if there is one; None where a unit was converted."""
    if not said:
        return None, alone(quantity)
    word = said.pop(0)
    likelihood = unit_conversion(quantity, word, sides=sides)
    return None if likelihood == 1 else (word, 0.45 if likelihood else against_words(quantity, word))


def _paired(left: list[Quantity], right: list[Quantity]) -> list[tuple[Quantity | None, Quantity | None]]:
    """Pair what is left over in order; where one side has more, by likeness first."""
    if len(left) == len(right):
        return list(zip_longest(left, right))
    rest, pairs = list(right), []
    for one in left:
        near = max(rest, key=lambda o: (o.kind == one.kind, _likeness(one, o)), default=None)
        if near is not None:
            rest.remove(near)
        pairs.append((one, near))
    return [*pairs, *((None, other) for other in rest)]


def _likeness(first: Quantity, second: Quantity) -> float:
    return float(Indel.normalized_similarity(first.written, second.written))


def _unlike(left: list[Quantity], right: list[Quantity], *, sides: tuple[Sided, Sided]) -> bool:
    """Tell whether several quantities have no counterpart and none has one: the texts say different things."""
    known = [len([q for q in quantities(*side) if q.kind != "name"]) for side in sides]
    return len(left) + len(right) >= _SEVERAL and [len(left), len(right)] == known


def _difference(one: Quantity | None, other: Quantity | None, *, sides: tuple[Sided, Sided], most: float) -> Difference:
    certainty = of_digits(one, other, sides=sides) if one and other else alone(one or other)
    return Difference(one, other, min(certainty, most))


def _in_words(left: list[Spelled], right: list[Spelled]) -> list[Difference]:
    return [Difference(one, other, of_words(one, other)) for one, other in zip_longest(left, right)]
