"""Whether source and target look swapped."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tqcheck.lang.tags import related
from tqcheck.lang.writing import scripts
from tqcheck.model import Segment
from tqcheck.text.identify import common
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.scripts import counts, occurs
from tqcheck.text.tokens import lowered


class _Pair(NamedTuple):
    """What tells two languages apart."""

    scripts: tuple[frozenset[str], frozenset[str]]
    """Those that only the first, and only the second is written in; both empty when they share one."""
    words: tuple[frozenset[str], frozenset[str]]
    """Common words that only the first, and only the second has."""


@lru_cache(maxsize=256)
def _pair(first: str, second: str) -> _Pair | None:
    """Return what tells two languages apart; None for close relatives."""
    if related(first, second):
        return None
    a, b = scripts(first), scripts(second)
    apart = a and b and not a & b
    c, d = common(first), common(second)
    return _Pair((a, b) if apart else (frozenset(), frozenset()), (c - d, d - c))


def _leans(text: str, pair: _Pair, side: int) -> bool:
    """Tell whether `text` is plainly in the language of that side (0 or 1) of the pair and not in the other."""
    if pair.scripts[0]:
        if not occurs(text, pair.scripts[side]):
            return False
        letters = counts(text)
        mine = sum([letters[s] for s in pair.scripts[side]])
        # Names and codes in Latin letters are at home everywhere.
        enough = 6 if "Latn" in pair.scripts[side] else 2
        return mine >= enough and mine > 3 * sum([letters[s] for s in pair.scripts[1 - side]])
    found = lowered(text)
    mine = len(found & pair.words[side])
    return mine >= 2 and mine > 3 * len(found & pair.words[1 - side])


def order(segment: Segment) -> int:
    """Return 1 when source and target stand where they should, -1 when they look swapped, 0 when one cannot tell."""
    if not segment.source_lang or not segment.target_lang or not segment.source:
        return 0
    pair = _pair(segment.source_lang, segment.target_lang)
    if pair is None:
        return 0
    source, target = source_prose(segment), target_prose(segment)
    if _leans(target, pair, 0):
        return -1 if _leans(source, pair, 1) else 0
    return 1 if _leans(source, pair, 0) and _leans(target, pair, 1) else 0


def swapped(segment: Segment) -> bool:
    """Tell whether source and target look swapped; faster than `order` where they do not."""
    if not segment.source_lang or not segment.target_lang or not segment.source:
        return False
    pair = _pair(segment.source_lang, segment.target_lang)
    return pair is not None and _leans(target_prose(segment), pair, 0) and _leans(source_prose(segment), pair, 1)
