"""What two texts say differently in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tqcheck.text.number_lexicon import lexicon
from tqcheck.text.number_words import Spelled, alike, likely, spelled
from tqcheck.text.numbers import digit, readings
from tqcheck.text.quantities import Quantity, quantities
from tqcheck.text.quantity_explanations import Sided, rest_of_time, said_in_words, same_time, unit_conversion
from tqcheck.text.quantity_matching import Left, unanswered
from tqcheck.text.scaled_numbers import factored

Said = Quantity | Spelled
_MOST = 100
"""How many quantities of a side are compared one by one; a text with more of them is a table."""


class Difference(NamedTuple):
    """A quantity of one side against what the other has in its place; None where it has nothing."""

    source: Said | None
    target: Said | None
    certainty: float
    """0..1."""


def differences(source: Sided, target: Sided) -> list[Difference]:
    """Return what differs between two texts, in order of the source."""
    digits = (digit(source.text) or digit(target.text)) and not _alike(source, target)
    in_words = likely(source.text, source.tag) or likely(target.text, target.tag)
    if not digits and not in_words:
        return []
    found = _unexplained(source, target) if digits else ([], [])
    words = _unanswered_words(source, target) if in_words else ([], [])
    return [*_in_digits(found, words, sides=(source, target)), *_in_words(*words)]


def _alike(source: Sided, target: Sided) -> bool:
    """Tell whether both have the same numbers in digits, before the same scales: most pairs need no closer look."""
    first, second = factored(*source), factored(*target)
    if first == second:
        return True
    return len(first) == len(second) and (sorted(first) == sorted(second) or _read(first) == _read(second))


def _read(found: Iterable[tuple[str, float]]) -> Counter[tuple[frozenset[float] | str, float]]:
    """Count by what the digits mean: 46,5 is 46.5."""
    return Counter((readings(digits) or digits, factor) for digits, factor in found)


def _unexplained(source: Sided, target: Sided) -> Left:
    left, right = unanswered(quantities(*source)[:_MOST], quantities(*target)[:_MOST])
    if left:
        left = [q for q in left if not said_in_words(q, target)]
    if right:
        right = [q for q in right if not said_in_words(q, source)]
    explained: set[float] = set()
    for one in tuple(left):
        other = next((o for o in right if _same(one, o, sides=(source, target))), None)
        if other is not None:
            left.remove(one)
            right.remove(other)
            explained |= one.values | other.values
    if left or right:
        left = [q for q in left if not rest_of_time(q, source, explained | _values(right))]
        right = [q for q in right if not rest_of_time(q, target, explained | _values(left))]
    return left, right


def _same(first: Quantity, second: Quantity, *, sides: tuple[Sided, Sided]) -> bool:
    return (
        same_time(first, second, tags=(sides[0].tag, sides[1].tag)) or unit_conversion(first, second, sides=sides) == 1
    )


def _values(left: Iterable[Quantity]) -> set[float]:
    return {value for quantity in left for value in quantity.values}


def _unanswered_words(source: Sided, target: Sided) -> tuple[list[Spelled], list[Spelled]]:
    """Return numbers in words that the other side says neither in words nor in digits."""
    if not (lexicon(source.tag).plain and lexicon(target.tag).plain):
        return [], []
    if alike(source, target):
        return [], []
    first, second = spelled(*source), spelled(*target)
    said = (_said(second, quantities(*target)), _said(first, quantities(*source)))
    return (
        [s for s in first if s.sure and s.value >= 2 and s.values.isdisjoint(said[0])],
        [s for s in second if s.sure and s.value >= 2 and s.values.isdisjoint(said[1])],
    )


def _said(words: Iterable[Spelled], digits: Iterable[Quantity]) -> set[float]:
    return {v for s in words for v in s.values} | {v for q in digits for part in (q, *q.inner) for v in part.values}


def _in_digits(
    found: Left, words: tuple[list[Spelled], list[Spelled]], *, sides: tuple[Sided, Sided]
) -> list[Difference]:
    left, right = found
    if left and right:
        return [_difference(one, other, sides=sides) for one, other in _paired(left, right)]
    if left:
        return [_against_words(q, words[1], None) for q in left]
    return [_against_words(q, None, words[0]) for q in right]


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


def _difference(one: Quantity | None, other: Quantity | None, *, sides: tuple[Sided, Sided]) -> Difference:
    if one is None or other is None:
        return Difference(one, other, _alone(one or other))
    certainty = 0.75
    if (one.kind == "name") != (other.kind == "name"):
        certainty = 0.35
    elif unit_conversion(one, other, sides=sides) > 0:
        certainty = 0.45
    elif not all(lexicon(s.tag).plain or lexicon(s.tag).run for s in sides):
        certainty = 0.45 if min(one.values | other.values, default=0) <= 12 else 0.6
    return Difference(one, other, certainty)


def _alone(quantity: Said | None) -> float:
    if quantity is None or (isinstance(quantity, Quantity) and quantity.kind == "name"):
        return 0.1
    return 0.2 if min(quantity.values, default=0) <= 12 else 0.4


def _against_words(quantity: Quantity, target: list[Spelled] | None, source: list[Spelled] | None) -> Difference:
    """Pair a number in digits with one in words that is left over on the other side, if there is one."""
    if target:
        return Difference(quantity, target.pop(0), 0.45)
    if source:
        return Difference(source.pop(0), quantity, 0.45)
    return (
        Difference(quantity, None, _alone(quantity)) if source is None else Difference(None, quantity, _alone(quantity))
    )


def _in_words(left: list[Spelled], right: list[Spelled]) -> list[Difference]:
    return [Difference(one, other, _in_words_certainty(one, other)) for one, other in zip_longest(left, right)]


def _in_words_certainty(one: Spelled | None, other: Spelled | None) -> float:
    """Two alone (both, a pair, second) is too often said without a number."""
    if one and other:
        return 0.4
    return 0.15 if any(said.value > 2 for said in (one, other) if said) else 0.05
