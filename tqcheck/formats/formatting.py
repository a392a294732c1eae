"""What placeholders a string has, where the file does not say: declared only where they can be nothing else.

A declared syntax makes a directive of every `%`, so that "50% off" would hold `% o`. A string that the program does
not format is not declared.
"""

from __future__ import annotations

import re

from tqcheck.text.placeholders import placeholders

_MESSAGE = re.compile(r"\{\s*\d+\s*(?:\}|,\s*(?:number|date|time|choice)\b)")
_NOTHING: frozenset[str] = frozenset()


def java(text: str) -> frozenset[str]:
    """Return what a string of a Java program declares: MessageFormat (`{0}`) or Formatter (`%1$s`)."""
    if "{" in text and _MESSAGE.search(text):
        return frozenset({"java-format"})
    return printf(text, "java-printf-format")


def printf(text: str, syntax: str) -> frozenset[str]:
    """Return `syntax` when a text has directives of printf that are no prose."""
    if "%" not in text or not any(p.family == "printf" for p in placeholders(text)):
        return _NOTHING
    return frozenset({syntax})
