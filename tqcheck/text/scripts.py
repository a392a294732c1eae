"""Scripts of characters, by ISO 15924 code."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

import regex

from tqcheck.text.characters import characters

_NAMES = {
    "Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Armn": "Armenian", "Geor": "Georgian", "Hebr": "Hebrew",
    "Arab": "Arabic", "Syrc": "Syriac", "Thaa": "Thaana", "Ethi": "Ethiopic", "Deva": "Devanagari", "Beng": "Bengali",
    "Guru": "Gurmukhi", "Gujr": "Gujarati", "Orya": "Oriya", "Taml": "Tamil", "Telu": "Telugu", "Knda": "Kannada",
    "Mlym": "Malayalam", "Sinh": "Sinhala", "Thai": "Thai", "Laoo": "Lao", "Tibt": "Tibetan", "Mymr": "Myanmar",
    "Khmr": "Khmer", "Mong": "Mongolian", "Hang": "Hangul", "Hira": "Hiragana", "Kana": "Katakana", "Hani": "Han",
    "Bopo": "Bopomofo", "Tfng": "Tifinagh", "Nkoo": "Nko", "Cans": "Canadian_Aboriginal", "Cher": "Cherokee",
}  # fmt: skip
_OF_ONE = regex.compile("|".join(rf"(?P<{code}>\p{{Script={name}}})" for code, name in _NAMES.items()))
_UNITS = {"Thai": 4.5, "Laoo": 4.5, "Khmr": 4.5, "Mymr": 5.0, "Tibt": 5.0}
"""Characters that make a word, as long as the words of a sentence usually are; 2.5 in Han and kana."""
SPACELESS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Hira", "Kana", "Hani"})
"""Scripts written without spaces between words."""
_SPACELESS = regex.compile("[" + "".join(rf"\p{{Script={_NAMES[c]}}}" for c in sorted(SPACELESS)) + "]")


_COMMON = ""


class _Known(dict[str, str]):
    """Remembers the script of every character it was asked for."""

    def __missing__(self, character: str) -> str:
        match = _OF_ONE.match(character)
        self[character] = found = (match and match.lastgroup) or _COMMON
        return found


_script_of = _Known().__getitem__


def occurs(text: str, scripts: frozenset[str]) -> bool:
    """Tell whether `text` has any character of these scripts: a cheap first question."""
    absent = _others(scripts)
    doubtful = characters(text) - absent
    if not doubtful:
        return False
    if not scripts.isdisjoint(map(_script_of, doubtful)):
        return True
    absent |= doubtful
    return False


@cache
def _others(scripts: frozenset[str]) -> set[str]:  # noqa: ARG001  one set for each
    """Return the characters that were seen and are of none of these scripts: at most as many as Unicode has."""
    return set()


@lru_cache(maxsize=256)
def counts(text: str) -> Counter[str]:
    """Return how many characters of each script stand in `text`; characters common to scripts are not counted."""
    if text.isascii():
        letters = sum(map(str.isalpha, text))
        return Counter({"Latn": letters} if letters else {})
    found = Counter(map(_script_of, text))
    del found[_COMMON]
    return found


def dominant(text: str) -> str | None:
    """Return the script most characters of `text` belong to; None when it has no letters."""
    most = counts(text).most_common(1)
    return most[0][0] if most else None


def spaceless(text: str) -> bool:
    """Tell whether `text` has characters of a script that writes no spaces between words."""
    return not text.isascii() and _SPACELESS.search(text) is not None


def spaceless_length(text: str) -> float:
    """Return how many words a text without spaces has, about."""
    return sum(number / _UNITS.get(code, 2.5) for code, number in counts(text).items())
