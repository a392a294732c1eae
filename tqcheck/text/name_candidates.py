"""Which words of a text may be names, and how its words sound: asked of every text, so what is cheap comes first."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import regex

from tqcheck.lang.names.knowledge import is_famous, rivals
from tqcheck.lang.names.lexicon import Name, lexicon
from tqcheck.text.names import (
    Place,
    capitalised,
    initials,
    mentions,
    name_end,
    names_begun,
    names_within,
    opens,
    uncommon,
)
from tqcheck.text.remembered import Remembered
from tqcheck.text.similarity import Sounds, echoed, sounds
from tqcheck.text.title_words import meaning
from tqcheck.text.tokens import words

_REMEMBERED = 1 << 12
"""Words a language."""
_APART = 3
_SEAM = re.compile(r"[^\w\u0300-\u1dff]")
_SPACED = regex.compile(r"[\p{Script=Katakana}ー\p{Script=Latin}]+")


def pending(text: str, tag: str, other: str, other_tag: str) -> list[Place]:
    """Return the words that may be names and for which `other` has neither the same letters nor plainly the same sound.

    All that `mentions` and `phrases` have a use for is among them. Most names of a good translation end here.
    """
    if lexicon(tag).cased:
        found = _capitalised(text, tag, other)
    else:
        found = [p for p in (*_known(text, tag), *initials(text, tag)) if text[p[0] : p[1]] not in other]
    if not found:
        return found
    there, rivalled = heard(other, other_tag), _rivalled(tag)
    return [p for p in found if rivalled[word := text[p[0] : p[1]]] or not echoed(word, there)]


@lru_cache(maxsize=128)
def heard(text: str, tag: str) -> Sounds:
    """Return how the words sound with which a name of the other side is compared.

    In cased scripts these are the capitalised words, in Japanese katakana, in scripts without case all words.
    """
    known = lexicon(tag)
    if known.cased:
        return sounds([text[start:end] for start, end in capitalised(text)])
    return sounds(_SPACED.findall(text) if known.spaceless else text.split())


def _capitalised(text: str, tag: str, other: str) -> list[Place]:
    maybe, places = _maybe(tag), capitalised(text)
    likely = [
        (place, facts)
        for place in places
        if (facts := maybe[word := text[place[0] : place[1]]]) is not None and word not in other
    ]
    if not likely:
        return []
    new, nouns, found = [p for p in places if text[p[0] : p[1]] not in other], lexicon(tag).nouns, []
    for place, (names, tells, certain) in likely:
        if (
            certain
            or (tells and _telling(text, new, new.index(place), nouns=nouns))
            or (names and any(name_end(text, *place, name) for name in names))
        ):
            found.append(place)
    return found


def _known(text: str, tag: str) -> list[Place]:
    if not lexicon(tag).spaceless and True not in map(_named(tag).__getitem__, text.split()):
        return []
    return [(m.start, m.end) for m in mentions(text, tag)]


def _telling(text: str, places: list[Place], index: int, *, nouns: bool) -> bool:
    """Tell whether the capital of a word says anything: not at an opening, nor on a noun where all nouns have one.

    Beside another capitalised word it does.
    """
    start, end = places[index]
    beside = index + 1 < len(places) and places[index + 1][0] - end < _APART
    if opens(text, start):
        return beside and not nouns
    if beside or not nouns or not text[start + 1 : end].islower():
        return True
    before = places[index - 1] if index else None
    return before is not None and start - before[1] < _APART and not opens(text, before[0])


@cache
def _maybe(tag: str) -> Remembered[tuple[tuple[Name, ...], bool, bool] | None]:
    """Return what tells which names may begin with a capitalised word, whether it is uncommon, and a famous name.

    None for a word of which nothing is true.
    """
    begun, telling = names_begun(tag), uncommon(tag)

    def maybe(word: str) -> tuple[tuple[Name, ...], bool, bool] | None:
        facts = begun(word), telling(word) or meaning(word, tag) is not None, is_famous(word)
        return facts if any(facts) else None

    return Remembered(maybe, most=_REMEMBERED)


@cache
def _rivalled(tag: str) -> Remembered[bool]:
    """Return what tells whether a word may begin a name for which another is easily taken."""
    begun, within = names_begun(tag), names_within(tag)

    def rivalled(word: str) -> bool:
        names = begun(word) if lexicon(tag).cased else [name for _, names in within(word) for name in names]
        return any(rivals(name.entity) for name in names)

    return Remembered(rivalled, most=_REMEMBERED)


@cache
def _named(tag: str) -> Remembered[bool]:
    """Return what tells whether a name may begin in a stretch without spaces, of a script without case."""
    begun = names_within(tag)

    def named(stretch: str) -> bool:
        if _SEAM.search(stretch):
            return any(begun(word) for word, _, _ in words(stretch))
        return bool(begun(stretch))

    return Remembered(named, most=_REMEMBERED)
