"""Quantities of a text, and which of two texts' quantities answer to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.numbers import Number, numbers, parts

_NAMED = re.compile(r"(?:[A-ZА-ЯΑ-Ω]\w*[-‐‑–]?|[A-Za-zА-Яа-я]\d*[-‐‑])$")


class Quantity(NamedTuple):
    """A quantity: `text[start:end]`."""

    start: int
    end: int
    written: str
    """In ASCII digits, or the words."""
    values: frozenset[float]
    """Every value that it can have."""
    kind: str = "number"
    """`number`, or `name` for the digits of COVID-19, G20 and F-16."""
    inner: tuple[Quantity, ...] = ()
    """What it falls into where it means nothing as a whole: the day, month and year of 12.05.2020."""


@lru_cache(maxsize=256)
def quantities(text: str, tag: str) -> tuple[Quantity, ...]:
    """Return the quantities of `text`, a text in the language `tag`, in order."""
    return tuple(_quantity(text, n) for n in numbers(text))


def _quantity(text: str, number: Number) -> Quantity:
    kind = "name" if _NAMED.search(text, max(0, number.start - 20), number.start) else "number"
    inner = tuple(Quantity(p.start, p.end, p.digits, p.values, kind) for p in parts(number))
    return Quantity(number.start, number.end, number.digits, number.values, kind, inner)


def unanswered(source: Sequence[Quantity], target: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of either side that no quantity of the other answers, in order."""
    left, right = _matched(source, target)
    if left and right and any(q.inner for q in (*left, *right)):
        inner_left, inner_right = _matched(_opened(left), _opened(right))
        left, right = _closed(left, inner_left), _closed(right, inner_right)
    return left, right


def _opened(left: Iterable[Quantity]) -> list[Quantity]:
    return [part for quantity in left for part in (quantity.inner or (quantity,))]


def _closed(whole: Iterable[Quantity], parts_left: list[Quantity]) -> list[Quantity]:
    """Put together again what was opened in vain."""
    left = []
    for quantity in whole:
        inner = [part for part in quantity.inner if part in parts_left]
        if quantity.inner and len(inner) < len(quantity.inner):
            left += inner
        elif quantity.inner or quantity in parts_left:
            left.append(quantity)
    return left


def _matched(source: Sequence[Quantity], target: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Pair equal quantities, the equally written ones first."""
    left, right = list(source), list(target)
    for same in (_same_writing, _same_value):
        for quantity in tuple(left):
            partner = next((other for other in right if same(quantity, other)), None)
            if partner is not None:
                left.remove(quantity)
                right.remove(partner)
    return left, right


def _same_writing(first: Quantity, second: Quantity) -> bool:
    return first.written == second.written


def _same_value(first: Quantity, second: Quantity) -> bool:
    return not first.values.isdisjoint(second.values)
