"""Acronyms of organisations and states by language: who is called so, and where."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from tqcheck.lang.names.given import NOTHING, GivenNames, table
from tqcheck.lang.names.knowledge import facts
from tqcheck.lang.names.lexicon import is_acronym
from tqcheck.lang.tables import languages, written


@cache
def own(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Return the acronyms that the language of `tag` uses itself, by entity, the usual one first."""
    found = {}
    for entity, names in table(tag).get("names", {}).items():
        acronyms = tuple(name for name in names if plain_acronym(name))
        if acronyms:
            found[entity] = acronyms
    return found


@cache
def called(tag: str) -> Mapping[str, frozenset[str]]:
    """Return the entities that each acronym stands for in the language of `tag`."""
    found: dict[str, set[str]] = {}
    for entity, acronyms in own(tag).items():
        for acronym in acronyms:
            found.setdefault(acronym, set()).add(entity)
    return {acronym: frozenset(entities) for acronym, entities in found.items()}


@lru_cache(maxsize=4096)
def meanings(acronym: str, names: GivenNames = NOTHING) -> Mapping[str, frozenset[str]]:
    """Return the entities that an acronym stands for in any language, each with these languages.

    What a user gives counts beside our tables, of which only those are read that have the acronym.
    """
    found: dict[str, set[str]] = {}
    for tag in sorted({*languages("names"), *names.tables}):
        if names or f'"{acronym}"' in written(tag, "names"):
            for entity in called(names.tag(tag)).get(acronym, ()):
                found.setdefault(entity, set()).add(tag)
    return {entity: frozenset(tags) for entity, tags in found.items()}


@cache
def ambiguous(acronym: str, names: GivenNames = NOTHING) -> bool:
    """Tell whether an acronym stands for other things too, so that it alone proves nothing."""
    return len(acronym) < 3 or acronym in facts()["ambiguous_acronyms"] or acronym in names.ambiguous


def plain_acronym(name: str) -> bool:
    """Tell whether a name is letters in capitals and nothing else: `UN`, not `U.N.`."""
    return is_acronym(name) and name.isalpha()
