"""Telephone numbers and the like: long runs of digits, which every country groups in another way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tqcheck.text.numbers import romanised
from tqcheck.text.quantity import Quantity

_RUN = re.compile(r"\+?\(?\d[\d\s().\u00a0\u202f/‐‑–-]{5,}\d")
_PHONE = re.compile(r"\+|\(|0\d|\d{3}[-‐‑ ]\d{4}$")
_LEAST = 7  # digits of a telephone number

Left = tuple[list[Quantity], list[Quantity]]


class Run(NamedTuple):
    """Digits in groups: `text[start:end]`."""

    start: int
    end: int
    digits: str
    phone: bool
    """It begins as telephone numbers do."""


def regrouped(left: Sequence[Quantity], right: Sequence[Quantity], *, texts: tuple[str, str]) -> Left:
    """Drop what lies in runs of the same digits; a telephone number that differs comes back as one quantity."""
    first, second = (_runs(texts[0]), _runs(texts[1])) if left or right else ([], [])
    if not first or not second:
        return list(left), list(right)
    known = [(a, b) for a in first for b in second if _same(a.digits, b.digits)]
    left = [q for q in left if not any(_inside(q, a) for a, _ in known)]
    right = [q for q in right if not any(_inside(q, b) for _, b in known)]
    for one, other in zip(_changed(first, left), _changed(second, right), strict=False):
        left = [*(q for q in left if not _inside(q, one)), _quantity(one)]
        right = [*(q for q in right if not _inside(q, other)), _quantity(other)]
    return left, right


def _runs(text: str) -> list[Run]:
    found = []
    for match in _RUN.finditer(text):
        digits = re.sub(r"\D", "", romanised(match.group()))
        if _LEAST <= len(digits) < len(match.group()):
            found.append(Run(*match.span(), digits, _PHONE.match(match.group()) is not None))
    return found


def _same(first: str, second: str) -> bool:
    """Tell whether one is the other, perhaps with the country's code before it."""
    short, long = sorted((first.lstrip("0"), second.lstrip("0")), key=len)
    return first == second or (len(short) >= _LEAST and long.endswith(short))


def _inside(quantity: Quantity, run: Run) -> bool:
    return run.start <= quantity.start < run.end


def _changed(runs: list[Run], left: Sequence[Quantity]) -> list[Run]:
    return [run for run in runs if run.phone and any(_inside(q, run) for q in left)]


def _quantity(run: Run) -> Quantity:
    return Quantity(run.start, run.end, run.digits, frozenset(), "phone")
