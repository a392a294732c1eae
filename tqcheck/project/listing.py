"""The first of many names."""

from __future__ import annotations

from collections.abc import Sequence

_NAMED = 5


def listed(words: Sequence[str]) -> str:
    """Return the first five, and how many more there are."""
    return ", ".join(words[:_NAMED]) + (f" and {len(words) - _NAMED} more" if len(words) > _NAMED else "")
