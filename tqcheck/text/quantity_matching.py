"""Which quantities of two texts answer to each other, and which are left over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tqcheck.text.quantity import Quantity

Left = tuple[list[Quantity], list[Quantity]]


def unanswered(source: Sequence[Quantity], target: Sequence[Quantity]) -> Left:
    """Return the quantities of either side that no quantity of the other answers, in order."""
    if [(q.written, q.values) for q in source] == [(q.written, q.values) for q in target]:
        return [], []
    left, right = _matched(source, target, _same_writing, _same_value)
    if left and right and any(q.inner for q in (*left, *right)):
        inner_left, inner_right = _matched(_opened(left), _opened(right), _same_part)
        if not (bool(inner_left) == bool(inner_right) and _versions(left, right)):
            left, right = _closed(left, inner_left), _closed(right, inner_right)
    return left, right


def _versions(left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    """Tell whether all are digits joined by full stops that begin alike: 3.12 and 3.8 do not differ in 12 and 8."""
    if not all("." in q.written and q.inner for q in (*left, *right)):
        return False
    parts = [part.written for q in (left[0], right[0]) for part in q.inner]
    return left[0].inner[0].written == right[0].inner[0].written and all(len(part) < 4 for part in parts)


def _opened(left: Iterable[Quantity]) -> list[Quantity]:
    """Replace quantities by their parts; the number before a scale word keeps its kind, for only a bare one answers."""
    return [
        part._replace(kind="scaled") if quantity.kind == "scaled" else part
        for quantity in left
        for part in (quantity.inner or (quantity,))
    ]


def _closed(whole: Iterable[Quantity], parts_left: list[Quantity]) -> list[Quantity]:
    """Put together again what was opened in vain."""
    places = {p.start for p in parts_left}
    left = []
    for quantity in whole:
        inner = [part for part in quantity.inner if part.start in places]
        if quantity.inner and len(inner) < len(quantity.inner):
            left += inner
        elif quantity.inner or quantity.start in places:
            left.append(quantity)
    return left


def _matched(
    source: Sequence[Quantity], target: Sequence[Quantity], *same: Callable[[Quantity, Quantity], bool]
) -> Left:
    """Pair quantities by each way of being the same, in turn."""
    left, right = list(source), list(target)
    for alike in same:
        for quantity in tuple(left):
            partner = next((other for other in right if alike(quantity, other)), None)
            if partner is not None:
                left.remove(quantity)
                right.remove(partner)
    return left, right


def _same_writing(first: Quantity, second: Quantity) -> bool:
    return first.written == second.written and first.values == second.values


def _same_value(first: Quantity, second: Quantity) -> bool:
    return not first.values.isdisjoint(second.values)


def _same_part(first: Quantity, second: Quantity) -> bool:
    if "scaled" in (first.kind, second.kind):
        return first.kind != second.kind and first.values == second.values
    return _same_value(first, second)
