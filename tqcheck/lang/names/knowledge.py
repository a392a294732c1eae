"""What holds of names in every language: kinds of entities, which of them support each other, cities' spellings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

from tqcheck.lang.names.given import NOTHING, GivenNames
from tqcheck.lang.tables import section


@cache
def facts() -> Mapping[str, Any]:
    """Return `knowledge.toml`."""
    return tomllib.loads(Path(__file__).with_name("knowledge.toml").read_text(encoding="utf-8"))


@cache
def zones() -> tuple[str, ...]:
    """Return the CLDR time zones whose city we know by name."""
    return tuple(facts()["zones"].split())


@cache
def cities() -> Mapping[str, tuple[str, ...]]:
    """Return the spellings of cities that no time zone names, by entity."""
    return {city: tuple(s.strip() for s in names.split(",")) for city, names in facts()["cities"].items()}


@cache
def ambiguous_cities() -> frozenset[str]:
    """Return the spellings of cities that are also common words or names of people."""
    return frozenset(facts()["ambiguous"])


@cache
def _famous() -> frozenset[str]:
    return frozenset(facts()["famous"].lower().split())


def is_famous(word: str) -> bool:
    """Tell whether a capitalised word is a name of all languages in Latin letters; a genitive's s may follow."""
    lower = word.lower()
    return lower in _famous() or (lower[-1:] == "s" and lower[:-1] in _famous())


@cache
def rivals(entity: str) -> frozenset[str]:
    """Return the territories whose names are easily taken for that of `entity`."""
    groups = (frozenset(line.split()) for line in facts()["rivals"])
    return frozenset[str]().union(*(group for group in groups if entity in group)) - {entity}


@cache
def _related() -> Mapping[str, frozenset[str]]:
    groups = [set(line.split()) for line in facts()["related"]]
    territories = get_global("zone_territories")
    groups += [{zone, territories[zone]} for zone in zones() if zone in territories]
    found: dict[str, set[str]] = {}
    for group in groups:
        for entity in group:
            found.setdefault(entity, set()).update(group)
    return {entity: frozenset(group) for entity, group in found.items()}


@cache
def related(entity: str, names: GivenNames = NOTHING) -> frozenset[str]:
    """Return the entities whose mention may stand for `entity`: its parts, its whole, its namesakes; itself."""
    said = (group for group in names.related if entity in group)
    return _related().get(entity, frozenset()).union({entity}, *said)


@cache
def kind(entity: str, names: GivenNames = NOTHING) -> str:
    """Return `armed-group`, `organisation`, `city` or `territory`, or what a user says of their own names."""
    if entity in names.kinds:
        return names.kinds[entity]
    for name, members in facts()["kinds"].items():
        if entity in members.split():
            return str(name)
    if "/" in entity or entity in cities() or entity == "washington":
        return "city"
    return "name" if entity in names.entities and not known(entity) else "territory"


@cache
def known(entity: str) -> bool:
    """Tell whether an entity is one of ours."""
    ours = section("en", "names")["names"]
    return entity in ours or entity in zones() or entity in cities() or entity in Locale("en").territories
