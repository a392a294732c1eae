"""A vocabulary of pieces with scores: the file, and the pieces of a word that are likeliest together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tqcheck.errors import ModelError

BLANK = "▁"
"""What stands for a space; a word begins with it."""
_PENALTY = 10.0
"""So much below the rarest piece is a character that none has."""
_LONGEST_KEPT = 32
_KEPT = 50_000
"""The pieces of so many words are kept, of none that is longer than that: scripts without spaces have such."""


class Pieces(NamedTuple):
    """Of one word."""

    ids: tuple[int, ...]
    ends: tuple[int, ...]
    """Where each ends, in characters from the beginning of the word."""


class Vocabulary:
    """Pieces by id, each with the logarithm of its likelihood."""

    def __init__(self, path: Path) -> None:
        """Load a file that `save` wrote. Raises ModelError when it is none."""
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            count, self.special = int(said["pieces"]), {str(k): int(v) for k, v in said["special"].items()}
            pieces = body[4 * count :].decode("utf-8").split("\n")
            scores = np.frombuffer(body, "<f4", count).astype(np.float64)
            self.begin, self.end, self.unknown = (self.special[name] for name in ("<s>", "</s>", "<unk>"))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ModelError(f"cannot be read: {error!r}.", path=str(path)) from error
        if (
            len(pieces) != count
            or not np.isfinite(scores).all()
            or not all(0 <= i < count for i in self.special.values())
        ):
            raise ModelError("cannot be read: it does not hold the pieces that it says.", path=str(path))
        self._ids = dict(zip(pieces, range(count), strict=True))
        self._scores = scores.tolist()
        self._longest = max(map(len, pieces))
        self._rare = min(self._scores) - _PENALTY
        self._kept: dict[str, Pieces] = {}

    def pieces(self, word: str) -> Pieces:
        """Return the pieces of a word that begins with a blank."""
        found = self._kept.get(word)
        if found is None:
            found = self._likeliest(word)
            if len(word) <= _LONGEST_KEPT:
                if len(self._kept) == _KEPT:
                    self._kept.clear()
                self._kept[word] = found
        return found

    def _likeliest(self, word: str) -> Pieces:
        """Viterbi: the best way to each place. Where two are as good, the one whose last piece is longer."""
        size, known, scores = len(word), self._ids.get, self._scores
        best: list[float | None] = [None] * (size + 1)
        ids, starts = [self.unknown] * (size + 1), [0] * (size + 1)
        best[0] = 0.0
        for start in range(size):
            here = best[start] or 0.0
            for end in range(start + 1, min(start + self._longest, size) + 1):
                piece = known(word[start:end])
                if piece is None:
                    if end > start + 1:
                        continue
                    piece, score = self.unknown, self._rare + here
                else:
                    score = scores[piece] + here
                there = best[end]
                if there is None or score > there:
                    best[end], ids[end], starts[end] = score, piece, start
        return self._back(ids, starts)

    def _back(self, ids: list[int], starts: list[int]) -> Pieces:
        """Follow the best way back from the end; characters without a piece are one, where they stand together."""
        found: list[int] = []
        ends: list[int] = []
        end = len(ids) - 1
        while end:
            if not (found and found[-1] == ids[end] == self.unknown):
                found.append(ids[end])
                ends.append(end)
            end = starts[end]
        return Pieces(tuple(reversed(found)), tuple(reversed(ends)))


def save(path: Path, pieces: Sequence[str], scores: Sequence[float], *, special: dict[str, int]) -> None:
    """Write a vocabulary: a line of JSON, the scores as 32-bit floats, the pieces as lines.

    `special` says which ids `<s>`, `</s>` and `<unk>` have, and others that are to be found in texts by their names.
    """
    head = json.dumps({"pieces": len(pieces), "special": special}).encode("ascii")
    lines = "\n".join(pieces).encode("utf-8")
    path.write_bytes(head + b"\n" + np.array(scores, dtype="<f4").tobytes() + lines)
