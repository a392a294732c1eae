"""Numbers with the unit or the currency beside them, and units that differ while the number is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tqcheck.lang.units import PIECE, UnitNames, unit_names
from tqcheck.text.quantities import Quantity

_JOINTS = " \u00a0\u202f\u2009-‐‑"
_SPACES = str.maketrans("\u00a0\u202f\u2009", "   ")
_OPENING = "([{«“”\"„'‘~≈<>≤≥+*/–—"
_WINDOW = 40  # code points before a number in which its unit's name may reach
_ENDING = 3  # letters of an ending at most
_NEXT = re.compile(r"[ \u00a0\u202f\u2009‐‑-]?([^\s\d.,;:!?()\[\]{}\"”»“]+)")
_SHORT = 14  # characters of a unit's name in a script without spaces
_SPACELESS = "\u0e00"
# The word of a scale, or its signs where they are written to the next word: 5 million, 500万, 5ล้าน.
_SCALE = re.compile(r"\s?(?:[十百千万萬億亿兆만억조천백]+|(?:ล้าน|แสน|หมื่น|พัน|ร้อย)+|[\s‐‑-]?[^\s\d.,;:!?()%]+\.?)")


class Measure(NamedTuple):
    """A quantity with its unit: `text[start:end]`."""

    start: int
    end: int
    values: frozenset[float]
    units: frozenset[str]
    """All that the name can mean: `length-mile`, `money-EUR`; empty when no known unit stands there."""


def likely(text: str, quantity: Quantity, names: UnitNames) -> bool:
    """Tell whether a unit may stand beside a quantity: a cheap first question."""
    tail = text[max(0, quantity.start - 3) : quantity.start].rstrip(_JOINTS)
    if tail[-2:] in names.ends or tail[-1:] in names.ends:
        return True
    found = _NEXT.match(text, quantity.end)
    return found is not None and (quantity.kind == "scaled" or _may_begin(found[1][:_SHORT], names.tag))


@lru_cache(maxsize=65536)
def _may_begin(word: str, tag: str) -> bool:
    """Tell whether a unit's name may begin with `word`."""
    names, folded = unit_names(tag), word.casefold()
    if word[0] >= _SPACELESS or any(linker.startswith(folded) for linker in names.linkers):
        return True
    match = PIECE.match(folded)
    return (match is not None and match.group() in names.firsts) or _stemmed(folded, names) is not None


def measure(text: str, tag: str, quantity: Quantity) -> Measure:
    """Return a quantity of `text` with the unit that stands right before or after it."""
    names = unit_names(tag)
    start, units = _before(text, quantity.start, names)
    for reach in _reaches(text, quantity) if quantity.kind == "scaled" else (quantity.end,):
        if units:
            return Measure(start, reach - (text[reach - 1] == "."), quantity.values, units)
        end, found = _after(text, reach, names)
        if found:
            return Measure(quantity.start, end, quantity.values, found)
    return Measure(quantity.start, quantity.end, quantity.values, frozenset())


def _reaches(text: str, quantity: Quantity) -> Iterator[int]:
    """Yield where a quantity with a scale may end: 5 million, 5 hundred million."""
    reach = quantity.end
    for _ in range(2):
        scale = _SCALE.match(text, reach)
        if scale is None:
            return
        reach = scale.end()
        yield reach


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
