"""What numbers in digits make together: fractions, tokenised numbers, decimals without their zero."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tqcheck.text.characters import characters
from tqcheck.text.numbers import readings, romanised
from tqcheck.text.quantity import Quantity

_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SIGN_SET = frozenset(_SIGNS)
_FRACTION = re.compile(
    r"(?<![\d/.,])(?:(\d{1,3})[ ‐‑-])?(?<!\d)(\d{1,2})[/⁄](\d{1,3})(?![\d/])"
    rf"|(?<!\d)(?:(\d{{1,3}}) ?)?([{_SIGNS}])"
)
_PARTS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100})
"""Denominators of fractions that texts write; 9/11 is a day."""
_GROUP = 3  # digits
_GAP = re.compile(r"( ?)([.,]) ")
_BARE = re.compile(r"(?<![^\s(\[$€£¥“\"„«'])[.]$")


def joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Return the quantities with those put together that make one; the parts stay inside it."""
    if " ." in text or "$." in text or "(." in text:
        found = [_headless(text, one) for one in found]
    if len(found) > 1 and (", " in text or " . " in text):
        found = list(_gapped(text, found))
    return _fractions(text, found) if fractional(text) else found


def fractional(text: str) -> bool:
    """Tell whether `text` may have a fraction in digits."""
    return "/" in text or not (text.isascii() or _SIGN_SET.isdisjoint(characters(text)))


def _headless(text: str, found: Quantity) -> Quantity:
    """Read .875 as 0.875, and as 875 as well."""
    if not found.written.isdigit() or found.kind != "number" or not _BARE.search(text, 0, found.start):
        return found
    return found._replace(start=found.start - 1, values=found.values | readings("0." + found.written))


def _gapped(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Join 0 . 28 and 1 , 000, as programs leave them that put spaces around every mark, and 79, 332."""
    last: Quantity | None = None
    for one in found:
        mark = _GAP.fullmatch(text, last.end, one.start) if last and last.kind == "number" else None
        if last and mark and (mark[1] or _thousands(last, one)) and (whole := _whole(last, one, mark[2])):
            last = whole
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _thousands(first: Quantity, second: Quantity) -> bool:
    return len(second.written) == _GROUP and len(first.written.replace(",", ".").split(".")[0]) <= _GROUP


def _whole(first: Quantity, second: Quantity, mark: str) -> Quantity | None:
    plain = second.inner[0] if second.kind == "scaled" and second.inner else second
    written = first.written + mark + plain.written
    values = readings(written) if plain.written.isdigit() else frozenset[float]()
    if not values:
        return None
    factor = max(second.values, default=1) / (max(plain.values, default=1) or 1) if plain is not second else 1
    scaled = frozenset(float(f"{value * factor:.10g}") for value in values)
    return Quantity(first.start, second.end, written, scaled, second.kind, (first, second))


def _fractions(text: str, found: list[Quantity]) -> list[Quantity]:
    for match in _FRACTION.finditer(text):
        value = _value(match)
        if value:
            inside = tuple([one for one in found if match.start() <= one.start < match.end()])
            whole = Quantity(
                *match.span(), romanised(match.group()), frozenset((float(f"{value:.10g}"),)), "fraction", inside
            )
            found = [one for one in found if one not in inside]
            found.append(whole)
    return sorted(found, key=lambda one: one.start)


def _value(match: re.Match[str]) -> float:
    """Return what a fraction amounts to; 0 for what is none."""
    whole, above, below, before, sign = match.groups()
    if sign:
        return int(before or 0) + unicodedata.numeric(sign)
    over, under = int(above), int(below)
    return int(whole or 0) + over / under if 0 < over < under and under in _PARTS else 0.0
