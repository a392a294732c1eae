"""Names of territories, languages and cities in one language, as CLDR gives them through Babel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from tqcheck.lang.names.knowledge import facts, zones

# “Myanmar (Burma)”, “Hongkong, SAR”, “Congo - Kinshasa”: what stands before is a name of its own.
_PARTS = re.compile(r"[（(，,、)）]| [-–—] ")
_WITH_OTHER_NAME = frozenset({"MM", "FK"})
# No country, or a region of the United Nations' statistics that few call so.
_STATISTICS = "011 014 015 017 018 021 030 034 035 039 053 054 057 061 143 145 151 154 155 202"
_SKIPPED = frozenset({"ZZ", "XA", "XB", "QO", "EZ", "UN", "UM", "001", *_STATISTICS.split()})


def locale(tag: str) -> Locale | None:
    """Return CLDR's locale of `tag`; None when it has none."""
    try:
        return Locale.parse(tag.partition("-x-")[0], sep="-")
    except (UnknownLocaleError, ValueError):
        language = tag.split("-", maxsplit=1)[0]
        return locale(language) if language != tag else None


def territory_names(found: Locale) -> Iterator[tuple[str, str]]:
    """Yield (code, name) for every name of a territory or a continent."""
    for code, name in found.territories.items():
        if code not in _SKIPPED:
            for part in _PARTS.split(name)[: 2 if code in _WITH_OTHER_NAME else 1]:
                if part.strip():
                    yield code, part.strip()


def city_names(found: Locale, *, latin: bool) -> Iterator[tuple[str, str]]:
    """Yield (zone, name) for every known city; a Latin-script language may take the city's name from the zone."""
    named = found.time_zones
    for zone in zones():
        name = named[zone].get("city") if zone in named else None
        if name is None and latin:
            name = zone.rpartition("/")[2].replace("_", " ")
        if name:
            yield zone, name


def language_names(found: Locale) -> Iterator[tuple[str, str]]:
    """Yield (territory, name of its language): *German* says that a text speaks of Germany."""
    for language, territory in facts()["languages"].items():
        name = found.languages.get(language)
        if name:
            yield territory, name
