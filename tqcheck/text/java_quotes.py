"""Apostrophes of Java's MessageFormat: one alone quotes all that follows up to the next, arguments included."""

from __future__ import annotations

import re
from typing import NamedTuple

from tqcheck.text.placeholders import placeholders

SYNTAX = frozenset({"java-format"})
_APOSTROPHES = re.compile("'+")


class Hidden(NamedTuple):
    """An argument that stands quoted: `text[start:end]`."""

    apostrophe: int
    """Where the quotation begins."""
    start: int
    end: int


def hidden(text: str) -> tuple[Hidden, ...]:
    """Return the arguments that are shown as they stand: `{0}` in `L'utilisateur {0}`, not in `L''utilisateur {0}`."""
    if "'" not in text or "{" not in text:
        return ()
    odd = [m.end() - 1 for m in _APOSTROPHES.finditer(text) if (m.end() - m.start()) % 2]
    quoted = list(zip(odd[::2], [*odd[1::2], len(text)], strict=False))
    found = placeholders(text, SYNTAX)
    return tuple(Hidden(a, p.start, p.end) for p in found for a, end in quoted if a < p.start < end)
