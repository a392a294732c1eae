"""From subwords to words, and what they answer to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import category

from tqcheck.text.scripts import spaceless

_BITS = 18
"""Of the rank of the rarest token of a vocabulary of 250,000."""


class Word(NamedTuple):
    """A word and its tokens, `first` to `last`; `text[start:end]` has no space around it."""

    start: int
    end: int
    first: int
    last: int
    rarity: float
    """Summed over its tokens: the logarithm of the id, which is a rank, as a share of that of the last id."""


def grouped(text: str, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> list[Word]:
    """Return the words of a text whose tokens cover `offsets`, the first and the last of them special.

    A word ends where a space or a mark of punctuation stands. Where a script writes no spaces every token is a word.
    Tokens without a letter or a digit are none.
    """
    words: list[Word] = []
    alone = spaceless(text)
    for index in range(1, len(offsets) - 1):
        start, end = offsets[index]
        spaced = text[start : start + 1].isspace()
        if spaced:
            start = end - len(text[start:end].lstrip())
        if not any(map(_inside, text[start:end])):
            continue
        rarity = math.log2(ids[index] + 1) / _BITS
        last = words[-1] if words else None
        if last and start < last.end:  # two tokens for one character, as compatibility forms have them
            words[-1] = last._replace(end=max(end, last.end), last=index, rarity=last.rarity + rarity)
        elif last and start == last.end and not spaced and _continues(text, start, alone=alone):
            words[-1] = last._replace(end=end, last=index, rarity=last.rarity + rarity)
        else:
            words.append(Word(start, end, index, index, rarity))
    return words


def _continues(text: str, place: int, *, alone: bool) -> bool:
    """Tell whether the token at `place` goes on with the word before it."""
    before, here = text[place - 1], text[place]
    if alone and (spaceless(before) or spaceless(here)):
        return False
    return _inside(before) and _inside(here)


def _inside(character: str) -> bool:
    """Tell whether a character is a letter, a digit or a mark on one."""
    return character.isalnum() or (character > "\u02ff" and category(character)[0] == "M")
