"""Large cities by all their spellings, without languages: Cologne, Köln, Colonia, Кёльн, 科隆 are one.

The spellings come from GeoNames (https://www.geonames.org, CC BY 4.0) by `tools/pack_cities.py`. They load when first
asked for.
"""

from __future__ import annotations

import lzma
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import regex

FILE = Path(__file__).with_name("cities.txt.xz")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_CASED = regex.compile(r"[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]")
_VOWELS = "aeiouyаеёийоуыьэюяіїєαεηιουω"
_CUT = 2
_SHORTEST = 4
_PLAIN = str.maketrans("ßøłđðþæœıё", "solddpaoiе")


@lru_cache(maxsize=1 << 13)
def key(name: str) -> str:
    """Return what a spelling is looked up by: no case, no accents, no final vowel where words inflect."""
    words = _WORD.findall(unicodedata.normalize("NFC", name.casefold()))
    if not words or not _CASED.match(words[0]):
        return " ".join(words)
    plain = unicodedata.normalize("NFD", " ".join(words).translate(_PLAIN))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return bare[:-1] if len(bare) > _SHORTEST and bare[-1] in _VOWELS else bare


@cache
def _cities() -> Mapping[str, tuple[str, ...]]:
    """Return the cities by the key of each spelling; a city is the keys of all its spellings with tabs between."""
    found: dict[str, tuple[str, ...]] = {}
    for city in lzma.decompress(FILE.read_bytes()).decode("utf-8").splitlines():
        for spelling in city.split("\t"):
            found[spelling] = (*found[spelling], city) if spelling in found else (city,)
    return found


@lru_cache(maxsize=1 << 12)
def spellings(name: str) -> frozenset[str]:
    """Return the keys of all spellings of the cities of this name; up to two letters of an ending may follow it."""
    for sought in inflected(key(name)):
        if found := _cities().get(sought):
            return frozenset(spelling for city in found for spelling in city.split("\t"))
    return frozenset()


@lru_cache(maxsize=1 << 10)
def inflected(keyed: str) -> tuple[str, ...]:
    """Return a key, and what is left of it without one or two letters of an ending where words inflect."""
    cuts = min(_CUT, len(keyed) - _SHORTEST) if _CASED.match(keyed) else 0
    return (keyed, *(keyed[:-cut] for cut in range(1, cuts + 1)))
