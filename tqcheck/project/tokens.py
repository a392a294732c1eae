"""Languages as the names of files and folders tell them: `pt_BR`, `values-pt-rBR`, `zh-Hant.lproj`, `ca@valencia`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from babel.core import get_global
from babel.localedata import exists

from tqcheck.formats.po_language import from_locale
from tqcheck.lang.tags import language, region, registered

_LOCALE = r"[A-Za-z]{2,3}(?:[_-][A-Za-z]{4})?(?:[_-](?:[A-Za-z]{2}|[0-9]{3}))?(?:@[a-z]+)?"
_ANDROID = r"(?:b\+[\w+]+|[a-z]{2,3}(?:-r(?:[A-Z]{2}|[0-9]{3}))?)"
_TOKEN = re.compile(rf"{_LOCALE}|{_ANDROID}")
_VALUES = re.compile(rf"(values-(?:mcc\d+-(?:mnc\d+-)?)?)({_ANDROID})((?:-.+)?)")
_LPROJ = re.compile(r"()(.+)(\.lproj)")
_WHOLE = re.compile(rf"()({_LOCALE})()")
_TAIL = re.compile(rf"(.*?[._-])({_LOCALE})()")
_SHORT_TAIL = re.compile(r"(.*[._-])([A-Za-z]{2,3})()")
_HEAD = re.compile(rf"()({_LOCALE})([._-].*)")
_ENGLISH = {
    "English": "en", "French": "fr", "German": "de", "Italian": "it", "Spanish": "es", "Dutch": "nl",
    "Japanese": "ja", "Korean": "ko", "Portuguese": "pt",
}  # fmt: skip
"""Names of Apple's folders that Xcode still reads."""
_PSEUDO = {"XA", "XB"}
"""Regions of made-up languages, with which programs are tested."""


@lru_cache(maxsize=4096)
def tag_of(token: str) -> str | None:
    """Return the tag that a token stands for; None for what is no language that CLDR knows, or a made-up one.

    "app", "web" and "doc" are registered languages too, but nobody means them; `bg_blue` has a script that is none.
    """
    if not _TOKEN.fullmatch(token) and token not in _ENGLISH:
        return None
    plain = (
        token.removeprefix("b+").replace("+", "-") if token.startswith("b+") else re.sub(r"-r(?=[A-Z0-9])", "-", token)
    )
    tag = from_locale(_ENGLISH.get(token, plain))
    if tag is None or not exists(language(tag)) or region(tag) in _PSEUDO or not registered(tag):
        return None
    return tag


@lru_cache(maxsize=256)
def ancestors(tag: str) -> tuple[str, ...]:
    """Return the tags whose strings a program shows where those of `tag` are missing, as CLDR has it, nearest first."""
    exceptions = get_global("parent_exceptions")
    found = []
    name = tag.replace("-", "_")
    while name and name != "root":
        name = exceptions.get(name) or name.rpartition("_")[0]
        if name and name != "root":
            found.append(name.replace("_", "-"))
    return tuple(found)


def spots(path: str) -> Iterator[tuple[int, int, str]]:
    """Yield of each part of a path that may be a language its beginning, its end and the token."""
    *folders, name = path.split("/")
    begin = 0
    for folder in folders:
        yield from _in(folder, begin, (_VALUES, _LPROJ, _WHOLE, _TAIL))
        begin += len(folder) + 1
    yield from _in(PurePosixPath(name).stem, begin, (_WHOLE, _TAIL, _SHORT_TAIL, _HEAD))


def _in(name: str, begin: int, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int, str]]:
    seen = set()
    for pattern in patterns:
        match = pattern.fullmatch(name)
        if match and match.span(2) not in seen and tag_of(match.group(2)):
            seen.add(match.span(2))
            yield begin + match.start(2), begin + match.end(2), match.group(2)
