"""Which language a PO file is in, and how it forms plurals: by its header, else by its place."""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from pathlib import PurePath

from babel.localedata import exists

from tqcheck.errors import UsageError
from tqcheck.lang.tags import canonical, language

# gettext's modifiers that name a script or a variant; others (@euro) say nothing of the language.
_MODIFIERS = {
    "latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "hebrew": "Hebr", "devanagari": "Deva",
    "iqtelif": "Latn", "valencia": "valencia", "ijekavian": "ijekavsk", "tarask": "tarask",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(?:[_-][A-Z][a-z]{3})?(?:[_-](?:[A-Z]{2}|[0-9]{3}))?(?:@[a-z]+)?")
_LAST = re.compile(rf"(?:.*?[._-])?({_TAG.pattern})")


def from_locale(name: str) -> str | None:
    """Return the tag of a locale as gettext names it (`sr@latin`, `pt_BR.UTF-8`); None when it is none."""
    place, _, modifier = re.sub(r"\.[\w-]+", "", name.strip()).partition("@")
    tag = re.split("[_-]", place, maxsplit=1)
    added = _MODIFIERS.get(modifier.lower())
    if added and len(added) == 4:
        tag.insert(1, added)
    elif added:
        tag.append(added)
    try:
        return canonical("-".join(tag)) if place else None
    except UsageError:
        return None


def from_path(path: str) -> str | None:
    """Return the language that a file's name or folders tell: `fr.po`, `app-fr.po`, `fr/LC_MESSAGES/app.po`."""
    place = PurePath(path.removesuffix(".gz").removesuffix(".xz"))
    parts = place.parts
    if "LC_MESSAGES" in parts[1:]:
        return from_locale(parts[parts.index("LC_MESSAGES", 1) - 1])
    folders = [parts[n + 1] for n, part in enumerate(parts[:-2]) if part in ("locale", "locales", "po", "i18n")]
    stem = _LAST.fullmatch(place.stem)
    for name in ([stem.group(1)] if stem else []) + folders:
        tag = from_locale(name) if _TAG.fullmatch(name) else None
        if tag and exists(language(tag)):  # "app", "web" and "doc" are registered languages too, but not in CLDR
            return tag
    return None


def singular(plural_forms: str, forms: int) -> int | None:
    """Return the index of the form for 1, which translates msgid; None for a language that has one form for all.

    `plural_forms` is the header; without one it is taken to be 0.
    """
    if forms < 2:
        return None
    formula = re.search(r"plural\s*=\s*([^;]+)", plural_forms)
    try:
        return int(gettext.c2py(formula.group(1))(1)) if formula else 0
    except (ValueError, ArithmeticError, RecursionError):
        return 0


def declared(header: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the languages that the header tells, source and target; None for what it does not tell."""
    source, target = (header.get(name, "").strip() for name in ("X-Source-Language", "Language"))
    return from_locale(source) if source else None, from_locale(target) if target else None
