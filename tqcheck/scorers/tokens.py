"""Texts → token ids and the characters that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import tokenizers

from tqcheck.errors import ModelError
from tqcheck.text.characters import encodable


class Tokens(NamedTuple):
    """One text; the first and the last token are special and stand for no characters."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    """Half-open, in code points; the space before a word belongs to its first token."""


class Tokenizer:
    """The tokenizer of a model."""

    def __init__(self, path: Path) -> None:
        """Load the file. Raises ModelError when it is none."""
        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises bare Exception
            raise ModelError(f"cannot be read: {error}.", path=str(path)) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text."""
        return [Tokens(e.ids, e.offsets) for e in self._tokenizer.encode_batch([encodable(t) for t in texts])]
