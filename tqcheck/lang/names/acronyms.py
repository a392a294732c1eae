"""Acronyms of organisations, states and a few things by language: who is called so, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from tqcheck.lang.names.given import NOTHING, GivenNames, table
from tqcheck.lang.names.knowledge import facts
from tqcheck.lang.names.lexicon import is_acronym
from tqcheck.lang.tables import languages, section, written


@cache
def own(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Return the acronyms that the language of `tag` uses itself, by entity, the usual one first."""
    found = {entity: tuple(acronyms) for entity, acronyms in section(tag, "acronyms").get("names", {}).items()}
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
    for tag in sorted({*languages("names"), *languages("acronyms"), *names.tables}):
        if names or any(f'"{acronym}"' in written(tag, topic) for topic in ("names", "acronyms")):
            for entity in called(names.tag(tag)).get(acronym, ()):
                found.setdefault(entity, set()).add(tag)
    return {entity: frozenset(tags) for entity, tags in found.items()}


@cache
def ambiguous(acronym: str, names: GivenNames = NOTHING) -> bool:
    """Tell whether an acronym stands for other things too, so that it alone proves nothing."""
    return len(acronym) < 3 or acronym in facts()["ambiguous_acronyms"] or acronym in names.ambiguous


@cache
def is_thing(entity: str) -> bool:
    """Tell whether what has the acronym is no body: a disease, a tax, a molecule."""
    return entity in section("en", "acronyms")["names"]


@cache
def stopped(tag: str) -> Mapping[str, str]:
    """Return the entities whose acronym is written with full stops, by its letters: *EE. UU.* is `{"EEUU": "US"}`."""
    names = table(tag).get("names", {}).items()
    return {
        _letters(name): entity
        for entity, all_of in names
        for name in all_of
        if "." in name and _letters(name).isupper()
    }


def stopped_places(text: str) -> Mapping[str, tuple[int, int]]:
    """Return where acronyms with full stops stand, by their letters."""
    return {_letters(m.group()): (m.start(), m.start() + len(m.group().rstrip())) for m in _STOPPED.finditer(text)}


def after_article(text: str, acronym: str, tag: str) -> bool:
    """Tell whether a text speaks of *the* OMS, so that everybody knows which; true where a language has no articles."""
    articles = section(tag, "acronyms").get("definite", "").split()
    return not articles or bool(_after(tuple(articles), acronym).search(text))


@lru_cache(maxsize=256)
def _after(articles: tuple[str, ...], acronym: str) -> re.Pattern[str]:
    before = "|".join(a[:-1] + r"['’]" if a.endswith("'") else rf"{a}\s+" for a in articles)
    return re.compile(rf"(?<!\w)(?i:{before}){acronym}(?!\w|\s*\()")


_STOPPED = re.compile(r"(?<!\w)(?:[A-ZÀ-ÖØ-Þ]{1,2}\.\s?){2,6}")


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name))


def plain_acronym(name: str) -> bool:
    """Tell whether a name is letters in capitals and nothing else: `UN`, not `U.N.`."""
    return is_acronym(name) and name.isalpha()
