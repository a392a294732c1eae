"""Names of territories, languages and cities in one language, as CLDR gives them through Babel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from tqcheck.lang.names.knowledge import facts, zones

# “Myanmar (Burma)”, “Hongkong, SAR”, “Congo - Kinshasa”: the words before and inside are names of their own.
_PARTS = re.compile(r"[（(，,、)）]| [-–—] ")
_SKIPPED = frozenset({"ZZ", "XA", "XB", "001", "QO", "EZ", "UN"})


def locale(tag: str) -> Locale | None:
    """Return CLDR's locale of `tag`; None when it has none."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        language = tag.split("-")[0]
        return locale(language) if language != tag else None


def territory_names(found: Locale) -> Iterator[tuple[str, str]]:
    """Yield (code, name) for every name of a territory or a continent."""
    for code, name in found.territories.items():
        if code not in _SKIPPED:
            for part in _PARTS.split(name)[:2]:
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
