"""How sure it is that two quantities that differ should be the same."""

from __future__ import annotations

import re

from tqcheck.text.number_lexicon import lexicon
from tqcheck.text.number_words import Spelled
from tqcheck.text.quantity import Quantity
from tqcheck.text.quantity_explanations import Said, Sided, unit_conversion, wrongly_converted

_FAR = 6  # times; one number seldom becomes another that is so far from it
_PLACES = (10, 100, 1000, 10000)
_DECADES = frozenset(map(float, range(20, 100, 10)))
_ROMANS = 40
_SMALL = 12  # up to here languages say numbers in many other ways: both, a pair, monthly


def of_digits(one: Quantity, other: Quantity, *, sides: tuple[Sided, Sided]) -> float:
    """Return the certainty (0..1) that two quantities in digits differ."""
    if (one.kind == "name") != (other.kind == "name"):
        return 0.35
    if _plain(one) == _plain(other) and one.values and other.values:
        return 0.75  # 3 million became 3 billion
    if _marked_otherwise(one.written, other.written):
        return 0.45
    if unit_conversion(one, other, sides=sides) > 0:
        return 0.6 if wrongly_converted(one, other, sides=sides) else 0.45
    if not all(lexicon(s.tag).plain or lexicon(s.tag).run for s in sides):
        return 0.45 if min(one.values | other.values, default=0) <= _SMALL else 0.6
    return 0.75


def _marked_otherwise(first: str, second: str) -> bool:
    """Tell whether only the marks stand elsewhere, which is a slip of the pen: 2,240,191 and 2,24,0191."""
    marks = [re.sub(r"\d", "", written) for written in (first, second)]
    return len(marks[0]) == len(marks[1]) > 1 and re.sub(r"\D", "", first) == re.sub(r"\D", "", second)


def _plain(quantity: Quantity) -> frozenset[float]:
    return quantity.inner[0].values if quantity.kind == "scaled" and quantity.inner else quantity.values


def alone(quantity: Said | None) -> float:
    """Return the certainty (0..1) that a number in digits should be on the other side too."""
    if quantity is None or (isinstance(quantity, Quantity) and quantity.kind == "name"):
        return 0.1
    return 0.2 if min(quantity.values, default=0) <= _SMALL else 0.4


def against_words(quantity: Quantity, said: Spelled) -> float:
    """Return the certainty (0..1) that a number in digits and one in words differ."""
    if quantity.kind == "name" or not quantity.values:
        return 0.35
    if any(year % 10 == 0 and year % 100 not in (0, said.value) for year in quantity.values if 1000 <= year <= 2100):
        return 0.55 if said.value in _DECADES else 0.35  # the 1980s became the nineties
    if any(_part(said.value, value) for value in quantity.values):
        return 0.35
    least, most = sorted((said.value, max(quantity.values)))
    if least <= 1 or most > _FAR * least:
        return 0.35
    return 0.6 if said.sure or most < _ROMANS else 0.35


def _part(said: float, value: float) -> bool:
    """Tell whether one may be the other of which a word was not understood: thirty or four of thirty-four."""
    small, large = sorted((said, value))
    return any(large % place == small or (small % place == 0 and large // place == small // place) for place in _PLACES)


def of_words(one: Spelled | None, other: Spelled | None) -> float:
    """Return the certainty (0..1) that two numbers in words differ, or that one is missing.

    Two alone (both, a pair, second) is too often said without a number.
    """
    if one and other:
        return 0.6 if one.sure and other.sure and min(one.value, other.value) > _SMALL else 0.4
    return 0.15 if any(said.value > 2 for said in (one, other) if said) else 0.05
