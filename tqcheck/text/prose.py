"""What of a text is prose: placeholders, tags, addresses and inline codes masked, places kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tqcheck.model import InlineCode, Segment, Side
from tqcheck.text.placeholders import technical

MASK = "\ufffc"
"""Stands for every masked character; neither a letter nor a digit nor a space."""


def prose(text: str, codes: tuple[InlineCode, ...] = ()) -> str:
    """Return `text`, the same length, with everything that is not prose overwritten by MASK."""
    return _masked(text, codes) if codes else _plain(text)


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    """Return the prose of a text without inline codes: asked most often, so its key is the text alone."""
    spans = technical(text)
    return _overwritten(text, spans) if spans else text


@lru_cache(maxsize=256)
def _masked(text: str, codes: tuple[InlineCode, ...], syntax: frozenset[str] = frozenset()) -> str:
    return _overwritten(text, [*((c.start, c.end) for c in codes), *technical(text, syntax)])


def _overwritten(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = MASK * (end - start)
    return "".join(characters)


def source_prose(segment: Segment) -> str:
    """Return the prose of the source; empty where there is none."""
    if not segment.source:
        return ""
    if segment.source_codes or segment.syntax:
        return _masked(segment.source, segment.source_codes, segment.syntax)
    return _plain(segment.source)


def target_prose(segment: Segment) -> str:
    """Return the prose of the target."""
    if segment.target_codes or segment.syntax:
        return _masked(segment.target, segment.target_codes, segment.syntax)
    return _plain(segment.target)


def side_prose(segment: Segment, side: Side) -> str:
    """Return the prose of one side."""
    return target_prose(segment) if side == "target" else source_prose(segment)
