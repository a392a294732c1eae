"""Whether a text is a sentence of the running text, or something around it: a heading, a byline, a button."""

from __future__ import annotations

import regex

from tqcheck.text.scripts import counts

_ENDS = regex.compile(r"(?r)[\p{Sentence_Terminal}…;；]\p{P}*\s*\Z")
_ABOUT = regex.compile(
    r"©|\(c\)|\b(?:https?://|www\.)|(?<![\w.-])[\w.-]++@[\w-]+\.\w"
    r"|(?:\A|\s)[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)? ?/ ?\p{Lu}{2,5}\b"
)
_UNMARKED = frozenset({"Thai", "Laoo"})
"""Scripts of languages that do not mark the end of a sentence."""
_LONG = 40


def sentence_like(text: str) -> bool:
    """Tell whether a text is closed as sentences are; in Thai and Lao, which close none, whether it is as long as one.

    Rights, addresses and credits (“© 2026 …”, “Photo: J. Roux / AFP”) are none.
    """
    if _ABOUT.search(text):
        return False
    return bool(_ENDS.search(text)) or (len(text) >= _LONG and not _UNMARKED.isdisjoint(counts(text)))
