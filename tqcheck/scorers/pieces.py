"""Which characters the pieces of a vocabulary stand for, where a tokenizer does not say it."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

_SPACE = "▁"
"""What SentencePiece writes for a space."""
_AHEAD = 24
"""Characters that may stand between two pieces: what the tokenizer leaves out or has no piece for."""


def places(text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Return for each piece the characters of `text` that it stands for, half-open; empty where none are known.

    White space belongs to none. Vocabularies are of texts in the form NFKC.
    """
    characters = [(c, index) for index, char in enumerate(text) for c in normalize("NFKC", char) if not c.isspace()]
    joined = "".join(c for c, _ in characters)
    found: list[tuple[int, int]] = []
    here = 0
    for piece in pieces:
        plain = "".join(normalize("NFKC", piece.replace(_SPACE, " ")).split())
        start = joined.find(plain, here, here + _AHEAD + len(plain)) if plain else -1
        if start < 0:
            last = found[-1][1] if found else 0
            found.append((last, last))
            continue
        here = start + len(plain)
        found.append((characters[start][1], characters[here - 1][1] + 1))
    return found
