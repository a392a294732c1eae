"""What two languages write alike: numbers, names, loan words, Han characters, marks of punctuation.

Hunalign (Varga et al., 2005) counts such tokens when it has no dictionary. Here they become vectors, so that they go
the same way as those of a model: every token has a few places and signs drawn by its hash, a sentence is the sum of
its tokens, rare ones weigh more, and the dot product of two sentences is about the share of tokens they have in common.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

import numpy as np
import regex

from tqcheck.align.band import Floats
from tqcheck.text.tokens import words
from tqcheck.text.transliteration import romanised, skeleton

WIDTH = 512
"""Numbers in a vector: two sentences with nothing in common come out at 0 ± 0.04."""
_PLACES = 4
_HAN = regex.compile(r"\p{Script=Han}")
_KATAKANA = regex.compile(r"[\p{Script=Katakana}ー]{2,}")
_DIGITS = regex.compile(r"\d+")
_MARKS = regex.compile(r"[?？؟;!！:：…%％()（）«»“”„「」『』\"]")
_ALIKE = {
    "？": "?", "؟": "?", "！": "!", "：": ":", "％": "%", "（": "(", "）": ")", "«": '"', "»": '"', "“": '"', "”": '"',
    "„": '"', "「": '"', "」": '"', "『": '"', "』": '"',
}  # fmt: skip
_STEM = 5
"""Letters that words of one root mostly share."""


def vectors(source: Sequence[str], target: Sequence[str]) -> tuple[Floats, Floats]:
    """Return unit vectors for the sentences of both sides; that of a sentence without any anchor is 0."""
    sides = [[Counter(_tokens(text)) for text in texts] for texts in (source, target)]
    shared = set().union(*sides[0]) & set().union(*sides[1])
    frequency = Counter(token for side in sides for sentence in side for token in sentence if token in shared)
    total = len(source) + len(target)
    weights = {token: math.log(1 + total / (1 + count)) for token, count in frequency.items()}
    return _sums(sides[0], weights), _sums(sides[1], weights)


def _tokens(text: str) -> Iterator[str]:
    """Yield what may stand in the other language too, each with its kind before it."""
    for digits in _DIGITS.findall(text):
        yield "1" + str(int(digits))
    for mark in _MARKS.findall(text):
        yield "." + _ALIKE.get(mark, mark)
    for han in _HAN.findall(text):
        yield "h" + han
    spoken = [*_KATAKANA.findall(text), *(w.text for w in words(text) if not _HAN.search(w.text))]
    for word in spoken:
        letters = romanised(word)
        if len(letters) >= _STEM - 1 and not letters[0].isdigit():
            yield "w" + letters[:_STEM]
        bones = skeleton(word)
        if len(bones) >= 3 and (word[0].isupper() or not word.isascii()):
            yield "s" + bones


def _sums(side: list[Counter[str]], weights: Mapping[str, float]) -> Floats:
    """Return the sum of the vectors of the tokens of each sentence, as a unit vector."""
    drawn = {token: _drawn(token) for token in weights}
    rows, places, values = [], [], []
    for row, sentence in enumerate(side):
        for token, count in sentence.items():
            if token in drawn:
                weight = weights[token] * math.sqrt(count)
                rows += [row] * _PLACES
                places += drawn[token][0]
                values += [weight * sign for sign in drawn[token][1]]
    found = np.zeros((len(side), WIDTH), dtype=np.float32)
    np.add.at(
        found, (np.array(rows, dtype=np.int64), np.array(places, dtype=np.int64)), np.array(values, dtype=np.float32)
    )
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    np.divide(found, lengths, out=found, where=lengths > 0)
    return found


def _drawn(token: str) -> tuple[list[int], list[int]]:
    """Return the places and signs of a token, the same on every machine."""
    bits = int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "big")
    return [bits >> (10 * k) & (WIDTH - 1) for k in range(_PLACES)], [
        (bits >> (60 + k) & 1) * 2 - 1 for k in range(_PLACES)
    ]
