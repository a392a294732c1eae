"""The ways in which one name may be written: spellings that sound the same, capitals that come and go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tqcheck.lang.names.lexicon import lexicon
from tqcheck.text.names import capitalised, headline, opens, phrases
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


class Form(NamedTuple):
    """A name as a text writes it."""

    key: str
    """The same for all forms of one name."""
    text: str
    start: int


@lru_cache(maxsize=8192)
def spelling_key(word: str) -> str:
    """Return what is left of a word when spellings of one sound are unified: `Mosul` and `Mossoul` are both `mosul`."""
    letters = romanised(word)
    for spelling, usual in _WAVERING:
        letters = letters.replace(spelling, usual)
    return _DOUBLED.sub(r"\1", letters)


def spellings(text: str, tag: str) -> Iterator[Form]:
    """Yield each capitalised word in the middle of a sentence, if it is long enough to be told from others."""
    for phrase in phrases(text, tag):
        for start, end in phrase.words:
            word = text[start:end]
            if end - start >= _SHORTEST and word.isalpha() and not word.isupper():
                yield Form(spelling_key(word), word, start)


def doublets(text: str, tag: str) -> Iterator[Form]:
    """Yield each pair of words of which the first has a capital, in the middle of a sentence; the key has no case."""
    if headline(text) or lexicon(tag).nouns:
        return
    for word in capitalised(text):
        if word.text[1:].islower() and (following := _NEXT.match(text, word.end)) and not opens(text, word.start):
            pair = text[word.start : following.end()]
            yield Form(pair.casefold(), pair, word.start)
