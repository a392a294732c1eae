"""The names of a source and of its target, each looked for on the other side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.lang.names.given import GivenNames, given
from tqcheck.lang.names.knowledge import related, rivals
from tqcheck.lang.names.lexicon import knows, lexicon
from tqcheck.lang.tables import section
from tqcheck.text.name_candidates import heard, pending
from tqcheck.text.name_phrases import Phrase, phrases
from tqcheck.text.name_support import same_city, supported
from tqcheck.text.names import Mention, adjectives, mentions
from tqcheck.text.similarity import COGNATE, closest, cognate, within
from tqcheck.text.title_words import meaning, says, translated
from tqcheck.text.transliteration import romanised

ALIKE = 0.62
"""From this likeness on, a word of the other side may be the same name."""
_BEST = 0.3
"""How much the best word of a phrase weighs; all of them together weigh the rest."""
_UNLIKE = 0.3
"""Below this likeness a word is no less alike than any other: chance alone makes the rest."""
_UNSAID = 0.15
"""How alike a common word is of which the other side has none of the translations that we know."""
_SHORTENED = frozenset({"US", "GB", "EU", "UN", "AE", "CN", "RU", "KR", "KP", "CD", "ZA", "BA", "CZ", "SA", "NZ"})
_UNSPACED = regex.compile(r"[\p{Script=Han}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+")


class Unmatched(NamedTuple):
    """A name of one side for which the other side has nothing."""

    start: int
    end: int
    entities: frozenset[str]
    """Empty for a capitalised word that we do not know."""
    trust: int
    """2 for the name of an entity, 1 for its adjective or a part of a longer name, 0 for any other word."""
    likeness: float
    """0..1: how alike the closest word of the other side is."""

    @property
    def doubt(self) -> tuple[int, bool, float]:
        """Sorts the surest first."""
        return -self.trust, not self.entities, self.likeness


class NamePairs(NamedTuple):
    """What is left over when the names of both sides have been matched."""

    swapped: tuple[tuple[Unmatched, Unmatched], ...]
    """Where both sides have a name left over, one replaced the other: source's and target's, the surest first."""
    missing: tuple[Unmatched, ...]
    """Further names of the source."""
    extra: tuple[Unmatched, ...]
    """Further names of the target."""


_NONE = NamePairs((), (), ())


@lru_cache(maxsize=256)
def name_pairs(source: str, target: str, source_lang: str, target_lang: str) -> NamePairs:
    """Return the names of each side that the other side does not support."""
    missing = _unmatched(source, source_lang, target, target_lang)
    extra = _unmatched(target, target_lang, source, source_lang)
    if not missing and not extra:
        return _NONE
    if any(n.entities for n in missing) and not any(n.entities for n in extra):
        extra += _unmatched_mentions(adjectives(target, target_lang), (target, target_lang), (source, source_lang))
    elif any(n.entities for n in extra) and not any(n.entities for n in missing):
        missing += _unmatched_mentions(adjectives(source, source_lang), (source, source_lang), (target, target_lang))
    missing.sort(key=lambda n: n.doubt)
    extra.sort(key=lambda n: n.doubt)
    both = min(len(missing), len(extra))
    return NamePairs(tuple(zip(missing, extra, strict=False)), tuple(missing[both:]), tuple(extra[both:]))


def _unmatched(text: str, tag: str, other: str, other_tag: str) -> list[Unmatched]:
    unheard = pending(text, tag, other, other_tag)
    if not unheard:
        return []
    found = mentions(text, tag)
    left = [*_unmatched_mentions(found, (text, tag), (other, other_tag))] if found else []
    if found and all(any(m.start <= start and end <= m.end for m in found) for start, end in unheard):
        return left
    for phrase in phrases(text, tag):
        if not any(m.start < phrase.end and phrase.start < m.end for m in found):
            likeness = _likeness(phrase, (text, tag), (other, other_tag))
            if likeness < ALIKE and not same_city(text[phrase.start : phrase.end], other):
                left.append(Unmatched(phrase.start, phrase.end, frozenset(), 0, likeness))
    return left


def _unmatched_mentions(
    found: tuple[Mention, ...], here: tuple[str, str], side: tuple[str, str]
) -> Iterator[Unmatched]:
    (text, _), (other, other_tag) = here, side
    named = frozenset[str]().union(*(m.entities for m in found))
    found = tuple([m for m in found if text[m.start : m.end] not in other])
    there = mentions(other, other_tag) if found else ()
    for mention in found:
        if any(mention.entities & m.entities for m in there):
            continue
        if mention.trust and _rivalled(mention, there, named):
            yield Unmatched(mention.start, mention.end, mention.entities, mention.trust, _UNLIKE)
            continue
        if not all(knows(other_tag, e) for e in mention.entities):
            continue
        nearby = _nearby(mention.entities, given(other_tag))
        if any(nearby & m.entities for m in there) or supported(nearby, other, other_tag):
            continue
        likeness = max(word_likeness(w, other, other_tag) for w in text[mention.start : mention.end].split())
        if likeness < COGNATE and not same_city(text[mention.start : mention.end], other):
            trust = min(mention.trust, 2 if _well_known(mention.entities, other_tag) else 0)
            yield Unmatched(mention.start, mention.end, mention.entities, trust, min(likeness, ALIKE))


def _rivalled(mention: Mention, there: tuple[Mention, ...], named: frozenset[str]) -> bool:
    """Tell whether the other side has a name that is easily taken for `mention`, and that this side has not as well."""
    if len(mention.entities) > 1:
        return False
    taken = rivals(next(iter(mention.entities))) - named
    return any(len(m.entities) == 1 and m.trust == mention.trust and m.entities <= taken for m in there)


@lru_cache(maxsize=1024)
def _nearby(entities: frozenset[str], names: GivenNames) -> frozenset[str]:
    return frozenset[str]().union(*(related(entity, names) for entity in entities))


def _well_known(entities: frozenset[str], tag: str) -> bool:
    """Tell whether we know the short forms too: CLDR alone has none, and none writes *United States* each time."""
    return bool(section(tag, "names")) or not entities & _SHORTENED


def _likeness(phrase: Phrase, here: tuple[str, str], side: tuple[str, str]) -> float:
    """Return how alike the words of a phrase are to words of the other side: by meaning where we know it, by sound."""
    (text, tag), (other, other_tag) = here, side
    both, found = translated(tag) and translated(other_tag), []
    for place in phrase.parts:
        word = text[slice(*place)]
        sense = meaning(word, tag) if both else None
        if sense and word not in other:
            told = says(other, sense, other_tag) or word_likeness(word, other, other_tag) >= COGNATE
            found.append(1.0 if told else _UNSAID)
        elif place in phrase.words:
            likeness = word_likeness(word, other, other_tag)
            found.append(1.0 if likeness < ALIKE and same_city(word, other) else max(_UNLIKE, likeness))
    return _BEST * max(found) + (1 - _BEST) * sum(found) / len(found) if found else 1.0


def word_likeness(word: str, other: str, other_tag: str) -> float:
    """Return 0..1: how alike `word` is to the most similar word of `other`; 1 when it stands there."""
    if word in other:
        return 1.0
    there = heard(other, other_tag)
    if cognate(word, " ".join(there.words)):
        return 1.0
    best = closest(word, there)
    known = lexicon(other_tag)
    if best < ALIKE and known.cased and cognate(word, romanised(other)):
        return 1.0
    if best < ALIKE and known.spaceless and (run := unspaced(other)):
        return max(best, within(word, run) * 0.8)
    return best


@lru_cache(maxsize=256)
def unspaced(text: str) -> str:
    """Return what of `text` is written without spaces between words."""
    return "".join(_UNSPACED.findall(text))
