"""Which words of one text render which words of another: guessed by their looks where no model tells."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tqcheck.model import Span
from tqcheck.text.similarity import COGNATE, alike, sound
from tqcheck.text.tokens import Word, words

Place = tuple[int, int]
Match = tuple[Place, Place]
"""A word of the one text, and of the other."""

_COMPARED = 160
"""Words of a text; of the rest only the equal ones are matched."""
_REPEATED = 4
"""How many of the same word, before and behind the place where one is expected, come into question."""
_FEWEST = 4
"""Letters of a word that a like word may render; shorter ones must be equal."""
_FAR = 0.4
"""How much of the way through the text a word may have moved."""
_SHARED = 0.3
"""What the way between two words counts against their likeness."""
_APART = 3
"""Characters between words that are shown as one passage."""


def word_matches(one: str, other: str) -> tuple[Match, ...]:
    """Return the words of both that are equal or alike in sound, each once, in the order of the first text.

    Where several come into question, the nearest by its place in the text is taken.
    """
    mine, theirs = words(one), words(other)
    ranked = sorted(_candidates(mine, theirs), reverse=True)
    taken: dict[int, int] = {}
    rendered: set[int] = set()
    for _, first, second in ranked:
        if -first not in taken and second not in rendered:
            taken[-first] = -second
            rendered.add(second)
    return tuple(((mine[i].start, mine[i].end), (theirs[taken[i]].start, theirs[taken[i]].end)) for i in sorted(taken))


def guessed(back: str, target: str) -> tuple[tuple[Span, Span], ...]:
    """Return the same as a `BackTranslation` holds it."""
    return tuple(
        (Span(side="source", start=one[0], end=one[1]), Span(side="target", start=other[0], end=other[1]))
        for one, other in word_matches(back, target)
    )


def _candidates(mine: Sequence[Word], theirs: Sequence[Word]) -> Iterable[tuple[float, int, int]]:
    """Yield likeness and, negated so that the first come first, the numbers of both words."""
    equal: dict[str, list[int]] = {}
    for second, word in enumerate(theirs):
        equal.setdefault(word.text.casefold(), []).append(second)
    for first, word in enumerate(mine):
        way = first / len(mine)
        same = equal.get(word.text.casefold(), [])
        near = bisect(same, way * len(theirs))
        for second in same[max(0, near - _REPEATED) : near + _REPEATED]:
            yield 1 - _SHARED * abs(way - second / len(theirs)), -first, -second
        if same or first >= _COMPARED or len(letters := sound(word.text).letters) < _FEWEST:
            continue
        for second, candidate in enumerate(theirs[:_COMPARED]):
            far = abs(way - second / len(theirs))
            there = sound(candidate.text).letters
            if far <= _FAR and len(there) >= _FEWEST and (likeness := alike(letters, there)) >= COGNATE:
                yield likeness - _SHARED * far, -first, -second


def through(place: Place, matches: Sequence[Match], other: str) -> tuple[Place, ...]:
    """Return what in `other` answers to a place of the text whose words `matches` gives first.

    Without a match of its own it is what stands between those of its neighbours, and without those all of `other`.
    """
    own = sorted(there for here, there in matches if here[0] < place[1] and place[0] < here[1])
    return _joined(own) if own else (_between(place, matches, other),)


def _joined(places: Sequence[Place]) -> tuple[Place, ...]:
    joined = [*places[:1]]
    for _, (start, end) in pairwise(places):
        if start - joined[-1][1] <= _APART:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _between(place: Place, matches: Sequence[Match], other: str) -> Place:
    before = max(((here[1], there) for here, there in matches if here[1] <= place[0]), default=None)
    after = min(((here[0], there) for here, there in matches if here[0] >= place[1]), default=None)
    start = before[1][1] if before else 0
    end = after[1][0] if after else len(other)
    if start < end:
        inside = [(start + w.start, start + w.end) for w in words(other[start:end])]
        if inside:
            return inside[0][0], inside[-1][1]
    nearest = [there for _, there in filter(None, (before, after))]
    return (min(s for s, _ in nearest), max(e for _, e in nearest)) if nearest else (0, len(other))
