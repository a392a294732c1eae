"""Institutions and things that *he* and *she* do not stand for: `[things]` of `lang/tables/pronouns/<tag>.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tqcheck.lang.tables import section
from tqcheck.text.gender import PERSON, THING, genders
from tqcheck.text.tokens import Word, lowered, words


@dataclass(frozen=True, slots=True)
class Things:
    """What a language knows of pronouns for people and of what is not a person."""

    pronouns: Mapping[str, int]
    """Pronoun for people → whom it may stand for, as bits of `text.gender`."""
    instead: Mapping[str, str]
    """Pronoun → the one for a thing."""
    determiners: frozenset[str]
    """Empty in languages whose nouns need none."""
    collectives: frozenset[str]
    """Nouns of institutions, groups and things; never of people."""
    people: frozenset[str]
    """Words that a pronoun for people may stand for."""
    says: frozenset[str]
    """Verbs beside a pronoun that tells who speaks."""
    places: frozenset[str]
    """Words after which a capitalised word is a place or a day rather than a person."""


@cache
def things(tag: str) -> Things | None:
    """Return what is known of a language whose *he* and *she* are for people; None for other languages."""
    table = section(tag, "pronouns").get("things")
    known = genders(tag)
    if table is None or known is None:
        return None
    return Things(
        pronouns={word: known.senses[word] for word in table["instead"]},
        instead=table["instead"],
        determiners=frozenset(table["determiners"]),
        collectives=frozenset(table["collectives"]),
        people=frozenset(table["people"]) | {w for w, kind in known.kinds.items() if kind in ("persons", "names")},
        says=frozenset(table["says"]),
        places=frozenset(table["places"]),
    )


def supported(text: str, tag: str, senses: int) -> float:
    """Return how sure a source makes it that it speaks of a thing by a pronoun that could be *he* or *she*.

    0 without such a pronoun, little when its language leaves them out or is unknown.
    """
    known = genders(tag)
    if known is None:
        return 0.4
    if known.dropped and not known.subjects:
        return 0.4
    found = (known.senses[w] for w in known.senses.keys() & lowered(text) if known.kinds[w] == "pronouns")
    if any(s & senses and s & THING and (s & PERSON != PERSON or not known.dropped) for s in found):
        return 0.7
    return 0.4 if known.dropped else 0.0


def antecedent(text: str, known: Things) -> Word | None:
    """Return the last institution or thing that is a subject of `text`, if nobody in `text` could be *he* or *she*.

    A subject is taken to begin a sentence or to follow a comma, with its determiner: *Since May, the new council …*.
    """
    found = words(text)
    last = None
    for index, word in enumerate(found):
        low = word.text.lower().removesuffix("’s").removesuffix("'s")
        if low in known.people or low in known.pronouns or _person(found, index, known, text):
            return None
        if low in known.collectives and _is_subject(found, index, known, text):
            last = word
    return last


def _is_subject(found: tuple[Word, ...], index: int, known: Things, text: str) -> bool:
    for place in range(index - 1, max(-1, index - 5), -1) if known.determiners else (index,):
        if not known.determiners or found[place].text.lower() in known.determiners:
            return place == 0 or text[found[place - 1].end : found[place].start] != " "
    return False


def _person(found: tuple[Word, ...], index: int, known: Things, text: str) -> bool:
    """Tell whether a capitalised word may be somebody's name: not at a start, not after *in*, not before a noun."""
    word = found[index]
    if not word.text[0].isupper() or index == 0:
        return False
    before = found[index - 1]
    if text[before.end : word.start] != " ":  # a new sentence or a quotation begins
        if word.text.lower() in known.determiners | known.collectives:
            return False
        return index + 1 < len(found) and found[index + 1].text[0].isupper()
    if before.text.lower() in known.places | known.determiners:
        return False
    after = found[index + 1] if index + 1 < len(found) else None
    # "Iraqi army": an adjective of origin stands right before a noun that we know.
    return not (after and after.text.lower() in known.collectives)
