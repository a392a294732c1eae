"""What several commands make of their flags."""

from __future__ import annotations


def words(given: list[str] | None) -> tuple[str, ...]:
    """Return what was given again and again, or at once with commas."""
    return tuple(word.strip() for part in given or () for word in part.split(",") if word.strip())
