"""Numbers with the unit or the currency beside them, and units that differ while the number is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tqcheck.lang.units import PIECE, UnitNames, unit_names
from tqcheck.text.characters import characters
from tqcheck.text.han_numbers import SCALES
from tqcheck.text.number_lexicon import meaning
from tqcheck.text.number_words import spelled
from tqcheck.text.numbers import NUMBER, readings, romanised
from tqcheck.text.scaled_numbers import scaled
from tqcheck.text.tokens import lowered

_JOINTS = " \u00a0\u202f\u2009-‐‑"
_SPACES = str.maketrans("\u00a0\u202f\u2009", "   ")
_OPENING = "([{«“”\"„'‘~≈<>≤≥+*/–—"
_WINDOW = 40  # code points before a number in which its unit's name may reach
_ENDING = 3  # letters of an ending at most
# A number and the word or sign after it.
_NUMBERED = re.compile(rf"({NUMBER.pattern})(?:[ \u00a0\u202f\u2009‐‑-]?([^\s\d.,;:!?()\[\]{{}}\"”»“]{{1,20}}))?")
# What may begin a scale: a word, and of Han, kana and Hangul these signs only.
_SCALE = re.compile(
    "[\\s‐‑-]?[^\\W\\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\s?[" + "".join(SCALES) + "십백천만억조]"
)
_LETTER = re.compile("[A-Za-z]")
_GLUED = re.compile(r"\d[-‐‑]?[^\W\d_]")
_SIGNS = frozenset("%٪％‰°º℃℉$€£¥￥₹₨₽₩₴₺₪฿₫₦₱₡₵₸₼₾֏₮৳៛₭")
_FOLLOWING = re.compile(r"\D{0,2}[^\s\d]{1,20}(?:\s[^\s\d]{1,20}){0,2}")  # three words
_SHORT = 14  # characters of a unit's name in a script without spaces
_SPACELESS = "\u0e00"


class Measure(NamedTuple):
    """A quantity with its unit: `text[start:end]`."""

    start: int
    end: int
    values: frozenset[float]
    units: frozenset[str]
    """All that the name can mean: `length-mile`, `money-EUR`; empty when no known unit stands there."""


class Role(NamedTuple):
    """What the word after a number is."""

    plain: bool = True
    """False when what is around it has to be read as well: a scale, the first word of a name, a run without spaces."""
    units: frozenset[str] = frozenset()


_NONE = Role()
_NO_UNITS: frozenset[str] = frozenset()


def likely(text: str, tag: str) -> bool:
    """Tell whether `text` may have a unit: by its words where they are listed, by signs and by letters after digits."""
    known = unit_names(tag).words
    if known is None or not known.isdisjoint(lowered(text)):
        return True
    if text.isascii():
        return "%" in text or "$" in text or _GLUED.search(text) is not None
    return not _SIGNS.isdisjoint(characters(text)) or _GLUED.search(text) is not None


def measures(text: str, tag: str, *, wanted: frozenset[float] | None = None) -> list[Measure]:
    """Return the numbers of `text` that have a unit right before or after them, or all those of a wanted value."""
    ends, found = unit_names(tag).ends, []
    for match in _NUMBERED.finditer(text):
        role = _role(match[2], tag) if match[2] else _NONE
        start, end = match.span(1)
        if wanted and wanted.isdisjoint(_values(match[1], 1.0)) and (role.plain or not _SCALE.match(text, end)):
            continue
        tail = text[max(0, start - 3) : start].rstrip(_JOINTS)
        if not role.plain or tail[-1:] in ends or tail[-2:] in ends:
            one = _measure(text, tag, match)
        elif role.units or wanted:
            one = Measure(start, match.end(2) if role.units else end, _values(match[1], 1.0), role.units)
        else:
            continue
        if one.units or wanted:
            found.append(one)
    return found


def worded_measures(text: str, tag: str) -> list[Measure]:
    """Return the numbers in words of `text` that have a unit right after them: two months, zwei Jahre.

    Currencies are left out: their names have common words such as new in them.
    """
    names, found = unit_names(tag), []
    for said in spelled(text, tag):
        reach, units = _after(text, said.end, names) if said.sure and len(said.values) == 1 else (said.end, _NO_UNITS)
        if units and not any(unit.startswith("money") for unit in units):
            found.append(Measure(said.start, reach, said.values, units))
    return found


@lru_cache(maxsize=8192)
def _role(word: str, tag: str) -> Role:
    names, folded = unit_names(tag), word.casefold()
    if word[0] >= _SPACELESS or any(piece.scale for piece in meaning(folded, tag)):
        return Role(plain=False)
    match = PIECE.match(word)
    if match is None or match.group() != word:
        return Role(plain=match is None or match.group().casefold() not in names.firsts)
    linked = any(folded.startswith(linker.strip()) for linker in names.linkers)
    if linked or names.firsts.get(folded, 1) > 1:
        return Role(plain=False)
    return Role(units=_after(word, 0, names)[1])


@lru_cache(maxsize=8192)
def _values(written: str, factor: float) -> frozenset[float]:
    """Return every value that a number can have, its scale counted in."""
    return frozenset(float(f"{value * factor:.10g}") for value in readings(romanised(written)))


def _measure(text: str, tag: str, match: re.Match[str]) -> Measure:
    """Read the words around a number with care."""
    begin, end = match.span(1)
    following = _FOLLOWING.match(text, end)
    factor, scale, reach, units = _follow(following.group() if following else "", tag)
    start, before = _before(text, begin, unit_names(tag))
    if before or _LETTER.match(text, begin - 1):  # €5; the 19 of CO19
        return Measure(start, end + scale, _values(match[1], factor), before)
    return Measure(begin, end + reach, _values(match[1], factor), units)


@lru_cache(maxsize=8192)
def _follow(following: str, tag: str) -> tuple[float, int, int, frozenset[str]]:
    """Return the factor in the words after a number, where it ends, where the unit after it ends, and the unit."""
    factor, end = 1.0, 0
    if _SCALE.match(following) and (number := next(iter(scaled("1" + following, tag)), None)):
        factor, end = number.factor, number.end - 1
    shortened = factor > 1 and following.startswith(".", end)  # 5 Mio. Euro
    reach, units = _after(following, end + shortened, unit_names(tag))
    return factor, end, (reach if units else end), units


def _before(text: str, start: int, names: UnitNames) -> tuple[int, frozenset[str]]:
    head = text[max(0, start - _WINDOW) : start].rstrip(_JOINTS)
    if head[-2:] not in names.ends and head[-1:] not in names.ends:
        return start, frozenset()
    offset = max(0, start - _WINDOW)
    for name in _last_names(head, names):
        units = names.before.get(name) or (names.before.get(name.casefold()) if len(name) > 1 else None)
        if units and not head[: len(head) - len(name)].rstrip(_JOINTS)[-1:].isdigit():
            return offset + len(head) - len(name), units
    return start, frozenset()


def _last_names(head: str, names: UnitNames) -> Iterator[str]:
    """Yield what may be a name at the end of `head`, the longest first."""
    words = head.translate(_SPACES).split(" ")
    if names.worded:
        for count in (3, 2):
            yield " ".join(words[-count:])
    yield words[-1].lstrip(_OPENING)
    if not head[-1].isalpha():
        yield head[-1]


def _after(text: str, start: int, names: UnitNames) -> tuple[int, frozenset[str]]:
    """Return the unit that begins at `start`, and its end."""
    first = start + (text[start : start + 1] in _JOINTS)
    for linker in names.linkers:
        if text.startswith(linker, first):
            first += len(linker)
    piece = PIECE.match(text, first)
    if piece is None:
        return start, frozenset()
    count = names.firsts.get(piece.group().casefold(), 0)
    found = _named(text, piece, names, count=count) if count else None
    found = found or (_glued(text, first, names) if text[first] >= _SPACELESS else _stemmed(piece.group(), names))
    return (first + found[0], found[1]) if found else (start, frozenset())


def _named(text: str, first: re.Match[str], names: UnitNames, *, count: int) -> tuple[int, frozenset[str]] | None:
    """Return the length and the units of the longest name that is made of whole pieces, `count` at most."""
    start, ends = first.start(), [first.end()]
    if count > 1:
        ends = [m.end() for m, _ in zip(PIECE.finditer(text, start), range(count), strict=False)]
    for end in reversed(ends):
        name = text[start:end].translate(_SPACES)
        units = names.after.get(name) or (names.after.get(name.casefold()) if len(name) > 1 else None)
        if units:
            return end - start, units
    return None


def _glued(text: str, start: int, names: UnitNames) -> tuple[int, frozenset[str]] | None:
    for end in range(min(_SHORT, len(text) - start), 0, -1):
        if units := names.after.get(text[start : start + end]):
            return end, units
    return None


def _stemmed(word: str, names: UnitNames) -> tuple[int, frozenset[str]] | None:
    folded = word.casefold()
    for length in range(len(folded), max(2, len(folded) - _ENDING - 1), -1):
        if units := names.stems.get(folded[:length]):
            return len(word), units
    return None
