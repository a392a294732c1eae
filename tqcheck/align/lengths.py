"""How long sentences are, and how well the lengths of two sides fit (after Gale and Church, 1993).

Their model, in our words: a translation is about as long as its original times a factor that belongs to the pair of
languages, and the logarithm of what is left over is about normal. We take the factor from the documents themselves, so
no language need be known, and let short sentences stray further than long ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import regex

from tqcheck.align.band import Floats

_WIDE = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]")
_WIDTH = 2.5
"""What such a character counts for in letters: it matters where Latin names and numbers stand among them."""
_SPREAD = 0.03
_SHORT = 1.0
"""Variances of the logarithm: of long sentences, and of one of a single letter."""
_MOST = 16.0
"""What is further off than four standard deviations says no more than that."""


def sizes(texts: Sequence[str]) -> Floats:
    """Return the length of each text in letters, blanks left out; at least 1."""
    blanks = [sum(map(str.isspace, text)) for text in texts]
    wide = [0 if text.isascii() else len(_WIDE.findall(text)) for text in texts]
    found = [len(t) - b + (_WIDTH - 1) * w for t, b, w in zip(texts, blanks, wide, strict=True)]
    return np.maximum(np.array(found, dtype=np.float32), 1.0)


def misfit(source: Floats, target: Floats, *, factor: float) -> Floats:
    """Return half the square of the standard deviations by which lengths differ from `source * factor == target`."""
    off = np.log(target / source) - np.log(factor)
    variance = _SPREAD + _SHORT / np.maximum(np.minimum(source, target), 1.0)
    squares: Floats = np.minimum(off * off / variance, _MOST) / 2
    return squares
