"""Units of measure by their CLDR names, and whether one amount is another one converted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from tqcheck.lang.cldr_data import cldr_data
from tqcheck.lang.tables import section
from tqcheck.text.scripts import spaceless

_FACTORS = {
    "length-kilometer": 1000, "length-meter": 1, "length-centimeter": 0.01, "length-millimeter": 0.001,
    "length-mile": 1609.344, "length-yard": 0.9144, "length-foot": 0.3048, "length-inch": 0.0254,
    "length-nautical-mile": 1852, "mass-tonne": 1000, "mass-kilogram": 1, "mass-gram": 0.001, "mass-milligram": 1e-6,
    "mass-stone": 6.35029, "mass-pound": 0.453592, "mass-ounce": 0.0283495,
    "area-square-kilometer": 1e6, "area-hectare": 1e4, "area-square-meter": 1, "area-square-mile": 2589988,
    "area-acre": 4046.86, "area-square-yard": 0.836127, "area-square-foot": 0.092903, "area-square-inch": 0.00064516,
    "volume-cubic-meter": 1000, "volume-liter": 1, "volume-milliliter": 0.001, "volume-cubic-foot": 28.3168,
    "volume-gallon": 3.78541, "volume-gallon-imperial": 4.54609, "volume-pint": 0.473176,
    "volume-fluid-ounce": 0.0295735, "volume-barrel": 158.987, "speed-kilometer-per-hour": 1000,
    "speed-mile-per-hour": 1609.344, "speed-meter-per-second": 3600, "speed-knot": 1852,
    "temperature-celsius": 1, "temperature-fahrenheit": 1,
}  # fmt: skip
_CUSTOMARY = frozenset(
    u for u in _FACTORS if u.rpartition("-")[2] in {
        "mile", "yard", "foot", "inch", "stone", "pound", "ounce", "acre", "gallon", "imperial", "pint",
        "barrel", "hour", "knot", "fahrenheit",
    }
) - {"speed-kilometer-per-hour"}  # fmt: skip
_SPACES = " \u00a0\u202f\u2009"
_JOINTS = frozenset(_SPACES + "-‐‑")
_ANY = re.compile(r"\S")
_WORD_START = re.compile(r"(?<!\w)[^\W\d]")
_LETTERS = re.compile(r"\w*")
_LONGEST = 25
_WINDOW = 40  # code points after a number in which its unit stands: "2 to 3 inches", "12 or 13 square kilometres"
_TOLERANCE = 0.07
_ROUGH = 1.5


@cache
def _names(tag: str) -> Mapping[str, frozenset[str]]:
    """Return the units that each name, in lower case, can mean."""
    found: dict[str, set[str]] = {}
    for spelling in (tag, *section(tag, "numbers").get("spellings", ())):
        patterns = cldr_data(spelling, "unit_patterns")
        for unit in _FACTORS:
            for length in ("long", "short"):
                for pattern in patterns.get(unit, {}).get(length, {}).values():
                    if isinstance(pattern, str):
                        _add(found, pattern.replace("{0}", "").strip(_SPACES).casefold(), unit)
    return MappingProxyType({name: frozenset(units) for name, units in found.items()})


def _add(found: dict[str, set[str]], name: str, unit: str) -> None:
    if not name:
        return
    found.setdefault(name, set()).add(unit)
    if unit.startswith("temperature") and " " in name:
        found.setdefault(name.split(maxsplit=1)[0], set()).update({"temperature-celsius", "temperature-fahrenheit"})


@lru_cache(maxsize=256)
def units_after(text: str, end: int, tag: str) -> frozenset[str]:
    """Return what unit the next unit word can mean: right after `end`, or a long name within 40 code points."""
    names = _names(tag)
    following = text[end : end + _WINDOW].casefold()
    first = 1 if following[:1] in _JOINTS else 0
    starts = (m.start() for m in (_ANY if spaceless(following) else _WORD_START).finditer(following))
    name = _name_at(following, first, names) or next(
        (n for at in starts if len(n := _name_at(following, at, names)) >= 3 or not n.isascii()), ""
    )
    return names.get(name, frozenset())


def _name_at(text: str, start: int, names: Mapping[str, frozenset[str]]) -> str:
    """Return the longest name that begins at `start` and ends where a word may end; empty when there is none."""
    for end in range(min(len(text), start + _LONGEST), start, -1):
        name = text[start:end]
        if name in names and (not name[-1].isalpha() or spaceless(name) or _ends(text, end, len(name))):
            return name
    return ""


def _ends(text: str, end: int, length: int) -> bool:
    """Allow long names another ending of up to three letters: градус, градусов."""
    match = _LETTERS.match(text, end)
    assert match is not None
    return match.end() - end <= (3 if length >= 5 else 0)


_TWO_UNITS = re.compile(
    r"(\d{1,5})(?:\s?(['′’])|[\s‐‑-]?([^\W\d]+)\.?)[\s,‐‑-]{0,2}(?:[^\W\d]{1,3}\s)?"
    r"(\d{1,2}(?:[.,]\d+)?)(?:\s?(?:[\"″”]|''|’’)|[\s‐‑-]?([^\W\d]+))"
)
_SMALLER = {"length-foot": ("length-inch", 12), "mass-pound": ("mass-ounce", 16), "mass-stone": ("mass-pound", 14)}


def two_units(text: str, start: int, tag: str) -> tuple[float, str, int]:
    """Return the amount of 5 ft 7 in, 6'2" or 7 lb 4 oz in its larger unit, that unit, and the end; 0 for others."""
    match = _TWO_UNITS.match(text, start)
    if match is None:
        return 0.0, "", start
    names = _names(tag)
    large = frozenset(("length-foot",)) if match[2] else names.get(match[3].casefold(), frozenset())
    small = names.get(match[5].casefold(), frozenset()) if match[5] else frozenset(("length-inch",))
    for unit, (part, count) in _SMALLER.items():
        if unit in large and part in small:
            return float(match[1]) + float(match[4].replace(",", ".")) / count, unit, match.end()
    return 0.0, "", start


def converted(first: float, second: float, *, units: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Tell whether `second` is `first` in another unit within rounding; no units on one side means any of the kind."""
    return any(
        _equal(first, one, second=second, other=other)
        for one in units[0] or _siblings(units[1])
        for other in units[1] or _siblings(units[0])
        if one != other and _kind(one) == _kind(other) and (all(units) or (one in _CUSTOMARY) != (other in _CUSTOMARY))
    )


def far_off(first: float, second: float, *, units: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Tell whether two amounts in units of one kind differ by more than a rough conversion; degrees never do."""
    ratios = [
        first * _FACTORS[one] / (second * _FACTORS[other])
        for one in units[0]
        for other in units[1]
        if _kind(one) == _kind(other) != "temperature" and first and second
    ]
    return bool(ratios) and all(not 1 / _ROUGH < ratio < _ROUGH for ratio in ratios)


def _kind(unit: str) -> str:
    kind = unit.split("-", 1)[0]
    return "length" if kind == "speed" else kind  # "137 km per hour": the unit read is the kilometre


def _siblings(units: frozenset[str]) -> frozenset[str]:
    kinds = {_kind(u) for u in units}
    return frozenset(u for u in _FACTORS if _kind(u) in kinds)


def _equal(first: float, one: str, *, second: float, other: str) -> bool:
    if one.startswith("temperature"):
        difference, degrees = (first * 5 / 9, (first - 32) * 5 / 9) if one.endswith("fahrenheit") else (
            first * 9 / 5, first * 9 / 5 + 32)  # fmt: skip
        return abs(degrees - second) <= 1.5 or _near(difference, second)
    return _near(first * _FACTORS[one] / _FACTORS[other], second)


def _near(exact: float, written: float) -> bool:
    """Allow for rounding to a tenth part or so, and to the last digit of a small number."""
    return abs(exact - written) <= max(_TOLERANCE * abs(exact), 0.5 if written < 20 and written.is_integer() else 0)
