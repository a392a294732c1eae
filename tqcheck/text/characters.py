"""Which characters a text has: the cheapest question to ask first."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=256)
def characters(text: str) -> frozenset[str]:
    """Return the set of the characters of `text`."""
    return frozenset(text)


def encodable(text: str) -> str:
    """Put a replacement character in place of half a surrogate pair, which tokenizers do not take."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
