"""Plural categories as CLDR gives them, through Babel."""

from __future__ import annotations

from functools import cache
from typing import Literal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.plural import PluralRule

_SAMPLE = (*range(201), 1000, 1001, 1002, 1011)


@cache
def _rule(tag: str, kind: Literal["cardinal", "ordinal"]) -> PluralRule | None:
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    return locale.plural_form if kind == "cardinal" else locale.ordinal_form


@cache
def known(tag: str, kind: Literal["cardinal", "ordinal"] = "cardinal") -> frozenset[str]:
    """Return the categories that CLDR gives the language, `other` among them; empty for a language without rules."""
    rule = _rule(tag, kind)
    return frozenset(rule.tags) | {"other"} if rule else frozenset()


@cache
def needed(
    tag: str, kind: Literal["cardinal", "ordinal"] = "cardinal", explicit: frozenset[int] = frozenset()
) -> frozenset[str]:
    """Return the categories that whole numbers of daily use fall into, those in `explicit` left out.

    French `many` (millions) and Czech `many` (fractions) are thereby known, not needed.
    """
    rule = _rule(tag, kind)
    return frozenset(rule(n) for n in _SAMPLE if n not in explicit) if rule else frozenset()
