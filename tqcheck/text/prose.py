"""What of a text is prose: placeholders, tags, addresses and inline codes masked, places kept."""

from __future__ import annotations

from functools import lru_cache

from tqcheck.model import InlineCode, Segment, Side
from tqcheck.text.placeholders import technical

MASK = "\ufffc"
"""Stands for every masked character; neither a letter nor a digit nor a space."""


@lru_cache(maxsize=256)
def prose(text: str, codes: tuple[InlineCode, ...] = ()) -> str:
    """Return `text`, the same length, with everything that is not prose overwritten by MASK."""
    spans = [(c.start, c.end) for c in codes] + [(s, e) for s, e in technical(text)]
    if not spans:
        return text
    characters = list(text)
    for start, end in spans:
        characters[start:end] = MASK * (end - start)
    return "".join(characters)


def source_prose(segment: Segment) -> str:
    """Return the prose of the source; empty where there is none."""
    return prose(segment.source, segment.source_codes) if segment.source else ""


def target_prose(segment: Segment) -> str:
    """Return the prose of the target."""
    return prose(segment.target, segment.target_codes)


def side_prose(segment: Segment, side: Side) -> str:
    """Return the prose of one side."""
    return target_prose(segment) if side == "target" else source_prose(segment)
