"""The ways in which one name may be written: spellings that sound the same, capitals that come and go."""

from __future__ import annotations

import re
from functools import lru_cache

from tqcheck.lang.names.lexicon import lexicon
from tqcheck.text.name_phrases import headline
from tqcheck.text.names import Place, capitalised, opens
from tqcheck.text.transliteration import romanised

# Spellings between which transliterations and languages waver, longest first.
_WAVERING = (
    ("sch", "sh"), ("tch", "sh"), ("ch", "sh"), ("kh", "h"), ("ou", "u"), ("oo", "u"), ("ph", "f"), ("ck", "k"),
    ("q", "k"), ("w", "v"), ("dzh", "j"), ("dj", "j"), ("th", "t"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("ii", "i"),
    ("yy", "i"), ("y", "i"), ("ai", "ae"),
)  # fmt: skip
_DOUBLED = re.compile(r"([a-z])\1+")
_NEXT = re.compile(r" ([^\W\d_]{3,})")
_SHORTEST = 5


@lru_cache(maxsize=8192)
def spelling_key(word: str) -> str:
    """Return what is left of a word when spellings of one sound are unified: `Mosul` and `Mossoul` are both `mosul`."""
    letters = romanised(word)
    for spelling, usual in _WAVERING:
        letters = letters.replace(spelling, usual)
    return _DOUBLED.sub(r"\1", letters)


@lru_cache(maxsize=256)
def forms(text: str, tag: str) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return where capitalised words stand inside a sentence, and where such words with one in lower case after.

    Nothing for headlines; no pairs where all nouns have a capital.
    """
    if headline(text):
        return (), ()
    words, pairs = [], []
    for start, end in capitalised(text):
        if text[start + 1 : end].islower() and not opens(text, start):
            if end - start >= _SHORTEST:
                words.append((start, end))
            following = _NEXT.match(text, end)
            if following:
                pairs.append((start, following.end()))
    return tuple(words), () if lexicon(tag).nouns else tuple(pairs)
