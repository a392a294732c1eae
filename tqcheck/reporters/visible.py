"""Making visible what a terminal would swallow or obey."""

from __future__ import annotations

import re

# Controls (the escape character would let a text command the terminal), bidirectional embeddings, overrides and
# isolates (they would reorder our own words), byte order marks, line separators, lone surrogates.
_HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
_BLANK = re.compile(
    r"[^\S\n ]|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f]"
    r"|[\u2060-\u2064\u3164\uffa0\U000e0000-\U000e007f]"
)
_KNOWN_BLANKS = {"\t": "⇥", "\u00a0": "⍽", "\u202f": "⍽"}
_EDGES = re.compile(r"^\s+|\s+$")


def visible(text: str) -> str:
    """Return `text` with the characters that a terminal must not get replaced by their names, `⟨U+202E⟩`."""
    shown = _HARMFUL.sub(_name, text.replace("\r\n", "\n"))
    return shown.replace("\n", "↵\n").replace("\t", "⇥")


def oneline(text: str) -> str:
    """Return `text` for a line of its own: visible, line ends as spaces."""
    return _HARMFUL.sub(_name, " ".join(text.split("\n")).replace("\t", " "))


def exposed(text: str) -> str:
    """Return `text` as it is shown inside a mark: blanks that carry the claim are drawn.

    Where there is a letter or a digit, only the blanks at the edges; where there is none, every blank and every
    character without width.
    """
    if any(map(str.isalnum, text)):
        return visible(_EDGES.sub(lambda m: _drawn(m.group()), text))
    return visible(_drawn(text))


def _drawn(text: str) -> str:
    return _BLANK.sub(lambda m: _KNOWN_BLANKS.get(m.group()) or _name(m), text).replace(" ", "␣")


def _name(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match.group()):04X}⟩"
