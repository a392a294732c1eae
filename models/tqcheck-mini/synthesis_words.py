"""The words of a text in any script; those of scripts without spaces are learnt from the texts themselves."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

# Each of these scripts without spaces makes runs of its own: 食べる is 食 and べる.
_SPACELESS = (
    r"\p{Script=Han}々〆ヶ", r"\p{Script=Hiragana}", r"\p{Script=Katakana}ー", r"\p{Script=Thai}", r"\p{Script=Lao}",
    r"\p{Script=Khmer}", r"\p{Script=Myanmar}", r"\p{Script=Tibetan}",
)  # fmt: skip
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{''.join(_SPACELESS)}]]"
_UNIT = regex.compile(
    "".join(rf"(?P<run>[{s}]+)|" if i == 0 else rf"(?P<run{i}>[{s}]+)|" for i, s in enumerate(_SPACELESS))
    + rf"{_LETTER}+(?:['’ʼ\-‐‑]{_LETTER}+)*",
    regex.VERSION1,
)
# A vowel that is written before its consonant is no letter of its own.
_CLUSTER = regex.compile(r"[เแโใไເແໂໃໄ]?\X")
_KATAKANA = "run2"
_LONGEST = 6
_ROUNDS = 3
_LEARNT = 6000
"""Runs that a segmentation is learnt from."""
_RARE = 3
_UNKNOWN = 14.0
_PER_WORD = 1.0
"""What each cut costs, in nats: against the frequent short pieces."""


class Unit(NamedTuple):
    """A word: `text[start:end]`."""

    text: str
    start: int
    end: int


class Segmenter:
    """Cuts runs of a script without spaces into the pieces that explain them with the fewest bits."""

    def __init__(self, runs: Iterable[str]) -> None:
        clusters = [_CLUSTER.findall(run) for run in runs]
        counts = Counter(
            "".join(run[i:j])
            for run in clusters
            for i in range(len(run))
            for j in range(i + 1, min(len(run), i + _LONGEST) + 1)
        )
        counts = Counter({piece: n for piece, n in counts.items() if n >= _RARE})
        for _ in range(_ROUNDS):
            self._cost = _costs(counts)
            counts = Counter(piece for run in clusters for piece in self._best(run))
        self._cost = _costs(counts)

    def cut(self, run: str) -> list[str]:
        """Return the pieces of a run, in order."""
        return self._best(_CLUSTER.findall(run))

    def _best(self, clusters: Sequence[str]) -> list[str]:
        best: list[tuple[float, int]] = [(0.0, 0)]
        cost = self._cost
        for end in range(1, len(clusters) + 1):
            options = []
            piece = ""
            for start in range(end - 1, max(-1, end - _LONGEST - 1), -1):
                piece = clusters[start] + piece
                price = cost.get(piece, _UNKNOWN if start == end - 1 else None)
                if price is not None:
                    options.append((best[start][0] + price, start))
            best.append(min(options))
        ends, at = [len(clusters)], len(clusters)
        while at:
            at = best[at][1]
            ends.append(at)
        return ["".join(clusters[a:b]) for a, b in pairwise(reversed(ends))]


def _costs(counts: Counter[str]) -> dict[str, float]:
    total = sum(counts.values()) or 1
    return {piece: _PER_WORD - math.log(n / total) for piece, n in counts.items()}


def runs(texts: Iterable[str]) -> list[str]:
    """Return runs without spaces of the texts, as many as a segmentation is learnt from."""
    found: list[str] = []
    for text in texts:
        found += [m.group() for m in _UNIT.finditer(text) if m.lastgroup not in {None, _KATAKANA}]
        if len(found) > _LEARNT:
            break
    return found


def units(text: str, segmenter: Segmenter | None) -> list[Unit]:
    """Return the words of `text` in order; without a segmenter, a run of a script without spaces is one word."""
    found = []
    for match in _UNIT.finditer(text):
        if match.lastgroup in {None, _KATAKANA} or segmenter is None:
            found.append(Unit(match.group(), *match.span()))
            continue
        start = match.start()
        for piece in segmenter.cut(match.group()):
            found.append(Unit(piece, start, start + len(piece)))
            start += len(piece)
    return found
