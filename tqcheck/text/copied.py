"""Words that the target took over from the source as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.model import Segment
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.scripts import spaceless, spaceless_length
from tqcheck.text.tokens import Word, lowered, words

_TRIED = 20
"""How many places of a word in the source are tried; grammatical words have many."""


class Run(NamedTuple):
    """Words that stand in the same order, one after the other, on both sides."""

    source: tuple[Word, ...]
    target: tuple[Word, ...]


def shared(segment: Segment) -> frozenset[str]:
    """Return the words that both sides have, case-folded."""
    return lowered(source_prose(segment)) & lowered(target_prose(segment))


def share(segment: Segment) -> float:
    """Return how much of the target's different words the source has too: 0..1."""
    text = target_prose(segment)
    target, copied = lowered(text), shared(segment)
    size = float(len(target))
    if copied and spaceless(text):  # what is not taken over may be one run of many words
        size = len(copied) + sum(max(1.0, spaceless_length(w)) for w in target - copied)
    return len(copied) / size if target else 0.0


def runs(segment: Segment, shortest: int) -> Iterator[Run]:
    """Yield the runs of at least `shortest` words, compared without case, that both sides have; none overlap."""
    source, target = words(source_prose(segment)), words(target_prose(segment))
    folded = [w.text.casefold() for w in source]
    wanted = [w.text.casefold() for w in target]
    places: dict[str, list[int]] = {}
    for index, word in enumerate(folded):
        places.setdefault(word, []).append(index)
    start = 0
    while start < len(wanted):
        found = [(_length(folded, at, wanted, start), at) for at in places.get(wanted[start], ())[:_TRIED]]
        length, at = max(found, default=(0, 0))
        if length >= shortest:
            yield Run(source[at : at + length], target[start : start + length])
        start += max(1, length)


def _length(first: list[str], at: int, second: list[str], start: int) -> int:
    """Return how many words are the same from these places on."""
    length = 0
    while at + length < len(first) and start + length < len(second) and first[at + length] == second[start + length]:
        length += 1
    return length
