"""Numbers in Han characters, and what stacks of units and scales amount to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_DIGITS = {
    c: n
    for n, forms in enumerate(
        ("〇零영", "一壱일", "二两兩弐이", "三参삼", "四사", "五오", "六육", "七칠", "八팔", "九구")
    )
    for c in forms
}
SCALES = {
    "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12,
    "십": 1e1, "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12,
}  # fmt: skip
"""What a character multiplies the digits before it by; Hangul only after digits."""
HAN = re.compile("[〇零一壱二两兩弐三参四五六七八九十百千万萬億亿兆]+")


_HALF = 0.5


class Piece(NamedTuple):
    """A part of a number in words."""

    value: float
    scale: bool = False
    """It multiplies what stands before it."""
    vague: bool = False
    """Much of the word is something else, which may say a number too."""


def amount(pieces: Iterable[Piece]) -> float:
    """Return what the pieces amount to: two · hundred · fifty · thousand = 250,000."""
    stack: list[float] = []
    for piece in pieces:
        if not piece.scale:
            if piece.value == _HALF and len(stack) > 1 and stack[-1] == 1:
                stack.pop()  # två och en halv: two and one half
            stack.append(piece.value)
            continue
        below = 0.0
        while stack and stack[-1] < piece.value:
            below += stack.pop()
        stack.append((below or 1.0) * piece.value)
    return sum(stack)


def han_value(written: str) -> float:
    """Return the value of a run of Han numerals: 百二十 = 120, 二〇二〇 = 2020."""
    if not any(c in SCALES for c in written):
        return float("".join(str(_DIGITS[c]) for c in written[:300]))
    pieces = (Piece(SCALES[c], scale=True) if c in SCALES else Piece(float(_DIGITS[c])) for c in written)
    return amount(pieces)
