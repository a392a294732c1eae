"""Which language a file is in, by its name and folders, for formats that hold one language and seldom say which."""

from __future__ import annotations

import re
from pathlib import PurePath

from babel.localedata import exists

from tqcheck.formats.po_language import from_locale
from tqcheck.lang.tags import language

_LOCALE = r"[A-Za-z]{2,3}(?:[_-][A-Za-z]{4})?(?:[_-](?:[A-Za-z]{2}|[0-9]{3}))?(?:@[a-z]+)?"
_WHOLE = re.compile(_LOCALE)
_TAIL = re.compile(rf".*?[._-]({_LOCALE})")
_HOLDERS = frozenset(
    ("locale", "locales", "_locales", "lang", "langs", "language", "languages", "i18n", "l10n", "nls", "po", "strings",
     "translation", "translations", "messages", "assets", "resources", "public")
)  # fmt: skip
"""Folders whose folders are languages: `locales/fr/menu.json`."""


def language_of(path: str) -> str | None:
    """Return the tag of `fr.json`, `menu.pt-BR.yml`, `app_zh_Hant.arb`, `_locales/ja/messages.json`; None for none.

    A name that is the language alone comes before the folders, and these before the end of a name.
    """
    place = PurePath(path.removesuffix(".gz").removesuffix(".xz"))
    folders = list(place.parts[:-1])
    named = [folders[n + 1] for n, folder in enumerate(folders[:-1]) if folder.lower() in _HOLDERS]
    named += [folder for folder in folders[-1:] if len(folder) > 3]  # not `it/` or `no/`, which are words too
    tail = _TAIL.fullmatch(place.stem)
    for name in (place.stem, *reversed(named), *([tail.group(1)] if tail else [])):
        tag = from_locale(name) if _WHOLE.fullmatch(name) else None
        if tag and exists(language(tag)):  # "app", "web" and "doc" are registered languages too, but not in CLDR
            return tag
    return None
