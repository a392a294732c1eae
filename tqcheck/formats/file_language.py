"""Which language Android's and Apple's folders tell: `values-pt-rBR`, `zh-Hant.lproj`."""

from __future__ import annotations

import re
from pathlib import PurePath

from babel.localedata import exists

from tqcheck.formats.po_language import from_locale
from tqcheck.lang.tags import language

# Folders of Apple's that are named in English; Xcode still reads them.
_ENGLISH = {
    "english": "en", "french": "fr", "german": "de", "italian": "it", "spanish": "es", "dutch": "nl",
    "japanese": "ja", "korean": "ko", "portuguese": "pt", "russian": "ru", "polish": "pl", "swedish": "sv",
    "danish": "da", "norwegian": "nb", "finnish": "fi",
    "zh_cn": "zh-Hans", "zh_tw": "zh-Hant", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant",
}  # fmt: skip
_QUALIFIERS = re.compile(r"values-(?:mcc\d+-(?:mnc\d+-)?)?(?:b\+([\w+]+)|([a-z]{2,3})(?:-r([A-Z]{2}|\d{3}))?)(?:-.*)?")
_CAR = "car"
"""A mode of the user interface (`values-car`), and the code of a language that CLDR does not know."""


def android(path: str) -> str | None:
    """Return the language of `res/values-pt-rBR/strings.xml`, of `values-b+sr+Latn` too; None for `values`."""
    for folder in reversed(PurePath(path).parts[:-1]):
        if (found := _QUALIFIERS.fullmatch(folder)) and found.group(2) != _CAR:
            parts, place, region = found.groups()
            tag = parts.replace("+", "-") if parts else "-".join(p for p in (place, region) if p)
            return _known(tag)
    return None


def apple(path: str) -> str | None:
    """Return the language of `zh-Hant.lproj/Localizable.strings`; None for `Base.lproj`."""
    for folder in reversed(PurePath(path).parts[:-1]):
        name, mark, end = folder.partition(".lproj")
        if mark and not end:
            return _known(_ENGLISH.get(name.lower(), name))
    return None


def _known(name: str) -> str | None:
    tag = from_locale(name)
    return tag if tag and exists(language(tag)) else None
