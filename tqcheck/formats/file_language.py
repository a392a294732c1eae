"""Which language a file is in by where it stands: `values-fr`, `fr.lproj`, `messages_fr.properties`, `locales/fr/…`."""

from __future__ import annotations

import re
from pathlib import PurePath

from babel.localedata import exists

from tqcheck.errors import UsageError
from tqcheck.lang.tags import canonical, language

# Java and Android long wrote three languages by codes that ISO withdrew in 1989.
_WITHDRAWN = {"iw": "he", "in": "id", "ji": "yi"}
# Folders of Apple's that are named in English; Xcode still reads them.
_ENGLISH = {
    "english": "en", "french": "fr", "german": "de", "italian": "it", "spanish": "es", "dutch": "nl",
    "japanese": "ja", "korean": "ko", "portuguese": "pt", "russian": "ru", "polish": "pl", "swedish": "sv",
    "danish": "da", "norwegian": "nb", "finnish": "fi",
}  # fmt: skip
_LEGACY_CHINESE = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}
_ANDROID = re.compile(r"values-(?:mcc\d+-(?:mnc\d+-)?)?(?:b\+([\w+]+)|([a-z]{2,3})(?:-r([A-Z]{2}|\d{3}))?)(?:-.*)?")
# What stands where a language could, and is the name of one: "car" is a mode of the interface, "app" Apali.
_NO_LANGUAGE = frozenset({"car", "app", "web", "doc", "api", "new", "old", "dev", "src", "lib", "bin"})
_TAG = r"[a-z]{2,3}(?:[_-][A-Z][a-z]{3})?(?:[_-](?:[A-Za-z]{2}|\d{3}))?"
_FOLDER = re.compile(_TAG)


def android(path: str) -> str | None:
    """Return the language of `res/values-pt-rBR/strings.xml`, of `values-b+sr+Latn` too; None for `values`."""
    for folder in reversed(PurePath(path).parts[:-1]):
        if found := _ANDROID.fullmatch(folder):
            parts, place, region = found.groups()
            tag = known(parts.replace("+", "-") if parts else "-".join(p for p in (place, region) if p))
            if tag:
                return tag
    return None


def apple(path: str) -> str | None:
    """Return the language of `zh-Hant.lproj/Localizable.strings`; None for `Base.lproj`."""
    for folder in reversed(PurePath(path).parts[:-1]):
        name, mark, end = folder.partition(".lproj")
        if mark and not end:
            name = _ENGLISH.get(name.lower(), _LEGACY_CHINESE.get(name.replace("_", "-"), name))
            return known(name)
    return None


def by_name(path: str) -> str | None:
    """Return the language that a file's name ends with, else one that the nearest folder is named after.

    `messages_pt_BR.properties`, `app.fr.json`, `fr.ftl`, `locales/fr/main.ftl`, `_locales/zh_TW/messages.json`.
    """
    place = PurePath(path.removesuffix(".gz").removesuffix(".xz"))
    stem = place.stem
    for start in (m.end() for m in re.finditer(r"^|[._-]", stem)):  # the longest ending that is a tag
        if re.fullmatch(_TAG, stem[start:]) and (tag := known(stem[start:])):
            return tag
    for folder in reversed(place.parts[:-1]):
        if _FOLDER.fullmatch(folder) and (tag := known(folder)):
            return tag
    return None


def known(name: str) -> str | None:
    """Return the canonical tag of a name in a path, where CLDR knows its language; else None."""
    tag = name.replace("_", "-")
    first, mark, rest = tag.partition("-")
    try:
        tag = canonical(_WITHDRAWN.get(first.lower(), first) + mark + rest)
    except UsageError:
        return None
    return tag if first.lower() not in _NO_LANGUAGE and exists(language(tag)) else None
