"""CLDR's tables of one locale as plain dicts, its aliases followed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from babel import Locale, UnknownLocaleError, localedata


def cldr_data(tag: str, topic: str) -> Mapping[str, Any]:
    """Return what CLDR has on `topic` (`months`, `days`, `unit_patterns`) for a tag; nothing for a tag it lacks.

    Babel's own view of these tables writes the aliases that it has followed into what all locales share, so that one
    language gets the days of another one that was asked before. This reads the same data and writes nothing.
    Keep what you make of it, not the tables: they are thousands of dicts.
    """
    try:
        everything: dict[Any, Any] = localedata.load(str(Locale.parse(tag, sep="-")))
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    found = _plain(everything.get(topic, {}), everything)
    return MappingProxyType(found)


def _plain(value: Any, everything: Mapping[Any, Any]) -> Any:  # noqa: ANN401  a node of a tree of dicts and strings
    if isinstance(value, localedata.Alias):
        value = value.resolve(everything)
    if isinstance(value, tuple):
        alias, own = value
        return _plain(alias, everything) | _plain(own, everything)
    if isinstance(value, Mapping):
        return {key: _plain(part, everything) for key, part in value.items()}
    return value
