"""Why two quantities that differ may be the same all the same: calendars, clocks, centuries, months, words, units."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from tqcheck.lang.tables import section
from tqcheck.text.number_words import spelled
from tqcheck.text.quantities import Quantity
from tqcheck.text.unit_conversions import converted, units_after

_DEGREES = "temperature-celsius"


class Sided(NamedTuple):
    """One side's prose and its language."""

    text: str
    tag: str


def said_in_words(quantity: Quantity, other: Sided) -> bool:
    """Tell whether the other side says the quantity in words, as a Roman numeral or as the name of a month."""
    values = {*quantity.values, *(v for part in quantity.inner for v in part.values)}
    values |= {v for value in tuple(values) for v in _periods(value)}
    return _month_named(values, other) or any(not values.isdisjoint(s.values) for s in spelled(*other))


def _month_named(values: set[float], other: Sided) -> bool:
    numbers = [v for v in values if 1 <= v <= 12]
    folded = other.text.casefold() if numbers else ""
    return any(name in folded for v in numbers for name in _months(other.tag).get(v, ()))


def _periods(year: float) -> tuple[float, ...]:
    """Return the century and the decade that a round year can stand for: 1850s, the fifties of the 19th century."""
    if not 1000 <= year <= 2100 or year % 10:
        return ()
    return (year % 100,) if year % 100 else (year // 100 + 1,)


@cache
def _months(tag: str) -> dict[float, frozenset[str]]:
    """Return the names of the months, whole and short, by number."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[float, set[str]] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                if not name[0].isdigit() and len(name) >= 3:
                    names.setdefault(float(number), set()).add(name.casefold().rstrip("."))
    return {number: frozenset(found) for number, found in names.items()}


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


def unit_conversion(first: Quantity, second: Quantity, *, sides: tuple[Sided, Sided]) -> float:
    """Return how likely it is (0..1) that a unit was converted: 1 when the amounts agree."""
    units = (
        units_after(sides[0].text, first.end, sides[0].tag),
        units_after(sides[1].text, second.end, sides[1].tag),
    )
    if not units[0] and not units[1]:
        return 0.0
    if any(converted(a, b, units=units) for a in first.values for b in second.values):
        return 1.0
    shared = units[0] & units[1]
    return 0.0 if shared and not (len(shared) > 1 and _DEGREES in shared) else 0.5
