"""Any script in ASCII letters, and the consonants that survive a change of script."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# Spellings of one sound, longest first: a name is written by the ear of each language.
_SOUNDS = (
    ("sch", "s"), ("ch", "s"), ("dz", "s"), ("dj", "s"), ("ts", "s"), ("cz", "s"), ("ce", "s"), ("ci", "s"),
    ("cy", "s"), ("ge", "s"), ("gi", "s"),
)  # fmt: skip
_CLASSES = {ord(letter): found for letters, found in (
    ("pbfv", "p"), ("ckgq", "k"), ("szj", "s"), ("td", "t"), ("lr", "l"), ("mn", "n"), ("x", "ks"),
    ("aeiouyhw'`0123456789", None),
) for letter in letters}  # fmt: skip
_SOFTENED = re.compile("[cdt][hzjseiy]|g[ei]")
_DOUBLES = tuple(c + c for c in "pkstln")


class _Ascii(dict[int, str]):
    """What each character is in ASCII, learnt on first sight; there are as many as Unicode has characters."""

    def __missing__(self, character: int) -> str:
        self[character] = found = anyascii(chr(character)).lower()
        return found


_ASCII = _Ascii()


@lru_cache(maxsize=4096)
def romanised(text: str) -> str:
    """Return `text` in lower-case ASCII: Latin without its accents, other scripts transliterated."""
    return text.lower() if text.isascii() else text.translate(_ASCII)


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """Return `text` with its consonants by class, p t k s l n, its vowels left out, and all else as it stands.

    Voice, aspiration, l/r and m/n are folded, because scripts and languages merge them in names:
    `Trump`, `Трамп` and `トランプ` are `tlnp`.
    """
    letters = romanised(text)
    if _SOFTENED.search(letters):
        for spelling, found in _SOUNDS:
            letters = letters.replace(spelling, found)
    letters = letters.translate(_CLASSES)
    for double in _DOUBLES:
        letters = letters.replace(double, double[0])
    return letters
