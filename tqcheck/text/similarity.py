"""How alike a word and the words of a text sound: cognates and transliterations in any script."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tqcheck.text.transliteration import romanised, skeleton

_WORD = re.compile(r"[a-z]{2,}")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c80-\ud7ff\uf900-\ufaff]")
_NEAREST = 3
"""How many words are compared by their consonants too."""


class Sounds(NamedTuple):
    """The words of a text as they sound."""

    together: str
    words: tuple[str, ...]
    bones: dict[str, str]
    """Consonants to one of the words that has them, where they are three or more."""


@lru_cache(maxsize=512)
def sounds(text: str) -> Sounds:
    """Return the words of `text` in ASCII letters, and what consonants they have."""
    together = romanised(text)
    found = tuple(dict.fromkeys(_WORD.findall(together)))
    bones = skeleton(" ".join(found)).split(" ")
    return Sounds(together, found, {b: w for b, w in zip(bones, found, strict=False) if len(b) > 2})


def cognate(word: str, text: str) -> bool:
    """Tell whether a word of `text` has all of `word` but its ending: *Londoner* has *London*."""
    sound = romanised(word)
    stem = sound[: max(4, len(sound) - 2)]
    return len(stem) >= 4 and stem in romanised(text)


def closest(word: str, text: str) -> float:
    """Return 0..1: how alike `word` is to the most similar word of `text`; from 0.6 on it may be the same name."""
    sound = romanised(word)
    if _latin(word) and _latin(text):
        found = process.extractOne(sound, _WORD.findall(romanised(text)), scorer=fuzz.ratio, score_cutoff=30)
        return float(found[1]) / 100 if found else 0.0
    consonants, there = skeleton(word), sounds(text)
    best = max((alike(sound, other) for other, _, _ in _nearest(sound, there.words)), default=0.0)
    if best < 0.8 and len(consonants) > 2:
        for bones, _, _ in _nearest(consonants, there.bones):
            best = max(best, alike(sound, there.bones[bones]))
    return best


def _latin(text: str) -> bool:
    """Tell whether all letters are of the Latin script, in which names keep their spelling or nearly so."""
    return text.isascii() or not _OTHER_SCRIPT.search(text)


def _nearest(word: str, others: tuple[str, ...] | dict[str, str]) -> list[tuple[str, float, int]]:
    return process.extract(word, list(others), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=40)


@lru_cache(maxsize=8192)
def alike(sound: str, other: str) -> float:
    """Return 0..1 for two words in ASCII letters: their letters alone, or letters and consonants together."""
    letters = fuzz.ratio(sound, other)
    first, second = skeleton(sound), skeleton(other)
    if len(first) < 2 or len(second) < 2:
        return float(letters) / 100
    return max(float(letters), (float(letters) + float(fuzz.ratio(first, second))) / 2) / 100


def within(word: str, run: str) -> float:
    """Return 0..1: how alike `word` is to the most similar stretch of `run`, a text without spaces between words."""
    consonants, there = skeleton(word), skeleton(run)
    if not 3 <= len(consonants) <= len(there):
        return 0.0
    letters = fuzz.partial_ratio(romanised(word), romanised(run))
    return (float(fuzz.partial_ratio(consonants, there)) + float(letters)) / 200
