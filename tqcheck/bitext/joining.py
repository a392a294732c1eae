"""Sentences put together again as they stood in their text."""

from __future__ import annotations

from collections.abc import Sequence

import regex

_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff01-\uff65]")
"""Chinese and Japanese write no blank between two sentences."""


def joined(texts: Sequence[str]) -> str:
    """Return the texts as one, with a blank between those that are written with one."""
    if len(texts) == 1:
        return texts[0]
    whole = ""
    for text in texts:
        apart = whole and text and not (_WIDE.match(whole[-1]) and _WIDE.match(text[0]))
        whole += f" {text}" if apart else text
    return whole
