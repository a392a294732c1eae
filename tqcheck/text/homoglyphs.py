"""Words whose letters come from two scripts although they look like one."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple

from tqcheck.text.characters import characters

Script = Literal["Latin", "Cyrillic", "Greek"]
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0259\u018f"
_GREEK, _CYRILLIC = "\u0370-\u03ff\u1f00-\u1fff", "\u0400-\u052f"
_LATINS = frozenset(c for c in map(chr, range(0x41, 0x25A)) if re.match(f"[{_LATIN}]", c))
_GREEKS = frozenset(map(chr, (*range(0x370, 0x400), *range(0x1F00, 0x2000))))
_CYRILLICS = frozenset(map(chr, range(0x400, 0x530)))
_OTHERS = _GREEKS | _CYRILLICS
_SEAM = re.compile(
    f"[{_LATIN}](?=[{_GREEK}{_CYRILLIC}])|[{_GREEK}](?=[{_LATIN}{_CYRILLIC}])|[{_CYRILLIC}](?=[{_LATIN}{_GREEK}])"
)
_WORD = re.compile(f"[{_LATIN}{_GREEK}{_CYRILLIC}\u0300-\u036f]+")
# Letters of one script that look like letters of another: each string pairs with the one below it.
_TWINS: tuple[tuple[Script, str, Script, str], ...] = (
    ("Cyrillic", "аеорсухіјѕһԁԛԝәАВЕКМНОРСТХУІЈЅҺЗԚԜӘїЇёЁ", "Latin", "aeopcyxijshdqwəABEKMHOPCTXYIJSH3QWƏïÏëË"),
    ("Greek", "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧόΆΈΉΊΌΎ", "Latin", "ovABEZHIKMNOPTYXóÁÉHÍÓÝ"),
    ("Greek", "οΑΒΕΗΙΚΜΟΡΤΧρυ", "Cyrillic", "оАВЕНІКМОРТХру"),
)


class Mixed(NamedTuple):
    """A word `text[start:end]` with letters of two scripts."""

    start: int
    end: int
    foreign: tuple[int, ...]
    """The places of the letters that belong to the other script than most of the word."""
    script: Script
    """The script of most of the word."""
    mended: str | None
    """The word with every foreign letter put right; None when some have no twin."""
    tail: bool
    """The word is a Latin one with an ending of the other script, as inflection makes them."""


@cache
def _twins(wrong: Script, right: Script) -> dict[str, str]:
    found: dict[str, str] = {}
    for first, letters, second, looks in _TWINS:
        if (first, second) == (wrong, right):
            found |= dict(zip(letters, looks, strict=True))
        if (second, first) == (wrong, right):
            found |= dict(zip(looks, letters, strict=True))
    return found


def _script(letter: str) -> Script | None:
    code = ord(letter)
    if 0x400 <= code < 0x530:
        return "Cyrillic"
    if 0x370 <= code < 0x400 or 0x1F00 <= code < 0x2000:
        return "Greek"
    return None if 0x300 <= code < 0x370 else "Latin"


def mixed_words(text: str) -> tuple[Mixed, ...]:
    """Return the words of three letters or more in which two scripts meet."""
    if text.isascii() or not _several(characters(text)) or not _SEAM.search(text):
        return ()
    found = (_mixed(m.group(), m.start()) for m in _WORD.finditer(text) if len(m.group()) > 2)
    return tuple(m for m in found if m)


def _several(have: frozenset[str]) -> bool:
    """Tell whether letters of more than one of the three scripts may be there."""
    if _OTHERS.isdisjoint(have):
        return False
    return not have.isdisjoint(_LATINS) or not (_GREEKS.isdisjoint(have) or _CYRILLICS.isdisjoint(have))


def _mixed(word: str, at: int) -> Mixed | None:
    scripts = [_script(c) for c in word]
    kinds = {s for s in scripts if s}
    if len(kinds) != 2:
        return None
    script: Script = max(sorted(kinds), key=scripts.count)
    wrong = next(s for s in kinds if s != script)
    places = [i for i, s in enumerate(scripts) if s == wrong]
    twins = _twins(wrong, script)
    letters = [twins.get(c, "") if scripts[i] == wrong else c for i, c in enumerate(word)]
    runs = [key for key, _ in groupby(s for s in scripts if s)]
    return Mixed(
        start=at,
        end=at + len(word),
        foreign=tuple(at + i for i in places),
        script=script,
        mended="".join(letters) if all(letters) else None,
        tail=len(runs) == 2 and runs[0] == "Latin" and scripts[1] == "Latin",
    )
