"""Finds where the lines of two columns have slipped against each other, while the lines stream by.

Lengths come first: those of lines and of their translations rise and fall together, in any two languages. Where in
eight lines in a row they do not, these and the following are compared with their neighbours by all that survives
translation, until the most likely path through the offsets is surely back at 0.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, deque
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from tqcheck.model import Segment
from tqcheck.text.line_traits import Traits, agreement, traits, usual_growth

REACH = 3
"""Offsets are looked for up to so many lines either way."""
_OFFSETS = range(-REACH, REACH + 1)
_STATES = len(_OFFSETS)
_WINDOW = 8
_APART, _LEAST_APART = 0.45, 0.15
"""Below this correlation lengths do not go together: 1 in 150 windows of translations, 96 in 100 of shifted ones."""
_WARY = 0.1
"""By so much it falls for each doubt that came to nothing: in some files lengths say little."""
_BEFORE = 16
"""So many lines are kept, to look back at when doubt arises."""
_CALM = 8
"""So many lines must go together again before a stretch in doubt may end."""
_SLIP = 10.0
"""Nats: what must speak for a slip before one is believed."""
_NOTHING = -2.0
"""Nats: what a line says whose partner would stand outside the file."""
_FIGURES = re.compile("[0-9]{2,}")
_AT_HOME = 2
"""So many of the last lines with figures of their own that stand in their own translations: nothing has slipped."""
_PAUSE = 4
"""Lines until doubt may arise again after it was dispelled by figures."""
_DIGITS = 18
"""An id of fewer digits is a number that an array can hold."""
_PRIOR = 10
"""The usual growth of a pair of languages weighs like so many lines."""


class Run(NamedTuple):
    """Lines in a row that have slipped by the same number."""

    offset: int
    """The translation of a line stands so many lines further down."""
    length: int
    place: int
    """The `place` of the first segment."""
    first: int
    """As a person counts: the first line …"""
    last: int
    """… the last one …"""
    stands: int
    """… and the one that holds the translation of the first."""
    evidence: float
    """Nats in favour of the offset against none."""
    share: float
    """0..1: of the lines how many agree better with the line at the offset than with their own."""
    agreement: float
    """Mean nats that speak for the pairs at the offset being translations."""


def place(segment: Segment) -> int:
    """Return what tells a segment from the others of its file, in 64 bits."""
    return hash((segment.id, segment.origin.line))


class Stream:
    """The lines of one file in one pair of languages. What it keeps of the text is the last few lines."""

    def __init__(self, source_lang: str, target_lang: str) -> None:
        self._runs: list[Run] = []
        self._lines = 0
        self._tags = source_lang, target_lang
        self._recent: deque[Segment] = deque(maxlen=_BEFORE)
        self._sizes: deque[tuple[float, float]] = deque([(0.0, 0.0)] * _WINDOW)
        self._x = self._y = self._squares = self._products = 0.0
        self._growth = _Growth(usual_growth(source_lang, target_lang))
        self._stretch: _Stretch | None = None
        self._calm = 0
        self._threshold = _APART
        self._again = _WINDOW

    def add(self, segment: Segment) -> None:
        """Look at the next line, a segment with text on both sides."""
        self._lines += 1
        apart = self._apart(math.log(len(segment.source or "") + 4), math.log(len(segment.target) + 4))
        self._recent.append(segment)
        if self._stretch is None:
            if apart and self._lines >= self._again:
                self._doubt()
            return
        self._stretch.add(segment, self._lines)
        self._calm = 0 if apart else self._calm + 1
        settled = self._calm >= _CALM or (self._lines % _WINDOW == 0 and self._at_home())
        if settled and self._stretch.straight:
            self._close()

    def finish(self) -> list[Run]:
        """Return the runs of the whole file."""
        if self._stretch is not None:
            self._close()
        return self._runs

    def _apart(self, x: float, y: float) -> bool:
        """Tell whether the lengths of the last lines do not rise and fall together."""
        sizes = self._sizes
        a, b = sizes.popleft()
        sizes.append((x, y))
        self._x = first = self._x + x - a
        self._y = second = self._y + y - b
        self._squares = squares = self._squares + x * x + y * y - a * a - b * b
        self._products = products = self._products + x * y - a * b
        spread = squares - (first * first + second * second) / _WINDOW
        return 2 * (products - first * second / _WINDOW) <= self._threshold * spread

    def _at_home(self) -> bool:
        """Tell whether figures that only one of the last lines has stand in its translation, and in no line do not."""
        lines = list(self._recent)[-_WINDOW:]
        ours = [set(_FIGURES.findall(segment.source or "")) for segment in lines]
        seen = Counter(chain.from_iterable(ours))
        home = 0
        for segment, figures in zip(lines, ours, strict=True):
            own = {figure for figure in figures if seen[figure] == 1}
            there = _FIGURES.findall(segment.target) if own else ()
            if there and own.isdisjoint(there):
                return False
            home += bool(there)
        return home >= _AT_HOME

    def _doubt(self) -> None:
        if self._at_home():
            self._again = self._lines + _PAUSE
            return
        self._calm = 0
        self._stretch = _Stretch(self._tags, self._growth)
        self._stretch.begin(self._recent, self._lines)
        self._recent.clear()

    def _close(self) -> None:
        assert self._stretch is not None
        found = list(self._stretch.finish())
        self._runs += found
        self._stretch = None
        self._recent.clear()
        self._again = self._lines + _PAUSE
        if not found:
            self._threshold = max(_LEAST_APART, self._threshold - _WARY)


class _Growth:
    """How much longer translations are, learnt from lines in doubt: it does not matter which belong together."""

    def __init__(self, usual: float | None) -> None:
        self._sum = _PRIOR * (usual or 0.0)
        self._lines = _PRIOR if usual is not None else 0

    def add(self, grown: float) -> None:
        self._sum += grown
        self._lines += 1

    def __call__(self) -> float:
        return self._sum / max(1, self._lines)


class _Stretch:
    """Lines in doubt: 52 bytes for each, and the traits of the last seven."""

    def __init__(self, tags: tuple[str, str], growth: _Growth) -> None:
        self._tags = tags
        self._growth = growth
        self._sources: deque[Traits | None] = deque(maxlen=_STATES)
        self._targets: deque[Traits | None] = deque([None] * REACH, maxlen=_STATES)
        self._places, self._numbers = array("q"), array("q")
        self._agreements, self._came = array("f"), array("b")
        self._best = [0.0 if offset == 0 else -_SLIP for offset in _OFFSETS]

    @property
    def straight(self) -> bool:
        """Whether every path that may yet be the best one passes through offset 0 here."""
        return self._best[REACH] - _SLIP >= max(self._best[:REACH] + self._best[REACH + 1 :])

    def begin(self, segments: deque[Segment], last: int) -> None:
        """Take the lines before the doubt, the `last` one included, once the lengths of all are known."""
        read = [self._read(segment) for segment in segments]
        for number, segment in enumerate(segments, last - len(segments) + 1):
            self._take(segment, number, *read[number - last - 1])

    def add(self, segment: Segment, number: int) -> None:
        """Take one more line, the file's `number`th."""
        self._take(segment, number, *self._read(segment))

    def finish(self) -> Iterator[Run]:
        """Yield the runs that have slipped."""
        for _ in range(REACH):
            self._advance(None, None)
        path = self._path()
        start = 0
        for end in range(1, len(path) + 1):
            if end == len(path) or path[end] != path[start]:
                if path[start] != REACH:
                    yield from self._run(start, end, path[start])
                start = end

    def _read(self, segment: Segment) -> tuple[Traits, Traits]:
        source, target = traits(segment.source or "", self._tags[0]), traits(segment.target, self._tags[1])
        self._growth.add(target.size - source.size)
        return source, target

    def _take(self, segment: Segment, number: int, source: Traits, target: Traits) -> None:
        named = int(segment.id) if segment.id.isdecimal() and len(segment.id) < _DIGITS else number
        self._places.append(place(segment))
        self._numbers.append(segment.origin.line or named)
        self._advance(source, target)

    def _advance(self, source: Traits | None, target: Traits | None) -> None:
        """Compare the source in the middle with the targets around it, and carry the best paths on."""
        self._sources.append(source)
        self._targets.append(target)
        middle = self._sources[-1 - REACH] if len(self._sources) > REACH else None
        if middle is not None:
            growth = self._growth()
            self._step([_NOTHING if t is None else agreement(middle, t, growth=growth) for t in self._targets])

    def _step(self, found: list[float]) -> None:
        top = max(range(_STATES), key=self._best.__getitem__)
        jump = self._best[top] - _SLIP
        came = [state if best >= jump else top for state, best in enumerate(self._best)]
        self._best = [max(best, jump) + said for best, said in zip(self._best, found, strict=True)]
        self._agreements.extend(found)
        self._came.extend(came)

    def _path(self) -> list[int]:
        state = max(range(_STATES), key=self._best.__getitem__)
        path = []
        for row in range(len(self._came) // _STATES - 1, -1, -1):
            path.append(state)
            state = self._came[row * _STATES + state]
        return path[::-1]

    def _run(self, start: int, end: int, state: int) -> Iterator[Run]:
        """Yield the run without those lines at its ends that are in their place, or have no translation near."""
        said = self._agreements
        while start < end and not self._earned(start, state):
            start += 1
        while start < end and not self._earned(end - 1, state):
            end -= 1
        if start == end:
            return
        rows = range(start * _STATES, end * _STATES, _STATES)
        gains = [said[row + state] - said[row + REACH] for row in rows]
        offset = state - REACH
        yield Run(
            offset=offset,
            length=end - start,
            place=self._places[start],
            first=self._numbers[start],
            last=self._numbers[end - 1],
            stands=self._numbers[min(max(start + offset, 0), len(self._numbers) - 1)],
            evidence=sum(gains),
            share=sum(gain > 0 for gain in gains) / len(gains),
            agreement=sum(said[row + state] for row in rows) / len(gains),
        )

    def _earned(self, line: int, state: int) -> bool:
        said = self._agreements[line * _STATES + state]
        return said >= 0 and said > self._agreements[line * _STATES + REACH]
