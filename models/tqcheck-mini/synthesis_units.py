"""Changed units of measure and currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from synthesis_drafts import Draft, Task, changed
from synthesis_numbers import cased_like
from synthesis_parts import Edit, Span

from tqcheck.lang.names.cldr import locale
from tqcheck.lang.tables import section
from tqcheck.text.units import Measure, measures

_FAMILIES = (
    ("length-kilometer", "length-mile", "length-meter", "length-foot"),
    ("length-centimeter", "length-inch", "length-millimeter"),
    ("mass-kilogram", "mass-gram", "mass-pound", "mass-tonne", "mass-milligram"),
    ("duration-minute", "duration-hour", "duration-day", "duration-week", "duration-month", "duration-year",
     "duration-second"),
    ("temperature-celsius", "temperature-fahrenheit"),
    ("area-square-kilometer", "area-square-mile", "area-hectare", "area-acre"),
    ("volume-liter", "volume-milliliter", "volume-gallon"),
)  # fmt: skip
_OF_DATES = frozenset("年月日年代년월일號号")
"""Signs that tell a date rather than a duration."""
_DIGIT = re.compile(r"\d")
_SIGNS = "$€£¥₹"
_CURRENCIES = ("dollar", "EUR", "pound", "yen", "franc", "rupee", "ruble", "yuan", "won", "lira")
_LONGEST_SPAN = 150
"""Years beyond are rather dates."""


def unit_changed(task: Task) -> Draft | None:
    """Name another unit or currency of the same kind after the same number."""
    target, tag = task.pair.target, task.pair.target_lang
    options = [*_currencies(task)]
    for measure in measures(target, tag):
        place = _place(target, measure, tag)
        if place is not None:
            options += [Edit(*place, name) for name in _others(target, place, measure, tag)]
    options = [e for e in options if e.text.lower() not in target.lower()]
    return changed(task, "critical", [task.rng.choice(options)]) if options else None


def _currencies(task: Task) -> Iterator[Edit]:
    target, forms = task.pair.target, _currency_words(task.pair.target_lang)
    speech = task.pool.speech(task.pair.target_lang)
    for unit in speech.units(target):
        mine = forms.get(unit.text.lower())
        if mine is not None and (not speech.spaceless or _DIGIT.search(target[max(0, unit.start - 6) : unit.start])):
            for word, (currency, place) in forms.items():
                if currency != mine[0] and place == mine[1]:
                    yield Edit(unit.start, unit.end, cased_like(word, unit.text))
    for at, sign in enumerate(target):
        if sign in _SIGNS and (target[at - 1 : at].isdigit() or target[at + 1 : at + 2].strip().isdigit()):
            yield from (Edit(at, at + 1, other) for other in _SIGNS if other != sign)


@cache
def _currency_words(tag: str) -> Mapping[str, tuple[str, int]]:
    names = section(tag, "units").get("names", {})
    return {
        form: (currency, place)
        for currency in _CURRENCIES
        for place, form in enumerate(names.get(currency, ()))
        if "*" not in form and " " not in form and form not in names.get("mass-pound", ())
    }


def _place(text: str, measure: Measure, tag: str) -> Span | None:
    """Return where the name of the unit stands within a measure."""
    piece = text[measure.start : measure.end].lower()
    if len(piece) != measure.end - measure.start:
        return None
    names = {
        name for unit in measure.units for length in ("long", "short") for name in _names(tag, unit, length).values()
    }
    for name in sorted(names - _OF_DATES, key=lambda n: (-len(n), n)):
        at = piece.find(name.lower())
        if at > 0 and not text[measure.start + at + len(name) :].lstrip()[:1].isdigit():
            return measure.start + at, measure.start + at + len(name)
    return None


def _others(text: str, place: Span, measure: Measure, tag: str) -> Iterator[str]:
    """Yield the names of other units, in the plural form that the number asks for."""
    known = locale(tag)
    values = sorted(measure.values)
    if known is None or not values or ("duration-year" in measure.units and values[0] > _LONGEST_SPAN):
        return
    form = known.plural_form(values[0])
    unit = next((u for u in sorted(measure.units) if any(u in f for f in _FAMILIES)), "")
    length = "long" if text[slice(*place)] in _names(tag, unit, "long").values() else "short"
    for family in _FAMILIES:
        for other in family if unit in family else ():
            names = _names(tag, other, length)
            if other not in measure.units and names:
                yield names.get(form) or names["other"]


@cache
def _names(tag: str, unit: str, length: str) -> Mapping[str, str]:
    """Return the names of a unit in CLDR by plural form."""
    known = locale(tag)
    patterns = known._data["unit_patterns"].get(unit, {}) if known else {}  # noqa: SLF001  Babel lists none in public
    forms = {str(k): str(p).replace("{0}", "").strip() for k, p in dict(patterns.get(length, {})).items() if k != "per"}
    return {k: name for k, name in forms.items() if name} if forms.get("other") else {}
