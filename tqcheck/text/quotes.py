"""Quotation marks and brackets without a partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tqcheck.lang.tables import section
from tqcheck.text.characters import characters

DOUBLE = frozenset('"“”„‟«»＂')
"""Marks that are counted together: writers open with one kind and close with another."""
SINGLE = frozenset("'‘’‚‛‹›")
# Two single marks or two commas do for a double one on some keyboards.
# One that a message writes twice within words (`d''ouvrir`, as MessageFormat and ICU want it) is an apostrophe.
_TWICE = (r"(?<![\w}\ufffc])''|''(?![\w{\ufffc])", "‘‘", "’’", "‚‚")
_DOUBLE = re.compile("[" + "".join(sorted(DOUBLE)) + "]|" + "|".join(_TWICE) + r"|,,(?=\w)")
_CORNERS = {"「": "」", "『": "』", "《": "》", "〈": "〉", "﹁": "﹂", "﹃": "﹄"}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】", "〔": "〕", "｛": "｝"}
# A full width bracket may close a half width one: input methods mix them.
_KIND = dict(zip("（）［］｛｝【】〔〕", "()[]{}[][]", strict=True))
_BRACKET = frozenset("".join(_BRACKETS) + "".join(_BRACKETS.values()))
_CORNER = frozenset("".join(_CORNERS) + "".join(_CORNERS.values()))
_PAIRS = {**{c: c for c in "([{"}, ")": "(", "]": "[", "}": "{"} | {close: start for start, close in _CORNERS.items()}
# `1)`, `a)`, `iv)` before an item; `:)` and its like.
_LIST_MARK = re.compile(r"(?:^|(?<=[\s;,.:،；，、。！？]))[\w٠-٩०-९]{1,4}[)）\]](?!\w)|[:;=8xX][-'^o]?[()\[\]]+(?!\w)")
_WORD_BRACKET = re.compile(r"[A-Za-z0-9].[A-Za-z0-9]")
_SINGLE_QUOTE = re.compile(r"(?<!\w)['‘’‚](?=\w)|(?<=\w)['’](?!\w)")


@lru_cache(maxsize=256)
def quotes(text: str) -> tuple[int, ...]:
    """Return the places of double quotation marks; inches and Hebrew gershayim are none."""
    twice = "''" in text or "‘‘" in text or "’’" in text or "‚‚" in text
    if not twice and DOUBLE.isdisjoint(characters(text)):
        return ()
    places = [m.start() for m in _DOUBLE.finditer(text) if not _gershayim(text, m.start())]
    inches = [at for at in places if text[at] == '"' and text[at - 1 : at].isdigit()]
    if len(places) % 2 and inches:
        places.remove(inches[0])
    return tuple(places)


def _gershayim(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before != "" and "\u05d0" <= before <= "\u05ea" and "\u05d0" <= after <= "\u05ea"


def lone_quote(text: str, tag: str) -> int | None:
    """Return the place of the double quotation mark that has no partner, where their number is odd."""
    places = quotes(text)
    if len(places) % 2 == 0:
        return None
    open_at: list[int] = []
    loose: list[int] = []
    for at in places:
        if _opens(text, at, tag):
            open_at.append(at)
        elif open_at:
            open_at.pop()
        else:
            loose.append(at)
    return (loose or open_at or list(places))[-1]


def _opens(text: str, at: int, tag: str) -> bool:
    if text[at] in opening(tag):
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before == "" or not (before.isalnum() or before in ".,!?…。、")) and after != "" and not after.isspace()


@cache
def opening(tag: str) -> frozenset[str]:
    """Return the marks that only ever open a quotation in this language."""
    pairs = section(tag, "quotes").get("pairs", ())
    return frozenset(pair[0] for pair in pairs) - frozenset(pair[1] for pair in pairs)


def has_single_quotes(text: str) -> bool:
    """Tell whether single marks stand at the edge of words, as quotation marks or as apostrophes."""
    return not SINGLE.isdisjoint(characters(text)) and _SINGLE_QUOTE.search(text) is not None


def lone_corners(text: str) -> tuple[int, ...]:
    """Return the places of East Asian quotation marks without a partner."""
    if _CORNER.isdisjoint(characters(text)):
        return ()
    return tuple(_unmatched((at, c) for at, c in enumerate(text) if c in _CORNER))


@lru_cache(maxsize=256)
def lone_brackets(text: str) -> tuple[int, ...]:
    """Return the places of brackets without a partner; list marks and smileys are passed over."""
    if _BRACKET.isdisjoint(characters(text)):
        return ()
    found = [(at, _KIND.get(c, c)) for at, c in enumerate(text) if c in _BRACKET]
    loose = list(_unmatched(found))
    if not loose:
        return ()
    excused = {at for m in _LIST_MARK.finditer(text) for at in range(m.start(), m.end())}
    excused |= {at for at in loose if text[at] in letters} if (letters := _letters(text, loose)) else set()
    return tuple(at for at in loose if at not in excused)


def _letters(text: str, places: list[int]) -> set[str]:
    """Return the brackets that serve as letters, as they do in some transcriptions and ad hoc encodings."""
    return {text[at] for at in places if text[at] in "[]{}" and _WORD_BRACKET.match(text, max(0, at - 1))}


def _unmatched(marks: Iterator[tuple[int, str]] | list[tuple[int, str]]) -> Iterator[int]:
    open_at: list[tuple[int, str]] = []
    for at, mark in marks:
        opener = _PAIRS.get(mark, mark)
        if opener == mark:
            open_at.append((at, mark))
        elif open_at and open_at[-1][1] == opener:
            open_at.pop()
        else:
            yield at
    yield from (at for at, _ in open_at)
