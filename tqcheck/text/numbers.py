"""Numbers written in digits of any script, with every value that they can have."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_SPACES = " \u00a0\u202f\u2009"
_GROUP_ONLY = "'’٬" + _SPACES
_DECIMAL = ".,٫،·．，"
# Groups of three after spaces; else digits joined by marks. A mark at the end belongs to the sentence.
# The first character stands alone because the engine skips quickly to what one class describes; a Shan digit is none:
# in practice it is a tone mark of Burmese in the Zawgyi encoding.
NUMBER = re.compile(
    r"[^\D\u1090-\u1099]"
    rf"(?:\d{{0,2}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:[{_DECIMAL}]\d+)?|\d*(?:[{_DECIMAL}'’٬]\d+)*)"
)
"""A number in digits of any script."""
_SPLIT = re.compile(rf"[{_DECIMAL}'’٬{_SPACES}]")
_DIGITS = re.compile(r"\d+")
_DIGIT = re.compile(r"\d").search
_PLAIN = str.maketrans("．，٫،", ".,,,")


class Number(NamedTuple):
    """A number in digits: `text[start:end]`."""

    start: int
    end: int
    digits: str
    """As written, in ASCII digits."""
    values: frozenset[float]
    """What it can mean: 1,234 is 1234 or 1.234; empty for dates and versions such as 1.2.3."""


def digit(text: str) -> bool:
    """Tell whether `text` has a decimal digit of any script."""
    # Ten searches for a byte are faster than one for a class.
    return (
        "0" in text or "1" in text or "2" in text or "3" in text or "4" in text
        or "5" in text or "6" in text or "7" in text or "8" in text or "9" in text
        or (not text.isascii() and _DIGIT(text) is not None)
    )  # fmt: skip


@lru_cache(maxsize=256)
def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of `text` in order; they do not overlap."""
    return tuple([number(romanised(m.group()), m.start()) for m in NUMBER.finditer(text)])


def parts(whole: Number) -> tuple[Number, ...]:
    """Return what stands between the marks of a number, each as a number of its own; grouped ones and 0.5 have none."""
    if whole.digits.isdigit():
        return ()
    groups = _SPLIT.split(whole.digits)
    if _grouped(groups) or (len(groups) == 2 and groups[0] == "0"):
        return ()
    return tuple([number(m.group(), whole.start + m.start()) for m in _DIGITS.finditer(whole.digits)])


def number(written: str, start: int) -> Number:
    """Return the number that stands at `start` as these ASCII digits."""
    return Number(start, start + len(written), written, readings(written))


def romanised(written: str) -> str:
    """Return the same length in ASCII digits; decimal marks of the East in their Western form."""
    if written.isascii():
        return written
    plain = written.translate(_PLAIN)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)


@lru_cache(maxsize=8192)
def readings(digits: str) -> frozenset[float]:
    """Return the values that ASCII digits with their marks can have, whatever the locale."""
    if digits.isdigit():
        return frozenset((float(digits),)) if len(digits) <= 300 else frozenset()
    groups = _SPLIT.split(digits)
    marks = [" " if c in _SPACES else c for c in digits if not c.isdigit()]
    if len(digits) > 300:
        return frozenset()
    found = set()
    if _grouped(groups) and len(set(marks)) == 1:
        found.add(float("".join(groups)))
    if marks[-1] not in _GROUP_ONLY and marks[-1] not in marks[:-1]:
        whole = groups[:-1]
        if len(whole) == 1 or (_grouped(whole) and len(set(marks[:-1])) == 1):
            found.add(float("".join(whole) + "." + groups[-1]))
    return frozenset(found)


def _grouped(groups: list[str]) -> bool:
    """Tell whether the groups are thousands, or lakhs and crores: 1,234,567 or 12,34,567."""
    first, *middle = groups
    if not middle or not 1 <= len(first) <= 3 or len(middle[-1]) != 3 or first[0] == "0":
        return False
    widths = {len(g) for g in middle[:-1]}
    return widths <= {3} or (widths == {2} and len(first) <= 2)
