"""Whether source and target look swapped."""

from __future__ import annotations

from functools import lru_cache

from tqcheck.lang.tags import related
from tqcheck.lang.writing import scripts
from tqcheck.model import Segment
from tqcheck.text.identify import common
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.scripts import counts
from tqcheck.text.tokens import lowered


@lru_cache(maxsize=256)
def _own_scripts(first: str, second: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the scripts that only the first, and only the second of two languages is written in."""
    a, b = scripts(first), scripts(second)
    return a - b, b - a


@lru_cache(maxsize=256)
def _own_words(first: str, second: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the common words that only the first, and only the second of two languages has."""
    a, b = common(first), common(second)
    return a - b, b - a


def leaning(text: str, first: str, second: str) -> int:
    """Return 1 when `text` is plainly in the first of two languages, -1 when in the second, 0 in doubt."""
    a, b = _own_scripts(first, second)
    if a and b:
        letters = counts(text)
        mine, theirs = sum(letters[s] for s in a), sum(letters[s] for s in b)
        enough = 6 if "Latn" in a | b and mine + theirs == letters["Latn"] else 2
    else:
        found = lowered(text)
        a, b = _own_words(first, second)
        mine, theirs = len(found & a), len(found & b)
        enough = 2
    if max(mine, theirs) < enough:
        return 0
    return 1 if mine > 3 * theirs else -1 if theirs > 3 * mine else 0


def order(segment: Segment) -> int:
    """Return 1 when source and target stand where they should, -1 when they look swapped, 0 when one cannot tell."""
    first, second = segment.source_lang, segment.target_lang
    if not first or not second or not segment.source or related(first, second):
        return 0
    target = leaning(target_prose(segment), second, first)
    return target if target and leaning(source_prose(segment), first, second) == target else 0
