"""Pronouns for people and the nouns they may stand for: `lang/tables/pronouns/<tag>.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tqcheck.lang.tables import section
from tqcheck.text.tokens import Word, words


@dataclass(frozen=True, slots=True)
class Pronouns:
    """What a language knows of gender in pronouns."""

    gender: Mapping[str, str]
    """Pronoun → `feminine` or `masculine`, where a thing would be called otherwise."""
    instead: Mapping[str, str]
    """Pronoun → the one for a thing."""
    determiners: frozenset[str]
    collectives: frozenset[str]
    """Nouns of institutions, groups and things; never of people."""
    persons: frozenset[str]
    """Words that a pronoun for people may stand for."""
    places: frozenset[str]
    """Words after which a capitalised word is a place or a day rather than a person."""


@cache
def personal(tag: str) -> Pronouns | None:
    """Return what is known of a language whose *he* and *she* are for people; None for other languages."""
    table = section(tag, "pronouns")
    if "collectives" not in table:
        return None
    return Pronouns(
        gender={word: gender for gender in ("feminine", "masculine") for word in table[gender]},
        instead=table["instead"],
        determiners=frozenset(table["determiners"]),
        collectives=frozenset(table["collectives"]),
        persons=frozenset(table["persons"]),
        places=frozenset(table["places"]),
    )


@cache
def of_gender(tag: str, gender: str) -> frozenset[str]:
    """Return the pronouns of a gender; empty when the language is unknown or may leave pronouns out."""
    return frozenset(section(tag, "pronouns").get(gender, ()))


def antecedent(text: str, known: Pronouns) -> Word | None:
    """Return the last institution or thing that is a subject of `text`, if nobody in `text` could be *he* or *she*.

    A subject is taken to begin a sentence or to follow a comma, with its determiner: *Since May, the new council …*.
    """
    found = words(text)
    last = None
    for index, word in enumerate(found):
        low = word.text.lower().removesuffix("’s").removesuffix("'s")
        if low in known.persons or low in known.gender or _person(found, index, known, text):
            return None
        if low in known.collectives and _is_subject(found, index, known, text):
            last = word
    return last


def _is_subject(found: tuple[Word, ...], index: int, known: Pronouns, text: str) -> bool:
    for place in range(index - 1, max(-1, index - 5), -1):
        if found[place].text.lower() in known.determiners:
            return place == 0 or text[found[place - 1].end : found[place].start] != " "
    return False


def _person(found: tuple[Word, ...], index: int, known: Pronouns, text: str) -> bool:
    """Tell whether a capitalised word may be somebody's name: not at a start, not after *in*, not before a noun."""
    word = found[index]
    if not word.text[0].isupper() or index == 0:
        return False
    before = found[index - 1]
    if text[before.end : word.start] != " ":  # a new sentence or a quotation begins
        return (
            word.text.lower() not in known.determiners and index + 1 < len(found) and found[index + 1].text[0].isupper()
        )
    if before.text.lower() in known.places | known.determiners:
        return False
    after = found[index + 1] if index + 1 < len(found) else None
    # "Iraqi army": an adjective of origin stands right before a noun that we know.
    return not (after and after.text.lower() in known.collectives)
