"""Months and days of the week that two texts name differently."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.lang.tables import section
from tqcheck.text.calendar_words import Dated, calendar_words, named
from tqcheck.text.number_words import Spelled
from tqcheck.text.quantities import quantities
from tqcheck.text.quantity import Quantity
from tqcheck.text.quantity_explanations import Sided, months_said
from tqcheck.text.quantity_matching import Left
from tqcheck.text.scaled_numbers import factored

Pair = tuple[Spelled | Quantity, Spelled | Quantity, float]


def likely(source: Sided, target: Sided) -> bool:
    """Tell whether the source may name a month or a day that the target does not: a cheap first question."""
    plain = named(*source)
    if not plain or not section(target.tag, "numbers"):
        return False
    digits = {written.lstrip("0") for written, _ in factored(*target)}
    lost = {(kind, number) for kind, number in plain if kind == "weekday" or str(number) not in digits}
    return bool(lost) and not lost <= named(*target)


def named_differently(source: Sided, target: Sided, *, found: Left) -> Iterator[Pair]:
    """Yield a month or a day of one side, what the other has in its place, and how sure that is (0..1).

    A month in digits that is left over in `found` is taken out of it.
    """
    left = _unsaid(source, target)
    right = _unsaid(target, source) if left else []
    for kind in ("month", "weekday"):
        pairs = zip(_of(kind, left), _of(kind, right), strict=False)
        yield from ((_said(one), _said(other), 0.7) for one, other in pairs)
    months = _of("month", left)[len(_of("month", right)) :]
    for one in months:
        number = next((q for q in found[1] if _month(q)), None)
        if number and not found[0]:
            found[1].remove(number)
            yield _said(one), number, 0.6


def _of(kind: str, named: list[Dated]) -> list[Dated]:
    return [one for one in named if one.kind == kind]


def _month(quantity: Quantity) -> bool:
    return quantity.kind == "number" and any(1 <= v <= 12 and v == int(v) for v in quantity.values)


def _unsaid(side: Sided, other: Sided) -> list[Dated]:
    """Return what `side` names and `other` says neither by name nor by number."""
    days = {one.number for one in calendar_words(*other) if one.kind == "weekday"}
    numbers = {v for q in quantities(*other) for part in (q, *q.inner) for v in part.values}
    months = months_said(other) | numbers
    return [n for n in calendar_words(*side) if n.number not in (days if n.kind == "weekday" else months)]


def _said(named: Dated) -> Spelled:
    return Spelled(named.start, named.end, float(named.number), frozenset((float(named.number),)))
