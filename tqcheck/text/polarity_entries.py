"""Reading the tables of opposites: `rise = ["grow* ris{e,es}", "cut? fall*", "change*"]`.

The first words name the positive pole, the second the negative one, the third either. `*` stands for any ending,
`{a,b}` for a choice, `_` for a space, and `?` marks a word that has other meanings too. Words under `neutral` name
nothing: they keep a stem or a shorter word from being found in them. `prefixes` are written together with any word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Literal, NamedTuple
from unicodedata import normalize

_CHOICE = re.compile(r"\{([^{}]*)\}")
_FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")


_THAI = "\u0e00"
# A Thai or Lao letter with its vowel or tone mark is one: ยาก does not end before ่, nor begin behind เ.
_NOT_INSIDE = "(?![\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3])"
_NOT_BEHIND_VOWEL = "(?<![\u0e40-\u0e44\u0ec0-\u0ec4])"


class Entry(NamedTuple):
    """A word of a table in one spelling."""

    text: str
    """Case-folded, without marks."""
    open_end: bool
    """Any ending may follow."""
    bits: int
    open_start: bool = False


def entries(table: Mapping[str, Any], names: Sequence[str]) -> Iterator[Entry]:
    """Yield every word of a table in every spelling, with the bits it sets (see `polarity`)."""
    width = len(names)
    for place, name in enumerate(names):
        plus, minus = 1 << place, 1 << (width + place)
        for bits, written in zip((plus, minus, plus | minus), table.get(name, ()), strict=False):
            for item in written.split():
                unsure = (plus << 2 * width) if item.endswith("?") else 0
                yield from _spelled(item.rstrip("?"), bits | unsure, table)
    for item in table.get("neutral", "").split():
        yield from _spelled(item, 0, table)


def _spelled(item: str, bits: int, table: Mapping[str, Any]) -> Iterator[Entry]:
    for word in _chosen(item.replace("_", " ").casefold()):
        text = word.strip("*")
        for prefix in ("", *table.get("prefixes", ())):
            for spelling in {prefix + text} | {normalize(form, prefix + text) for form in _FORMS}:
                yield Entry(spelling, word.endswith("*"), bits, word.startswith("*"))


def _chosen(item: str) -> Iterator[str]:
    parts = _CHOICE.split(item)
    choices = [part.split(",") if i % 2 else [part] for i, part in enumerate(parts)]
    yield from map("".join, product(*choices))


def alternation(found: Sequence[Entry], *, bounded: bool) -> str:
    """Return a pattern of all entries, the longest first at every place."""
    after = {e.text: r"(?!\w)" if bounded and not e.open_end else "" for e in found}
    if not bounded:
        return _NOT_BEHIND_VOWEL + _trie({text: _NOT_INSIDE if text[-1:] > _THAI else "" for text in after})
    free = {e.text for e in found if e.open_start}
    pieces = [r"(?<!\w)" + _trie({t: a for t, a in after.items() if t not in free})]
    return "|".join(pieces + ([_trie({t: after[t] for t in free})] if free else []))


def _trie(after: Mapping[str, str]) -> str:
    """Return a pattern that reads the words letter by letter, each followed by what its value asks for."""
    tails: dict[str, dict[str, str]] = {}
    for text, condition in after.items():
        if text:
            tails.setdefault(text[0], {})[text[1:]] = condition
    branches = [re.escape(letter) + _trie(rest) for letter, rest in tails.items()]
    if "" in after:
        branches.append(after[""])
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
