"""What became of a piece of code: a slip, other quotation marks, or names that were translated with the example."""

from __future__ import annotations

import re
from typing import Literal

from rapidfuzz.distance import OSA

_STAND_IN = re.compile(r"<[^<>]*>")
_NAME = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouy")
_WORD = re.compile(r"[a-z]+")
_DRESS = str.maketrans("", "", "\"'()/ \u00a0.,:")
_SLIP = 1
"""Letters that a typing slip adds, drops, changes or swaps."""


def replacement(code: str, other: str, *, translated: bool) -> Literal["dressed", "cognate", "example", "another"]:
    """Tell how `other` came of `code`; `translated` says whether Latin letters can be the reader's language.

    `dressed` has other quotation marks, brackets, stops or slashes at most; `example` has the same shape with other
    words or decimal marks, other words where the reader's own stand (`<name>`), or lacks a plural's *s*; `cognate` is
    a word for one that differs in a letter, as a slip does (not as words of two languages do, which are an `example`
    too); all else, commands of several words among it, is `another`.
    """
    if _STAND_IN.sub("<>", code) == _STAND_IN.sub("<>", other):
        return "example"
    if code.isidentifier() and code.removesuffix("s") == other.removesuffix("s"):  # an English plural: QuerySets
        return "example"
    if code.translate(_DRESS) == other.translate(_DRESS):
        return "example" if code[:1].isdigit() else "dressed"
    if not translated or " " in code or _NAME.sub("a", code) != _NAME.sub("a", other):
        return "another"
    pairs = zip(_NAME.findall(code), _NAME.findall(other), strict=True)
    if not any(a.lower() == b.lower() or OSA.distance(a, b) <= _SLIP for a, b in pairs if a != b):
        return "example"
    return _like_word(code, other) if _WORD.fullmatch(code) else "another"


def _like_word(word: str, other: str) -> Literal["cognate", "example"]:
    """Tell words of two languages (*version, versión; class, clase*), which are an `example`, from a slip."""
    same = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    ending = same >= len(word) - 1
    vowel = word[same + 1 :] == other[same + 1 :] and set(word[same : same + 1] + other[same : same + 1]) <= _VOWELS
    return "example" if ending or vowel or not other.isascii() else "cognate"
