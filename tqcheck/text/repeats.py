"""What a text says more than once: neighbouring words, phrases in a row, whole clauses. Linear in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tqcheck.text.scripts import spaceless

# One or more spaces between two equal words of at least two letters; re.IGNORECASE compares "The the".
_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})(\s+)\1(?![\w'’-])", re.IGNORECASE)
_PIECE = re.compile(r"\S+")
_CHARACTER = re.compile(r".", re.DOTALL)
_CLAUSE = re.compile(r"[^.!?;:,،؛؟۔。，、；：！？…।॥።፣፤၊။|•·\n()\[\]（）«»“”„\"—–]+")
_CHARACTERS_PER_PIECE = 10
_MARKS = ".,;:!?()[]{}«»“”„\"'‘’`*_–—…،؛؟।"
_REPEATED = 2
"""The fewest pairs of words that come back when a phrase of three does."""
_WORDS_OF_A_CLAUSE = 4
_CHARACTERS_OF_A_CLAUSE = 10


class Stretch(NamedTuple):
    """Text that says one thing `times` times: `text[start:end]`; the first time ends at `once`."""

    start: int
    once: int
    end: int
    times: int


@lru_cache(maxsize=256)
def pieces(text: str) -> tuple[str, ...]:
    """Return what stands between spaces, in lower case, marks included."""
    return tuple(text.lower().split())


def doubled_words(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each word that stands twice in a row: group 1 is the word, group 2 the space between."""
    parts = pieces(text)
    if True in map(str.startswith, parts[1:], parts):
        yield from _DOUBLED.finditer(text)


def unspaced(text: str) -> bool:
    """Tell whether the script writes no spaces between words."""
    return len(text) > _CHARACTERS_PER_PIECE * len(pieces(text)) and spaceless(text)


@lru_cache(maxsize=256)
def _grams(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the pairs of neighbouring pieces, or of three characters without spaces; nothing when none comes back."""
    parts = pieces(text)
    if unspaced(text):
        grams: tuple[tuple[str, ...], ...] = tuple(zip(text, text[1:], text[2:], strict=False))
    elif len(set(parts)) >= len(parts) - _REPEATED:  # so many pairs that come back have one word more
        return ()
    else:
        grams = tuple(pairwise(parts))
    return grams if len(set(grams)) <= len(grams) - _REPEATED else ()


def returns(text: str) -> bool:
    """Tell whether anything comes back of which `stretches` and `doubled_clauses` may speak."""
    return bool(_grams(text))


@lru_cache(maxsize=256)
def stretches(text: str) -> tuple[Stretch, ...]:
    """Return the phrases that follow upon themselves: of words, or of characters where no spaces are written."""
    found = _periods(_grams(text))
    if not found:
        return ()
    places = [m.span() for m in (_CHARACTER if unspaced(text) else _PIECE).finditer(text)]
    made = (Stretch(places[s][0], places[s + p - 1][1], places[e - 1][1], (e - s) // p) for s, e, p in found)
    return tuple(s for s in made if _says(text[s.start : s.once]))


def gives_choices(source: str, target: str) -> bool:
    """Tell whether both texts are plural forms in one string, apart by "|", as Symfony and Laravel write them."""
    return "|" in target and "|" in source


_CONTENT = 4
"""Letters of the shortest word that counts as more than grammar, and characters for one where no spaces are written."""
_STEM = 5


@lru_cache(maxsize=256)
def echoes(text: str) -> int:
    """Return how many words of content `text` has twice or more, endings aside; there is no table behind it."""
    if unspaced(text):
        grams = Counter(text[at : at + _CONTENT] for at in range(len(text) - _CONTENT + 1))
        return (sum(count > 1 for count in grams.values()) + 2) // 3
    stems = Counter(word.strip(_MARKS)[:_STEM] for word in pieces(text) if len(word.strip(_MARKS)) >= _CONTENT)
    return sum(count > 1 for count in stems.values())


def weight(clause: str) -> float:
    """Return how many words of content a clause has, in the measure of `echoes`."""
    if spaceless(clause):
        return len(clause) / _CONTENT
    return sum(len(word) >= _CONTENT for word in pieces(clause))


def _says(text: str) -> bool:
    return any(map(str.isalpha, text))


def _periods(grams: Sequence[tuple[str, ...]]) -> list[tuple[int, int, int]]:
    """Return (start, end, period), in units, of every stretch that is there at least twice in a row.

    A gram that was last seen `period` units ago, again and again, is a text that repeats itself with that period.
    """
    found: list[tuple[int, int, int]] = []
    if not grams:
        return found
    last: dict[tuple[str, ...], int] = {}
    period = begun = 0
    for at, seen in enumerate(grams):
        distance = at - last.get(seen, at)
        last[seen] = at
        if distance != period:
            _close(found, begun, at + len(seen) - 1, period)
            period, begun = distance, at
    _close(found, begun, len(grams) + len(grams[0]) - 1, period)
    return found


def _close(found: list[tuple[int, int, int]], begun: int, end: int, period: int) -> None:
    if period and end - begun >= period:
        found.append((begun - period, end, period))


@lru_cache(maxsize=256)
def doubled_clauses(text: str) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """Return the places of clauses that come back word for word, each with the place where it stood first."""
    if not _grams(text):
        return ()
    long = unspaced(text)
    seen: dict[str, tuple[int, int]] = {}
    found = []
    for match in _CLAUSE.finditer(text):
        clause = match.group().strip()
        if len(clause) < _CHARACTERS_OF_A_CLAUSE or not (long or clause.count(" ") >= _WORDS_OF_A_CLAUSE - 1):
            continue
        if 2 * sum(map(str.isalpha, clause)) < len(clause):  # masked code and placeholders look alike
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        place = (start, start + len(clause))
        first = seen.setdefault(clause.lower(), place)
        if first is not place:
            found.append((first, place))
    return tuple(found)
