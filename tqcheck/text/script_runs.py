"""Passages in a script that the language of a text is not written in, Latin letters aside."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tqcheck.lang.writing import scripts
from tqcheck.text.scripts import SPACELESS, counts

_BLOCKS = {
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrl": "\u0400-\u052f",
    "Armn": "\u0530-\u058f",
    "Hebr": "\u0590-\u05ff",
    "Arab": "\u0610-\u065f\u066e-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Deva": "\u0900-\u0963\u0970-\u097f",
    "Beng": "\u0980-\u09ff",
    "Guru": "\u0a00-\u0a7f",
    "Gujr": "\u0a80-\u0aff",
    "Orya": "\u0b00-\u0b7f",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Knda": "\u0c80-\u0cff",
    "Mlym": "\u0d00-\u0d7f",
    "Sinh": "\u0d80-\u0dff",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Laoo": "\u0e80-\u0eff",
    "Tibt": "\u0f40-\u0fbc",
    "Mymr": "\u1000-\u109f",
    "Geor": "\u10a0-\u10ff",
    "Hang": "\u1100-\u11ff\uac00-\ud7af",
    "Ethi": "\u1200-\u135f",
    "Khmr": "\u1780-\u17d3",
    "Hira": "\u3041-\u309f",
    "Kana": "\u30a1-\u30fe",
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}
_WORDS, _LETTERS = 3, 9
_SHORTEST = 5
_UNSPACED_LETTERS = {"Hira": 5, "Kana": 9, "Hani": 5}


class Passage(NamedTuple):
    """A passage: `text[start:end]`, most of it in one script."""

    script: str
    start: int
    end: int


@cache
def _pattern(own: frozenset[str]) -> re.Pattern[str] | None:
    if own.isdisjoint(_BLOCKS.keys() | {"Latn"}):
        return None
    blocks = "".join(block for code, block in _BLOCKS.items() if code not in own)
    return re.compile(rf"[{blocks}]{{2,}}(?:[\s,،、，]{{1,2}}[{blocks}]+)*")


def foreign_passages(text: str, tag: str) -> tuple[Passage, ...]:
    """Return the passages of several words; none where hardly any letter is in a script of the language."""
    if text.isascii():
        return ()
    pattern = _pattern(scripts(tag))
    if pattern is None or not pattern.search(text):
        return ()
    long = [p for match in pattern.finditer(text) if (p := _passage(match)) is not None]
    if not long:
        return ()
    letters = counts(text)
    own = sum(letters[code] for code in scripts(tag))
    return tuple(long) if own > 0.15 * letters.total() else ()


def _passage(match: re.Match[str]) -> Passage | None:
    found = counts(match.group()) if len(match.group()) >= _SHORTEST else None
    if not found:
        return None
    script, letters = found.most_common(1)[0][0], found.total()
    if script in SPACELESS:
        enough = letters >= _UNSPACED_LETTERS.get(script, _LETTERS)
    else:
        enough = letters >= _LETTERS and len(match.group().split()) >= _WORDS
    return Passage(script, *match.span()) if enough else None
