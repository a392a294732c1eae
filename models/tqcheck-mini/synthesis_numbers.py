"""Changed numbers, in digits and in words; changed months, days of the week and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from random import Random

import regex
from synthesis_drafts import Draft, Task, changed
from synthesis_parts import Edit, Span
from synthesis_words import Unit

from tqcheck.lang.names.cldr import locale
from tqcheck.lang.tables import section
from tqcheck.text.numbers import Number, numbers
from tqcheck.text.units import measures

_YEAR = (1000, 2100)
_TENS = 1900
_WORDS = regex.compile(r"[\p{L}\p{M}]+")
_LENGTH_OF_UNIT = 20


def number_changed(task: Task) -> Draft | None:
    """Write another number, in digits or in words."""
    digits = list(numbers(task.pair.target))
    words = _spelled(task)
    if digits and (not words or task.rng.random() < 0.7):
        return _digits_changed(task, task.rng.choice(digits))
    if not words:
        return None
    unit, forms = task.rng.choice(words)
    options = [f for f in forms if f not in task.pair.target.lower()]
    if not options:
        return None
    return changed(task, "critical", [Edit(unit.start, unit.end, cased_like(task.rng.choice(options), unit.text))])


def _digits_changed(task: Task, number: Number) -> Draft | None:
    target = task.pair.target
    written = target[number.start : number.end]
    there = {n.values for n in numbers(task.pair.source)} | {n.values for n in numbers(target)}
    for _ in range(6):
        other = _another(written, task.rng)
        found = numbers(other)
        if other != written and len(found) == 1 and found[0].values not in there:
            answers = tuple((n.start, n.end) for n in numbers(task.pair.source) if n.values & number.values)
            return changed(task, "critical", [Edit(number.start, number.end, other)], answers[:1])
    return None


def _another(written: str, rng: Random) -> str:
    """Return digits of the same script with the same marks: one digit changed, two swapped, one lost or put in."""
    places = [i for i, c in enumerate(written) if c.isdecimal()]
    zero = chr(ord(written[places[0]]) - int(written[places[0]]))
    way = rng.random()
    at = rng.choice(places)
    plain = len(places) == len(written)
    if way < 0.15 and plain and len(places) > 1:
        return written[:at] + written[at + 1 :] if not (at == 0 and written[1] == zero) else written
    if way < 0.3 and plain:
        return written + (zero if rng.random() < 0.5 else _digit(zero, rng))
    if way < 0.5 and len(places) > 1:
        first, second = sorted(rng.sample(places, 2))
        swapped = list(written)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        return "".join(swapped) if swapped[places[0]] != zero else written
    if plain and len(places) == 4 and way < 0.8:  # years stay years
        at = rng.choice(places[2:])
    return written[:at] + _digit(zero, rng, lowest=1 if at == places[0] else 0) + written[at + 1 :]


def _digit(zero: str, rng: Random, lowest: int = 0) -> str:
    return chr(ord(zero) + rng.randint(lowest, 9))


def _spelled(task: Task) -> list[tuple[Unit, list[str]]]:
    """Return the number words of the target, each with those that could stand in its place."""
    forms = _number_words(task.pair.target_lang)
    if not forms:
        return []
    units = task.pool.speech(task.pair.target_lang).units(task.pair.target)
    return [(u, list(forms[u.text.lower()])) for u in units if u.text.lower() in forms]


@cache
def _number_words(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Return, by number word, the words of the same place in the lists of other numbers: cardinals for a cardinal."""
    table = section(tag, "numbers")
    found: dict[str, tuple[str, ...]] = {}
    for listed in (table.get("words", {}), table.get("scales", {})):
        values = {float(v): [f for f in forms if not f.endswith("*")] for v, forms in listed.items()}
        for value, forms in values.items():
            if value < 3 or value >= 1e9:
                continue
            near = [others for v, others in values.items() if v != value and v >= 3 and (v < 11) == (value < 11)]
            for place, form in enumerate(forms[:3]):
                answers = (others[place] for others in near if len(others) > place and others[place][-1:] == form[-1:])
                found.setdefault(form.lower(), tuple(answers) if place else tuple(o[0] for o in near if o))
    return found


def cased_like(word: str, model: str) -> str:
    """Return a word with the capitals of another one."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def date_changed(task: Task) -> Draft | None:
    """Name another month or another day of the week."""
    target = task.pair.target
    low = target.lower()
    found = [
        (place, others)
        for name, others in _calendar(task.pair.target_lang).items()
        if name in low and len(low) == len(target)
        for place in _places(low, name)
    ]
    if not found:
        return None
    (start, end), others = task.rng.choice(sorted(found))
    other = task.rng.choice(others)
    if other in low:
        return None
    return changed(task, "critical", [Edit(start, end, cased_like(other, target[start:end]))])


def _places(text: str, name: str) -> Iterator[Span]:
    edge = "" if name[0] >= "\u0e00" and not "\uac00" <= name[0] <= "\ud7af" else r"(?<![\p{L}\p{M}])"
    for match in regex.finditer(edge + regex.escape(name) + (r"(?![\p{L}\p{M}])" if edge else ""), text):
        yield match.span()


@cache
def _calendar(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of months and days in lower case, each with the other ones of the same form."""
    known = locale(tag)
    found: dict[str, tuple[str, ...]] = {}
    for names in (known.months, known.days) if known else ():
        for context in ("format", "stand-alone"):
            wide = [str(name).lower() for name in names[context]["wide"].values()]
            for name in wide:
                others = tuple(o for o in wide if o != name and o not in name and name not in o)
                if len(name) > 2 - (name[0] >= "\u2e80") and not any(c.isdecimal() for c in name) and others:
                    found.setdefault(name, others)
    return {name: others for name, others in found.items() if name not in {"may", "mars", "mart", "mai"}}


def unit_changed(task: Task) -> Draft | None:
    """Name another unit or currency of the same kind after the same number."""
    target, tag = task.pair.target, task.pair.target_lang
    found = [(m.start, m.end, m.units) for m in measures(target, tag)]
    task.rng.shuffle(found)
    for start, end, units in found:
        for family in _FAMILIES:
            mine = sorted(units & family.keys())
            if not mine:
                continue
            place = _unit_place(target, start, end, tag, mine[0])
            others = [u for u in family if u not in units]
            other = _unit_name(tag, task.rng.choice(others), target[slice(*place)] if place else "")
            if place and other and other != target[slice(*place)]:
                return changed(task, "critical", [Edit(*place, other)])
    return None


_FAMILIES: tuple[Mapping[str, str], ...] = (
    {"length-kilometer": "km", "length-mile": "mi", "length-meter": "m", "length-foot": "ft"},
    {"length-centimeter": "cm", "length-inch": "in", "length-millimeter": "mm"},
    {"mass-kilogram": "kg", "mass-gram": "g", "mass-pound": "lb", "mass-tonne": "t", "mass-milligram": "mg"},
    {"duration-minute": "min", "duration-hour": "h", "duration-day": "d", "duration-week": "wk", "duration-month": "mo",
     "duration-year": "y", "duration-second": "s"},
    {"temperature-celsius": "°C", "temperature-fahrenheit": "°F"},
    {"area-square-kilometer": "km²", "area-square-mile": "mi²", "area-hectare": "ha", "area-acre": "ac"},
    {"volume-liter": "l", "volume-milliliter": "ml", "volume-gallon": "gal"},
)  # fmt: skip


def _unit_place(text: str, start: int, end: int, tag: str, unit: str) -> Span | None:
    """Return where the name of the unit stands within a measure."""
    piece = text[start:end]
    for name in sorted(_unit_names(tag, unit), key=len, reverse=True):
        at = piece.lower().find(name.lower())
        if at >= 0:
            return start + at, start + at + len(name)
    return None


@cache
def _unit_names(tag: str, unit: str) -> tuple[str, ...]:
    """Return the names of a unit in CLDR, the long ones of the plural forms first, then the sign."""
    known = locale(tag)
    patterns = known.unit_patterns.get(unit, {}) if known else {}
    found = [str(p) for length in ("long", "short") for p in dict(patterns.get(length, {})).values()]
    names = [p.replace("{0}", "").strip() for p in found if "{0}" in p]
    return tuple(dict.fromkeys(n for n in names if n and len(n) < _LENGTH_OF_UNIT))


def _unit_name(tag: str, unit: str, like: str) -> str | None:
    """Return a name of the unit, in the form whose ending is that of the one it replaces, if there is such."""
    names = _unit_names(tag, unit)
    sign = len(like) < 4
    fitting = [n for n in names if (len(n) < 4) == sign]
    same = [n for n in fitting if n[-1:] == like[-1:]]
    return next(iter(same or fitting[::-1] or names), None)
