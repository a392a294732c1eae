"""A number in digits, with what it means."""

from __future__ import annotations

from typing import NamedTuple


class Quantity(NamedTuple):
    """A quantity: `text[start:end]`."""

    start: int
    end: int
    """The digits alone."""
    written: str
    """In ASCII digits."""
    values: frozenset[float]
    """Every value that it can have, its scale counted in."""
    kind: str = "number"
    """`number`, `fraction`, `phone`, `scaled` before a word such as million, or `name` for the 19 of COVID-19."""
    inner: tuple[Quantity, ...] = ()
    """What it falls into where the whole has no counterpart: day, month and year of 12.05.2020; 2 of 2 million."""
