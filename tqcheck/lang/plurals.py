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


CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's, in the order in which gettext counts the forms of a language."""


@cache
def tells_number(tag: str, variant: str) -> bool:
    """Tell whether a plural form tells its number by itself, as the one for one thing does.

    `variant` is a CLDR category, an exact number such as `=1`, or gettext's index. True when nothing is known.
    """
    if variant.isdecimal():
        forms = [category for category in CATEGORIES if category in needed(tag)]
        if int(variant) >= len(forms):
            return True
        variant = forms[int(variant)]
    return variant not in ("few", "many", "other")
