"""Common words in titles and in names of places, which are translated where names are not: *Ben Youssef Mosque*."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from tqcheck.lang.names.lexicon import folded
from tqcheck.lang.tables import section

_ENDING = 3
"""How many letters may follow a beginning."""
_SHORTEST = 3
_LONG = 5
"""From so many letters on, a beginning is also looked for inside words: *Nationalmuseum*."""
_LATIN = "\u024f"


@cache
def translated(tag: str) -> bool:
    """Tell whether we know common words of the language."""
    return bool(section(tag, "title_words"))


@cache
def _meanings(tag: str) -> Mapping[str, str]:
    words = section(tag, "title_words").get("words", {})
    return {form.lower(): meaning for meaning, forms in words.items() for form in forms}


@lru_cache(maxsize=1 << 12)
def meaning(word: str, tag: str) -> str | None:
    """Return which common word a word of a language written with spaces is, by the English one."""
    known, lower, endings = _meanings(tag), word.lower(), _endings(tag)
    for cut in range(min(_ENDING, len(lower) - _SHORTEST) + 1 if len(lower) > _SHORTEST else 1):
        found = known.get(lower[: len(lower) - cut])
        if found and (not endings or lower[len(lower) - cut :] in endings):
            return found
    return None


@cache
def _endings(tag: str) -> frozenset[str]:
    """Return what may follow a word; empty where anything may that is short."""
    return frozenset(section(tag, "title_words").get("endings", ()))


@cache
def _stems(sense: str, tag: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what says a common word wherever it stands, and what says it at the beginning of a word only."""
    stems = [folded(stem) for stem in section(tag, "title_words").get("words", {}).get(sense, ())]
    inside = [stem for stem in stems if stem[0] > _LATIN or len(stem) >= _LONG]
    return tuple(inside), tuple(" " + stem for stem in stems if stem not in inside)


def says(text: str, sense: str, tag: str) -> bool:
    """Tell whether `text` has a word that means `sense`."""
    inside, beginnings = _stems(sense, tag)
    plain = " " + folded(text)
    return any(stem in plain for stem in inside) or any(stem in plain for stem in beginnings)
