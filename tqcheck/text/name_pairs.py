"""The names of a source and of its target, each looked for on the other side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.lang.names.knowledge import related
from tqcheck.lang.names.lexicon import knows, lexicon
from tqcheck.text.names import Mention, Phrase, mentions, phrases, supported
from tqcheck.text.similarity import closest, within

ALIKE = 0.62
"""From this likeness on, a word of the other side may be the same name."""
_UNSPACED = regex.compile(r"[\p{Script=Han}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+")


class Unmatched(NamedTuple):
    """A name of one side for which the other side has nothing."""

    start: int
    end: int
    entities: frozenset[str]
    """Empty for a capitalised word that we do not know."""
    sure: bool
    likeness: float
    """0..1: how alike the closest word of the other side is."""

    @property
    def doubt(self) -> tuple[bool, bool, float]:
        """Sorts the surest first."""
        return not self.sure, not self.entities, self.likeness


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
    missing = sorted(_unmatched(source, source_lang, target, target_lang), key=lambda n: n.doubt)
    extra = sorted(_unmatched(target, target_lang, source, source_lang), key=lambda n: n.doubt)
    if not missing and not extra:
        return _NONE
    both = min(len(missing), len(extra))
    return NamePairs(tuple(zip(missing, extra, strict=False)), tuple(missing[both:]), tuple(extra[both:]))


def _unmatched(text: str, tag: str, other: str, other_tag: str) -> list[Unmatched]:
    found = mentions(text, tag)
    left = [*_unmatched_mentions(found, text, other, other_tag)] if found else []
    for phrase in phrases(text, tag):
        if not any(m.start < phrase.end and phrase.start < m.end for m in found):
            likeness = _phrase_likeness(phrase, text, other, spaceless=lexicon(other_tag).spaceless)
            if likeness < ALIKE:
                left.append(Unmatched(phrase.start, phrase.end, frozenset(), sure=False, likeness=likeness))
    return left


def _unmatched_mentions(found: tuple[Mention, ...], text: str, other: str, other_tag: str) -> Iterator[Unmatched]:
    there = mentions(other, other_tag)
    for mention in found:
        if any(mention.entities & m.entities for m in there) or text[mention.start : mention.end] in other:
            continue
        if not all(knows(other_tag, e) for e in mention.entities):
            continue
        nearby = frozenset[str]().union(*map(related, mention.entities))
        if any(nearby & m.entities for m in there) or supported(nearby, other, other_tag):
            continue
        spaceless = lexicon(other_tag).spaceless
        likeness = max(word_likeness(w, other, spaceless=spaceless) for w in text[mention.start : mention.end].split())
        if likeness < ALIKE:
            yield Unmatched(mention.start, mention.end, mention.entities, mention.sure, likeness)


def _phrase_likeness(phrase: Phrase, text: str, other: str, *, spaceless: bool) -> float:
    """Return how alike the best word of `phrase` is to anything in `other`: one supported word supports the phrase."""
    best = 0.0
    for start, end in phrase.words:
        best = max(best, word_likeness(text[start:end], other, spaceless=spaceless))
        if best >= ALIKE:
            break
    return best


def word_likeness(word: str, other: str, *, spaceless: bool) -> float:
    """Return 0..1: how alike `word` is to the most similar word of `other`; 1 when it stands there."""
    if word in other:
        return 1.0
    if not spaceless:
        return closest(word, other)
    best = closest(word, _UNSPACED.sub(" ", other))
    return best if best >= ALIKE else max(best, within(word, unspaced(other)) * 0.8)


@lru_cache(maxsize=512)
def unspaced(text: str) -> str:
    """Return what of `text` is written without spaces between words."""
    return "".join(_UNSPACED.findall(text))
