"""Whether a text speaks of an entity in any way: by its adjective, a case form, a short form."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from tqcheck.lang.names.cities import inflected, key, spellings
from tqcheck.lang.names.lexicon import Lexicon, alike, folded, lexicon
from tqcheck.text.tokens import words

# Names of these scripts stand without spaces, or with letters of the grammar written together.
_INNER = regex.compile(
    r"^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]{2}|^[\p{Script=Thai}\p{Script=Arabic}\p{Script=Hebrew}]{3}"
)


class _Witnesses(NamedTuple):
    """What in a text speaks of some entities."""

    inside: tuple[str, ...]
    """Wherever it stands."""
    beginnings: tuple[str, ...]
    """At the beginning of a word: too short to say anything inside one."""
    together: tuple[tuple[str, ...], ...]
    """All of them, in any order."""
    acronyms: tuple[str, ...]
    """As they are written."""


def supported(entities: frozenset[str], text: str, tag: str) -> bool:
    """Tell whether anything in `text` can stand for one of `entities`: an adjective, a case form, a short form."""
    witnesses, known = _witnesses(entities, tag), lexicon(tag)
    plain = " " + folded(alike(text))
    return (
        any(stem in plain for stem in witnesses.inside)
        or any(acronym in text for acronym in witnesses.acronyms)
        or any(before + stem in plain for stem in witnesses.beginnings for before in " -'’(«“\"„")
        or any(all(stem in plain for stem in stems) for stems in witnesses.together)
        or bool(known.abbreviations and any(_abbreviated(entity, text, known) for entity in entities))
    )


@lru_cache(maxsize=4096)
def _witnesses(entities: frozenset[str], tag: str) -> _Witnesses:
    known = lexicon(tag)
    ways = {way for entity in entities for way in known.stems.get(entity, ())}
    single = {way[0] for way in ways if len(way) == 1}
    inside = {stem for stem in single if len(stem) > 3 or known.spaceless}
    return _Witnesses(
        tuple(inside),
        tuple(single - inside),
        tuple(way for way in ways if len(way) > 1),
        tuple({acronym for entity in entities for acronym in known.acronyms.get(entity, ())}),
    )


def _abbreviated(entity: str, text: str, known: Lexicon) -> bool:
    """Tell whether a character such as 美 stands for `entity` beside one that shows it: 访美, 美军."""
    before, after = known.around
    for character in known.abbreviations.get(entity, ""):
        index = text.find(character)
        while index >= 0:
            if (index and text[index - 1] in before) or (text[index + 1 : index + 2] or "\n") in after:
                return True
            index = text.find(character, index + 1)
    return False


def same_city(name: str, text: str) -> bool:
    """Tell whether `text` has another spelling of a large city that may be called `name`, in whatever language."""
    known = spellings(name)
    if not known:
        return False
    if not known.isdisjoint(_keys(text)):
        return True
    plain = folded(text)
    return any(keyed in plain for keyed in known if _INNER.search(keyed))


@lru_cache(maxsize=128)
def _keys(text: str) -> frozenset[str]:
    """Return what the words of `text` and its pairs of words may be looked up by."""
    keyed = [key(word.text) for word in words(text)]
    pairs = [f"{first} {second}" for first, second in pairwise(keyed)]
    return frozenset[str]().union(*map(inflected, (*keyed, *pairs)))
