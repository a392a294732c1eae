"""Words with their places."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

# Letters with their marks, digits; an apostrophe or hyphen inside a word belongs to it.
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ‐‑\-][\p{L}\p{M}\p{N}]+)*")


class Word(NamedTuple):
    """A word of a text: `text[start:end]`."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=256)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order.

    Scripts that write no spaces (Han, kana, Thai, Lao, Khmer, Burmese) come as whole runs; ask `scripts.spaceless`.
    """
    return tuple(Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


@lru_cache(maxsize=256)
def lowered(text: str) -> frozenset[str]:
    """Return the set of the words of `text`, case-folded."""
    return frozenset(w.text.casefold() for w in words(text))
