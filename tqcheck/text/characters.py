"""Which characters a text has: the cheapest question to ask first."""

from __future__ import annotations

import re
from functools import lru_cache

_HALF = re.compile(r"[\ud800-\udfff]")


@lru_cache(maxsize=256)
def characters(text: str) -> frozenset[str]:
    """Return the set of the characters of `text`."""
    return frozenset(text)


def encodable(text: str) -> str:
    """Put a replacement character in place of each half of a surrogate pair, which tokenizers do not take."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text
