"""How alike a word and the words of a text sound: cognates and transliterations in any script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tqcheck.text.remembered import Remembered
from tqcheck.text.transliteration import romanised, skeleton

COGNATE = 0.75
"""From this likeness on, two words are one name."""
_SURE = 0.8
"""From this likeness on, no better one is looked for."""
_FEW = 2
"""So many consonants say nothing alone."""
_ACRONYM = 6
_FEWEST = 4
"""So many letters at least are looked for in a text without spaces."""
_NEAREST = 3
"""How many words are compared by their letters and their consonants together."""
_LETTERS = re.compile(r"[a-z]+")
# Letters between which transliterations waver: most scripts write fewer vowels, or none.
_WAVERING = str.maketrans("ywoevqcz", "iuuifkks")
_DIGIT = re.compile(r"\d")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c80-\ud7ff\uf900-\ufaff]")


class Sound(NamedTuple):
    """A word as it sounds."""

    letters: str
    """In lower-case ASCII; none where there are digits: `A350` sounds like nothing else."""
    bones: str
    """Its consonants by class."""
    latin: bool
    """All its letters are of the Latin script, in which names keep their spelling or nearly so."""


class Sounds(NamedTuple):
    """The words of a text as they sound."""

    words: tuple[str, ...]
    """In lower-case ASCII."""
    bones: dict[str, str]
    """Consonants to one of the words that has them."""
    latin: bool
    """None has a letter of another script."""


def _sound(word: str) -> Sound:
    letters = "" if _DIGIT.search(word) else "".join(_LETTERS.findall(romanised(word)))
    return Sound(letters, skeleton(letters), word.isascii() or not _OTHER_SCRIPT.search(word))


_sounding = Remembered(_sound).__getitem__


def sound(word: str) -> Sound:
    """Return how `word` sounds."""
    return _sounding(word)


def sounds(words: Iterable[str]) -> Sounds:
    """Return how `words` sound."""
    if not (heard := [*map(_sounding, words)]):
        return Sounds((), {}, latin=True)
    letters, bones, latin = zip(*heard, strict=True)
    return Sounds(letters, dict(zip(bones, letters, strict=True)), False not in latin)


def echoed(word: str, there: Sounds) -> bool:
    """Tell whether one of the words plainly is `word`: what `closest` says more exactly, at less cost."""
    letters, bones, latin = _sounding(word)
    same = letters in there.words
    if same or not letters or (latin and there.latin and _acronym(word)):
        return same and bool(letters)
    if len(bones) > _FEW and not (latin and there.latin):
        near = there.bones.get(bones)
        if near and (_ratio(letters, near) + 100) / 200 >= COGNATE:  # what `alike` says of words with these bones
            return True
    return process.extractOne(letters, there.words, scorer=fuzz.ratio, score_cutoff=100 * COGNATE) is not None


def _acronym(word: str) -> bool:
    """Tell whether a word is so short and all in capitals that a single other letter makes another one of it."""
    return len(word) <= _ACRONYM and word.isupper()


def cognate(word: str, text: str) -> bool:
    """Tell whether `text`, in lower-case ASCII, has all of `word` but its ending: *Londoner* has *London*."""
    letters = sound(word).letters
    stem = letters[: max(4, len(letters) - 2)]
    return len(stem) >= 4 and stem in text


def closest(word: str, there: Sounds) -> float:
    """Return 0..1: how alike `word` is to the most similar of the words; from 0.6 on it may be the same name."""
    letters, consonants, latin = sound(word)
    if not letters:
        return 0.0
    if latin and there.latin:
        if _acronym(word):
            return float(letters in there.words)
        found = process.extractOne(letters, there.words, scorer=fuzz.ratio, score_cutoff=30)
        return float(found[1]) / 100 if found else 0.0
    many = len(consonants) > _FEW
    best = alike(letters, there.bones.get(consonants, "")) if many else 0.0
    if best < _SURE:
        best = max(best, _best(letters, there.words, letters))
    if best < _SURE and many:
        best = max(best, _best(consonants, {b: w for b, w in there.bones.items() if len(b) > _FEW}, letters))
    return best


def _best(word: str, others: tuple[str, ...] | dict[str, str], letters: str) -> float:
    """Return how alike `letters` is to the best of those of `others` to which `word` is nearest."""
    nearest = process.extract(word, list(others), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=40)
    named = others if isinstance(others, dict) else {}
    return max((alike(letters, named.get(other, other)) for other, _, _ in nearest), default=0.0)


@lru_cache(maxsize=1 << 14)
def alike(letters: str, other: str) -> float:
    """Return 0..1 for two words in ASCII letters: their letters alone, or letters and consonants together."""
    ratio = _ratio(letters, other)
    first, second = skeleton(letters), skeleton(other)
    if len(first) < 2 or len(second) < 2:
        return ratio / 100
    return max(ratio, (ratio + float(fuzz.ratio(first, second))) / 2) / 100


def _ratio(letters: str, other: str) -> float:
    return float(fuzz.ratio(letters.translate(_WAVERING), other.translate(_WAVERING)))


def within(word: str, run: str) -> float:
    """Return 0..1: how alike `word` is to the most similar stretch of `run`, a text without spaces between words."""
    letters, consonants, _ = sound(word)
    there = skeleton(run)
    if len(letters) < _FEWEST or not _FEW <= len(consonants) <= len(there):
        return 0.0
    same = float(fuzz.partial_ratio(letters, romanised(run)))
    if len(consonants) == _FEW:
        return same / 100
    return (float(fuzz.partial_ratio(consonants, there)) + same) / 200
