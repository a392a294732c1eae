"""Characters that cannot be seen, where they are right and where not."""

from __future__ import annotations

from itertools import chain

from tqcheck.text.characters import characters
from tqcheck.text.scripts import spaceless

NAMES = {
    "\u00ad": "soft hyphen", "\u200b": "zero width space", "\u200c": "zero width non-joiner",
    "\u200d": "zero width joiner", "\u2060": "word joiner", "\ufeff": "byte order mark",
    "\u180e": "Mongolian vowel separator", "\u115f": "Hangul filler", "\u1160": "Hangul filler",
    "\u3164": "Hangul filler", "\uffa0": "Hangul filler", "\u2061": "function application",
    "\u2062": "invisible times", "\u2063": "invisible separator", "\u2064": "invisible plus",
    "\ufff9": "annotation anchor", "\ufffa": "annotation separator", "\ufffb": "annotation terminator",
}  # fmt: skip
_CONTROLS = frozenset(
    map(chr, chain(range(0x09), range(0x0E, 0x20), (0x0B, 0x7F), range(0x80, 0x85), range(0x86, 0xA0)))
)
_TAGS = frozenset(map(chr, range(0xE0000, 0xE0080)))
_HIDDEN = frozenset(NAMES) | _CONTROLS | _TAGS
_BREAK = "\u200b"
_JOINERS = "\u200c\u200d"
_BLACK_FLAG = "\U0001f3f4"


def invisible(text: str) -> tuple[int, ...]:
    """Return the places of invisible characters that have no business where they stand."""
    have = characters(text)
    if _HIDDEN.isdisjoint(have):
        return ()
    hidden = _HIDDEN - (_TAGS if _BLACK_FLAG in have else frozenset())
    if _BREAK in have and spaceless(text):
        hidden -= {_BREAK}
    return tuple(at for at, character in enumerate(text) if character in hidden and not _joined(text, at))


def named(character: str) -> str:
    """Name an invisible character for a person: `zero width space (U+200B)`."""
    kind = "tag character" if character in _TAGS else "control character"
    return f"{NAMES.get(character, kind)} (U+{ord(character):04X})"


def _joined(text: str, at: int) -> bool:
    """Tell whether this is a joiner beside a letter that joins."""
    return text[at] in _JOINERS and any(map(_joins, text[max(0, at - 1) : at] + text[at + 1 : at + 2]))


def _joins(neighbour: str) -> bool:
    """Tell whether joiners have a meaning beside this character: Arabic to Mongolian, Adlam, and emoji."""
    code = ord(neighbour)
    return 0x0590 <= code <= 0x18AF or 0xA840 <= code <= 0xABFF or 0xFB1D <= code <= 0xFEFE or (
        code >= 0x10A00 or 0x2600 <= code <= 0x27BF or code in (0x200C, 0x200D)
    )  # fmt: skip
