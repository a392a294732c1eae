"""Bidirectional control characters: which are open at the end of a text."""

from __future__ import annotations

import re

from tqcheck.text.characters import characters

EMBEDDINGS = "\u202a\u202b"
OVERRIDES = "\u202d\u202e"
ISOLATES = "\u2066\u2067\u2068"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
CONTROLS = frozenset(EMBEDDINGS + OVERRIDES + ISOLATES + _POP_EMBEDDING + _POP_ISOLATE)
NAMES = {
    "\u202a": "left-to-right embedding", "\u202b": "right-to-left embedding", "\u202c": "pop directional formatting",
    "\u202d": "left-to-right override", "\u202e": "right-to-left override", "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate", "\u2068": "first strong isolate", "\u2069": "pop directional isolate",
}  # fmt: skip
_PARAGRAPH = re.compile(r"[\n\r\u2029]")


def controls(text: str) -> tuple[int, ...]:
    """Return the places of embeddings, overrides, isolates and their ends, not of plain marks (U+200E, U+200F)."""
    if CONTROLS.isdisjoint(characters(text)):
        return ()
    return tuple(at for at, character in enumerate(text) if character in CONTROLS)


def unmatched(text: str) -> tuple[int, ...]:
    """Return the places of controls that are never closed in their paragraph, or close nothing."""
    open_at: list[int] = []
    wrong: list[int] = []
    places = controls(text)
    breaks = [m.start() for m in _PARAGRAPH.finditer(text)] if places else []
    for at in sorted([*places, *breaks]):
        character = text[at]
        if at in breaks:
            wrong += open_at
            open_at = []
        elif character in (_POP_EMBEDDING, _POP_ISOLATE):
            openers = ISOLATES if character == _POP_ISOLATE else EMBEDDINGS + OVERRIDES
            if open_at and text[open_at[-1]] in openers:
                open_at.pop()
            else:
                wrong.append(at)
        else:
            open_at.append(at)
    return tuple(sorted(wrong + open_at))
