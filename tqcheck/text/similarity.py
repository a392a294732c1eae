"""How alike a word and the words of a text sound: cognates and transliterations in any script."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tqcheck.text.transliteration import romanised, skeleton

_WORD = re.compile(r"[a-z]{2,}")
_BONES = re.compile(r"[ptksln]{3,}")


class Sounds(NamedTuple):
    """The words of a text as they sound."""

    together: str
    words: tuple[str, ...]


@lru_cache(maxsize=512)
def sounds(text: str) -> Sounds:
    """Return the words of `text` in ASCII letters."""
    together = romanised(text)
    return Sounds(together, tuple(_WORD.findall(together)))


@lru_cache(maxsize=512)
def bones(text: str) -> frozenset[str]:
    """Return the consonants of each word of `text`, where there are three or more."""
    return frozenset(_BONES.findall(skeleton(text)))


def closest(word: str, text: str) -> float:
    """Return 0..1: how alike `word` is to the most similar word of `text`; 1 for a cognate or a transliteration.

    A word that begins with all of `word` but its ending counts as fully alike (`Londoner` and `London`).
    """
    sound = romanised(word)
    stem = sound[: max(4, len(sound) - 2)]
    there = sounds(text)
    if len(stem) >= 4 and stem in there.together:
        return 1.0
    best = process.extractOne(sound, there.words, scorer=fuzz.ratio, score_cutoff=40)
    found = best[1] / 100 if best else 0.0
    return found if found > 0.8 else max(found, _by_consonants(word, text))


def _by_consonants(word: str, text: str) -> float:
    """Compare consonants alone; two of them say too little."""
    consonants = skeleton(word)
    if len(consonants) < 3:
        return 0.0
    there = bones(text)
    if consonants in there:
        return 0.9
    best = process.extractOne(consonants, there, scorer=fuzz.ratio, score_cutoff=40)
    return float(best[1]) * 0.009 if best else 0.0


def within(word: str, run: str) -> float:
    """Return 0..1: how alike `word` is to the most similar stretch of `run`, a text without spaces between words."""
    consonants, there = skeleton(word), skeleton(run)
    if not 3 <= len(consonants) <= len(there):
        return 0.0
    return float(fuzz.partial_ratio(consonants, there)) / 100
