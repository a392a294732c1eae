"""Names that are rightly written with a capital inside, and particles that rightly stand before one."""

from __future__ import annotations

from functools import cache

from tqcheck.lang.tables import section


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(section("und", "mixed_case")[kind])


def known_spelling(word: str) -> bool:
    """Tell whether a word with a capital inside is a name that is written so, with an ending or without."""
    names, lowered = _listed("names"), word.lower()
    return lowered in names or any(lowered[:-cut] in names for cut in (1, 2, 3))


def particle(word: str) -> bool:
    """Tell whether names are built by putting this before a capital."""
    return word.lower() in _listed("particles")
