"""Quantities of a text: numbers in digits, with the scale that follows them."""

from __future__ import annotations

import re
from functools import lru_cache

from tqcheck.text.numbers import Number, number, parts
from tqcheck.text.quantity import Quantity
from tqcheck.text.scaled_numbers import scaled
from tqcheck.text.written_quantities import joined

_NAMED = re.compile(r"(?:[A-ZА-ЯΑ-Ω]\w*[-‐‑–]?|[A-Za-zА-Яа-я]\d*[-‐‑])$")
_HYPHENS = "-‐‑–"


@lru_cache(maxsize=256)
def quantities(text: str, tag: str) -> tuple[Quantity, ...]:
    """Return the quantities of `text`, a text in the language `tag`, in order."""
    found: list[Quantity] = []
    reach, last = -1, 0.0
    for digits, factor, start, end in scaled(text, tag):
        quantity = _quantity(text, number(digits, start), factor)
        if start == reach and last > factor:
            found[-1] = _sum(found[-1], quantity)  # 3億5000万
        else:
            found.append(quantity)
        reach, last = (end, factor) if factor > 1 else (-1, 0.0)
    return tuple(joined(text, found))


def _quantity(text: str, found: Number, factor: float) -> Quantity:
    plain = _plain(text, found)
    if factor == 1:
        return plain
    values = frozenset([float(f"{v * factor:.10g}") for v in found.values])
    return Quantity(found.start, found.end, found.digits, values, "scaled", (plain,))


def _plain(text: str, found: Number) -> Quantity:
    kind = _kind(text, found) if found.start else "number"
    inner = tuple([Quantity(p.start, p.end, p.digits, p.values, kind) for p in parts(found)])
    return Quantity(found.start, found.end, found.digits, found.values, kind, inner)


def _kind(text: str, found: Number) -> str:
    before = text[found.start - 1]
    if not before.isalpha() and before not in _HYPHENS:
        return "number"
    glued = before.isascii() and before.isalpha() and not found.digits.startswith("00")
    return "name" if glued or _NAMED.search(text[max(0, found.start - 20) : found.start]) else "number"


def _sum(first: Quantity, second: Quantity) -> Quantity:
    values = frozenset(a + b for a in first.values for b in second.values)
    return Quantity(first.start, second.end, first.written + second.written, values, "scaled", first.inner)
