"""Which directions this machine's Apertium has, which language each is between, and the way from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from langcodes import standardize_tag, tag_distance

from tqcheck.lang.tags import script

_MODE = re.compile(r"([a-z]{2,3}(?:_[A-Za-z0-9]+)?)-([a-z]{2,3}(?:_[A-Za-z0-9]+)?)", re.ASCII)
"""Others, such as `eco-fr-es` or `spa-eng-tagger`, are for other uses."""
_TAGS = {"hbs": "sr-Latn", "zlm": "ms", "nor": "no", "oc-Aran": "oc-aranes"}
"""Codes that the registry of languages reads otherwise than Apertium means them."""
_NEAR = 9
"""CLDR's distance up to which one language does for another in the same script: Croatian for Serbian in Latin."""
_STEPS = 3
"""Translations after one another; more leave nothing to compare."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A direction of Apertium."""

    name: str
    """As Apertium calls it: `spa-eng_US`, `fr-es`."""
    source: str
    """BCP 47."""
    target: str
    """BCP 47."""


_Way = tuple[tuple[Mode, ...], int]
"""A chain, and how far its languages are from one another."""


def modes(names: Iterable[str]) -> tuple[Mode, ...]:
    """Return the directions among the names that Apertium lists."""
    found = (_MODE.fullmatch(name) for name in sorted(names))
    return tuple(Mode(m[0], tag(m[1]), tag(m[2])) for m in found if m)


@lru_cache(maxsize=512)
def tag(code: str) -> str:
    """Return the BCP 47 tag of a code of Apertium's: `por_BR` is `pt-BR`. Raises ValueError for what is no code."""
    plain, _, variant = code.partition("_")
    known = standardize_tag(code) if plain not in _TAGS else _TAGS[plain] + (f"-{variant}" if variant else "")
    return _TAGS.get(known, known)


@lru_cache(maxsize=4096)
def distance(wanted: str, had: str) -> int | None:
    """Return how far the language of a mode is from the one that is wanted: 0 is the same; None does not do."""
    if wanted == had:
        return 0
    far = tag_distance(wanted, had)
    return 1 + far if far <= _NEAR and script(had) in {None, script(wanted)} else None


def way(known: Sequence[Mode], source: str, target: str) -> tuple[Mode, ...] | None:
    """Return the shortest chain of modes, of several the one with the nearest languages; None if none leads there."""
    frontier: list[_Way] = [((mode,), start) for mode in known if (start := distance(source, mode.source)) is not None]
    for _ in range(_STEPS):
        ended = [
            (cost + end, len(chain[-1].name), [m.name for m in chain], chain)
            for chain, cost in frontier
            if (end := distance(target, chain[-1].target)) is not None
        ]
        if ended:
            return min(ended)[-1]
        frontier = _longer(known, frontier)
    return None


def _longer(known: Sequence[Mode], chains: list[_Way]) -> list[_Way]:
    """Return every chain with one more mode that comes to a language where it has not been."""
    return [
        ((*chain, mode), cost + step)
        for chain, cost in chains
        for mode in known
        if (step := distance(chain[-1].target, mode.source)) is not None
        and all(distance(m.source, mode.target) is None for m in chain)
    ]


def through(known: Sequence[Mode], codes: Sequence[str]) -> tuple[Mode, ...] | str:
    """Return the chain through given languages, in Apertium's codes, or the step that there is no mode for.

    Raises ValueError for a code that is none.
    """
    chain: list[Mode] = []
    for first, second in pairwise(codes):
        exact = [mode for mode in known if mode.name == f"{first}-{second}"]
        step = exact or way(known, tag(first), tag(second)) or ()
        if len(step) != 1:
            return f"{first}-{second}"
        chain += step
    return tuple(chain)
