"""Places where a space seems to be missing: a capital, a full stop or figures inside a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

Kind = Literal["case", "sentence", "digits", "quotation", "small"]


class Seam(NamedTuple):
    """Two words written as one: `text[start:end]`; the second begins at `cut`. `small` ones come from `text.gluing`."""

    kind: Kind
    start: int
    cut: int
    end: int
    left: str
    right: str


def _letters(belongs: Callable[[str], bool]) -> str:
    """Return the letters of Latin, Greek, Cyrillic and Armenian of which this is true, as part of a pattern's class."""
    blocks = (range(0x41, 0x250), range(0x370, 0x590), range(0x1E00, 0x2000))
    return "".join(
        c for block in blocks for c in map(chr, block) if unicodedata.category(c) in ("Ll", "Lu") and belongs(c)
    )


_SMALL, _GREAT = _letters(str.islower), _letters(str.isupper)
_ANY = _SMALL + _GREAT
# What stands before or after code and addresses rather than words.
_BEFORE, _AFTER = r"(?<![\w'’.@/\\#$&=<_-])", r"(?![\w(=/\\@]|\.\w)"
# Begins with the rarer character: re finds the first of a class quickly.
_HINT = re.compile(rf"[{_GREAT}0-9“„«](?<=[{_SMALL}.!?…].)(?<![^{_SMALL}][.!?…].)")


def seamed(text: str) -> bool:
    """Tell quickly whether `seams` may find anything."""
    return _HINT.search(text) is not None


def seams(text: str) -> Iterator[Seam]:
    """Yield the places where two words are written as one, and those that only look like it."""
    if not seamed(text):
        return
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            yield Seam(kind, match.start(), match.start(2), match.end(), match.group(1), match.group(2))


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return (
        ("case", re.compile(rf"{_BEFORE}([{_ANY}][{_SMALL}]+)([{_GREAT}][{_ANY}]*){_AFTER}")),
        ("sentence", re.compile(rf"{_BEFORE}([{_ANY}][{_SMALL}]+[.!?…])([{_GREAT}][{_SMALL}]+){_AFTER}")),
        ("digits", re.compile(rf"{_BEFORE}([{_ANY}][{_SMALL}]{{2,}})(\d{{2,}}){_AFTER}")),
        ("quotation", re.compile(rf"{_BEFORE}([{_ANY}][{_SMALL}]+)([“„«][{_ANY}]+)")),
    )
