"""Units that differ between two texts while their number is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from tqcheck.lang.units import unit_names
from tqcheck.text.number_lexicon import lexicon
from tqcheck.text.tokens import lowered
from tqcheck.text.units import Measure, likely, measures, worded_measures

_POINT = "concentr-percentage-point"


class Change(NamedTuple):
    """A measure of the source and the one that stands in its place."""

    source: Measure
    target: Measure
    certainty: float
    """0..1."""


def changed_units(source: tuple[str, str], target: tuple[str, str], *, digits: bool) -> Iterator[Change]:
    """Yield what changed its unit but not its number between two sides, each a text and its language.

    `digits` tells whether both texts have numbers in digits; numbers in words are compared as well.
    """
    if digits and likely(*source):
        first = [one for one in measures(*source) if not _named_in(*target, one.units)]
        wanted = frozenset().union(*(found.values for found in first))
        second = measures(*target, wanted=wanted) if first else []
        yield from _changed(first, second, ours=lambda one: measures(*source, wanted=one.values), source=source)
    if _unit_lost(source, target):
        first = [one for one in worded_measures(*source) if not _named_in(*target, one.units)]
        second = worded_measures(*target) if first else []
        yield from _changed(first, second, ours=lambda _: worded_measures(*source), source=source)


def _changed(
    first: list[Measure], second: list[Measure], *, ours: Callable[[Measure], list[Measure]], source: tuple[str, str]
) -> Iterator[Change]:
    for one in first:
        theirs = _of_value(second, one)
        if not theirs or not all(_conflict(one, other) for other in theirs):
            continue
        if all(_conflict(mine, theirs[0]) for mine in _of_value(ours(one), one)):
            yield Change(one, theirs[0], _certainty(one, theirs[0], source=source))


def _unit_lost(source: tuple[str, str], target: tuple[str, str]) -> bool:
    """Tell whether the source has number words and names a unit that the target does not: a cheap first question."""
    found = lowered(source[0])
    if lexicon(source[1]).plain.isdisjoint(found):
        return False
    spoken = unit_names(source[1]).spoken
    return not spoken.isdisjoint(found) and any(not _named_in(*target, units) for units in _spoken(source[1], found))


def _spoken(tag: str, found: frozenset[str]) -> set[frozenset[str]]:
    names = unit_names(tag)
    return {names.after[word] for word in names.spoken & found}


def _of_value(found: list[Measure], one: Measure) -> list[Measure]:
    return [other for other in found if not other.values.isdisjoint(one.values)]


def _conflict(one: Measure, other: Measure) -> bool:
    """Tell whether two units are of one dimension and can by no reading be the same."""
    if not one.units or not other.units or not one.units.isdisjoint(other.units):
        return False
    return not _dimensions(one).isdisjoint(_dimensions(other))


def _dimensions(found: Measure) -> frozenset[str]:
    return frozenset(unit.partition("-")[0] for unit in found.units)


def _certainty(one: Measure, other: Measure, *, source: tuple[str, str]) -> float:
    if _POINT in one.units | other.units:
        return 0.35
    if _named_in(*source, other.units):
        return 0.4
    ambiguous = max(len(_dimensions(found) - {"speed"}) for found in (one, other)) > 1
    return 0.65 if ambiguous else 0.85


def _named_in(text: str, tag: str, units: frozenset[str]) -> bool:
    """Tell whether one of the units stands anywhere in the text, perhaps beside a number in words."""
    return not _words(tag, units).isdisjoint(lowered(text))


@cache
def _words(tag: str, units: frozenset[str]) -> frozenset[str]:
    """Return the names of units that are one word of three letters or more."""
    names = unit_names(tag)
    return frozenset(
        name
        for known in (names.after, names.before)
        for name, meant in known.items()
        if len(name) > 2 and not meant.isdisjoint(units)
    )
