"""Texts → token ids and the characters that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tqcheck.scorers.normal import normalised
from tqcheck.scorers.unigram import BLANK, Vocabulary
from tqcheck.text.characters import encodable


class Tokens(NamedTuple):
    """One text; the first and the last token are special and stand for no characters."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    """Half-open, in code points; the space before a word belongs to its first token."""


class Tokenizer:
    """The tokenizer of a model."""

    def __init__(self, path: Path) -> None:
        """Load the file. Raises ModelError when it is none."""
        self._vocabulary = Vocabulary(path)
        names = sorted(self._vocabulary.special, key=len, reverse=True)
        self._special = re.compile(f"({'|'.join(map(re.escape, names))})")

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text."""
        return [self._tokens(encodable(text)) for text in texts]

    def _tokens(self, text: str) -> Tokens:
        known = self._vocabulary
        made = Tokens([known.begin], [(0, 0)])
        place = 0
        for part in self._special.split(text) if "<" in text else (text,):
            if part in known.special:
                made.ids.append(known.special[part])
                made.offsets.append((place, place + len(part)))
            elif part:
                self._add(part, place, made)
            place += len(part)
        made.ids.append(known.end)
        made.offsets.append((0, 0))
        return made

    def _add(self, text: str, place: int, made: Tokens) -> None:
        """Add the tokens of a text that stands at `place`."""
        plain, origins = normalised(text)
        if not plain:
            return
        start = -1  # of the word's blank: the first word has one that stands nowhere
        for word in plain.split(" "):
            ids, ends = self._vocabulary.pieces(BLANK + word)
            made.ids.extend(ids)
            made.offsets.extend(_places(start, ends, origins, place))
            start += len(word) + 1


def _places(start: int, ends: Sequence[int], origins: Sequence[int] | None, place: int) -> Iterator[tuple[int, int]]:
    """Yield the characters of the text that the pieces of the word at `start` stand for."""
    before = start
    for end in ends:
        first, last = max(before, 0), max(start + end - 1, 0)
        before = start + end
        if origins is None:
            yield place + first, place + last + 1
        else:
            yield place + origins[first], place + origins[last] + 1
