"""Which characters a text has: the cheapest question to ask first."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=256)
def characters(text: str) -> frozenset[str]:
    """Return the set of the characters of `text`."""
    return frozenset(text)
