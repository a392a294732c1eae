"""Apertium's stream format: what must be escaped on the way in, and what its marks say on the way out.

Apertium marks a word that it does not know with `*`, one that it cannot translate with `@`, and one that it cannot
inflect with `#`. Those characters of the text itself therefore travel as characters for private use.
"""

from __future__ import annotations

import re

END = b"\0"
"""Ends every text on both ways."""
_MARKS = "*@#"
_HIDDEN = {ord(c): 0xF8E0 + i for i, c in enumerate("*@#~+")}
_SHOWN = {hidden: shown for shown, hidden in _HIDDEN.items()}
_RESERVED = re.compile(r"[\\\[\]{}^$/<>]")
_NO_TEXT = re.compile(r"[^\S\n]+|[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_ENDED = re.compile(r"[.!?…:;。؟।][\"'»”’)\]]*$")
_NO_STOP = "[]"
"""What must follow a full stop, or it gets lost."""
_STOP = ".[_]"
"""A full stop that the text lacks, for a sentence without end reads otherwise, and a mark that tells it from others."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BLANKS = re.compile(r"[^\S\n]+")
_TOKEN = re.compile(r"[^\W_]+")
_MARKED = re.compile(r"(?<!\\)[*@#](?=\S)")
_MARK = re.compile(r"(?<!\\)[*@#]")


def packed(text: str) -> bytes:
    """Return a text as Apertium reads it, with its end. Nothing in it can be taken for a command or for that end."""
    text = _NO_TEXT.sub(" ", text).strip()
    stop = _NO_STOP if _ENDED.search(text) else _STOP
    return (_RESERVED.sub(r"\\\g<0>", text.translate(_HIDDEN)) + stop).encode() + END


def unpacked(data: bytes) -> tuple[str, float]:
    """Return the text, without marks, and the share of its words that Apertium knows, 0..1."""
    text = data.decode("utf-8", "replace").strip().removesuffix(_STOP).removesuffix(_NO_STOP)
    words = len(_TOKEN.findall(text))
    unknown = len(_MARKED.findall(text))
    plain = _BLANKS.sub(" ", _ESCAPED.sub(r"\1", _MARK.sub("", text))).translate(_SHOWN)
    return plain.strip(), max(0.0, 1 - unknown / words) if words else 1.0
