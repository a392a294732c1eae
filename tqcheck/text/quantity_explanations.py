"""Why two quantities that differ may be the same all the same: calendars, clocks, centuries, months, words, units."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from tqcheck.lang.cldr_data import cldr_data
from tqcheck.lang.tables import section
from tqcheck.text.calendar_words import calendar_name, named
from tqcheck.text.number_words import Spelled, spelled
from tqcheck.text.quantities import quantities
from tqcheck.text.quantity import Quantity
from tqcheck.text.tokens import lowered
from tqcheck.text.unit_conversions import converted, far_off, two_units, units_after

_HOUR = re.compile(r"(?<!\d)(\d{1,2})\s?[:.hH時点點]\s?$")
_DEGREES = frozenset({"temperature-celsius", "temperature-fahrenheit"})


Said = Quantity | Spelled


class Sided(NamedTuple):
    """One side's prose and its language."""

    text: str
    tag: str


def said_in_words(quantity: Quantity, other: Sided) -> bool:
    """Tell whether the other side says the quantity in words, as a Roman numeral or as the name of a month."""
    values = {*quantity.values, *(v for part in quantity.inner for v in part.values)}
    values |= {v for value in tuple(values) for v in periods(value)}
    if any(1 <= v <= 12 for v in values) and not values.isdisjoint(months_said(other)):
        return True
    return not values.isdisjoint(_word_values(other))


@lru_cache(maxsize=64)
def _word_values(side: Sided) -> frozenset[float]:
    return frozenset([value for said in spelled(*side) for value in said.values])


@lru_cache(maxsize=64)
def months_said(side: Sided) -> frozenset[float]:
    """Return the months that a text names, abbreviated or not."""
    short, found = _abbreviations(side.tag), lowered(side.text)
    whole = {float(number) for kind, number in named(*side) if kind == "month"}
    bent = [meant for word in found if (meant := calendar_name(word, side.tag))]
    return frozenset(
        whole
        | {float(number) for kind, number, _ in bent if kind == "month"}
        | {short[w] for w in short.keys() & found}
    )


@cache
def _abbreviations(tag: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for names in cldr_data(tag, "months").values():
        for number, name in names["abbreviated"].items():
            if not name[0].isdigit() and len(name) >= 3:
                found[name.casefold().rstrip(".")] = float(number)
    return found


def periods(year: float) -> tuple[float, ...]:
    """Return the century and the decade that a round year can stand for: 1850s, the fifties of the 19th century."""
    if not 1000 <= year <= 2100 or year % 10:
        return ()
    return (year % 100,) if year % 100 else (year // 100 + 1,)


def centuries(year: float) -> tuple[float, ...]:
    """Return the century of a year."""
    return (year // 100 + 1,) if 1000 <= year <= 2100 else ()


def half_hours(left: list[Quantity], side: Sided, other: Sided) -> list[Quantity]:
    """Return `left` without 4:30 where the other side says halb fünf, half past four or 四点半."""
    for quantity in left:
        match = _HOUR.search(side.text, 0, quantity.start) if quantity.values == {30.0} else None
        values = _word_values(other) if match else frozenset[float]()
        if match and 0.5 in values:
            hour = float(match[1])
            said = values | {v for q in quantities(*other) for v in q.values}
            if any(v >= 1 and (v - hour) % 12 in (0, 1) for v in said):
                return [q for q in left if q.start not in (quantity.start, match.start(1))]
    return left


def same_time(first: Quantity, second: Quantity, *, tags: tuple[str, str]) -> bool:
    """Tell whether two numbers are one hour, decade, century or year, counted in another way."""
    if not (first.written.isdigit() and second.written.isdigit()):
        return False
    return any(_same_time(a, b, tags) for a in first.values for b in second.values)


def _same_time(first: float, second: float, tags: tuple[str, str]) -> bool:
    small, large = sorted((first, second))
    clock = 1 <= small <= 12 and (large == small + 12 or (small == 12 and large == 24))
    military = 100 <= large <= 2400 and large % 100 < 60 and large // 100 in (small, small + 12)
    century = 100 <= large <= 2100 and large % 100 == 0 and small == large // 100 + 1
    decade = 1000 <= large <= 2100 and large % 10 == 0 and small == large % 100
    return clock or military or century or decade or _recounted(small, large, tags)


def _recounted(small: float, large: float, tags: tuple[str, str]) -> bool:
    """Tell whether a language's calendar or clock is that far from the other: Thai years, Swahili hours."""
    for tag in tags:
        table = section(tag, "numbers")
        if large >= 1000 and large - small in table.get("year_offsets", ()):
            return True
        if table.get("hijri") and large >= 1000 and abs((large - 622) * 33 / 32 - small) <= 1.5:
            return True
        if table.get("century_hundreds") and 13 <= small <= 21 and large == (small - 11) * 100:
            return True
        if large <= 24 and large - small in table.get("hour_offsets", ()):
            return True
    return False


def rest_of_time(quantity: Quantity, side: Sided, partner: set[float]) -> bool:
    """Tell whether the number only repeats what another one says: minutes 00, the century of a decade."""
    if quantity.values == {0.0} and side.text[max(0, quantity.start - 1) : quantity.start] in (":", ".", "h", " "):
        return True
    return any(
        1000 <= other <= 2100 and any(v in (other // 100, other // 100 + 1, other % 100) for v in quantity.values)
        for other in partner
    )


def first_year(quantity: Quantity, other: Sided) -> bool:
    """Tell whether the other side calls the year the first one of an era: 平成元年 is 1989."""
    table = section(other.tag, "numbers")
    named = table.get("first_year", "")
    return bool(named) and named in other.text and any(v - 1 in table["year_offsets"] for v in quantity.values)


def unit_conversion(first: Said, second: Said, *, sides: tuple[Sided, Sided]) -> float:
    """Return how likely it is (0..1) that a unit was converted: 1 when the amounts agree."""
    (values, own), (others, theirs) = _amount(first, sides[0]), _amount(second, sides[1])
    if not own and not theirs:
        return 0.0
    if any(converted(a, b, units=(own, theirs)) for a in values for b in others):
        return 1.0
    return 0.0 if own & theirs and not (own >= _DEGREES or theirs >= _DEGREES) else 0.5


def wrongly_converted(first: Said, second: Said, *, sides: tuple[Sided, Sided]) -> bool:
    """Tell whether two amounts in known units of one kind are far from being the same."""
    (values, own), (others, theirs) = _amount(first, sides[0]), _amount(second, sides[1])
    return bool(values) and all(far_off(a, b, units=(own, theirs)) for a in values for b in others)


def _amount(quantity: Said, side: Sided) -> tuple[frozenset[float], frozenset[str]]:
    """Return the amounts that a quantity can be and their units; 5 ft 7 in is one amount."""
    value, unit, _ = two_units(side.text, quantity.start, side.tag)
    if value:
        return frozenset((value,)), frozenset((unit,))
    return quantity.values, units_after(side.text, quantity.end, side.tag)


def reach(quantity: Quantity, side: Sided) -> int:
    """Return where a quantity ends; 5 ft 7 in ends after its inches."""
    return two_units(side.text, quantity.start, side.tag)[2]
