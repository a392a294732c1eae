"""Words with their places."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import regex

from tqcheck.text.remembered import Remembered

# Letters with their marks, digits; an apostrophe or hyphen inside a word belongs to it.
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ‐‑\-][\p{L}\p{M}\p{N}]+)*")
# The same where no combining marks can occur, which the standard library's engine finds in half the time.
_PLAIN_WORD = re.compile(r"[^\W_]++(?:['’ʼ‐‑\-][^\W_]++)*+")
# Blocks with combining marks; outside are Latin, Greek, Cyrillic, Armenian, Georgian, kana, Han and Hangul letters.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u1200-\u1dff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2fff\u302a-\u302f\u3099\u309a"
    "\ua000-\uabff\ud7b0-\U0010ffff]"
)


class Word(NamedTuple):
    """A word of a text: `text[start:end]`."""

    text: str
    start: int
    end: int


_new = tuple.__new__  # a word is made in three quarters of the time that its class takes


@lru_cache(maxsize=256)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order.

    Scripts that write no spaces (Han, kana, Thai, Lao, Khmer, Burmese) come as whole runs; ask `scripts.spaceless`.
    """
    if not text.isascii() and _MARKS.search(text):
        return tuple([_new(Word, (m[0], m.start(), m.end())) for m in _WORD.finditer(text)])
    return tuple([_new(Word, (m[0], m.start(), m.end())) for m in _PLAIN_WORD.finditer(text)])


@lru_cache(maxsize=256)
def lowered(text: str) -> frozenset[str]:
    """Return the set of the words of `text`, case-folded."""
    return frozenset(chain.from_iterable(map(_folded_words, text.split())))


def _folded(piece: str) -> tuple[str, ...]:
    """Return the words of what stands between spaces, case-folded."""
    folded = piece.casefold()
    marked = not folded.isascii() and _MARKS.search(folded)
    return tuple((_WORD if marked else _PLAIN_WORD).findall(folded))


_folded_words = Remembered(_folded).__getitem__
