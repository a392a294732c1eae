"""Texts as XML 1.0 takes them; what it cannot hold is named, `⟨U+0001⟩`."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from tqcheck.reporters.visible import oneline, visible

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


def content(text: str) -> str:
    """Return `text` to stand between tags; lines stay lines."""
    return escape("\n".join(map(_named, visible(text).replace("↵\n", "\n").split("\n"))))


def attribute(text: str) -> str:
    """Return `text` in quotes, on one line."""
    return quoteattr(_named(oneline(text)))


def _named(text: str) -> str:
    return _NO_CHARACTERS.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)
