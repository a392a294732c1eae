"""What a model said of one pair, word by word: as the score cache keeps it, and as checks get it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tqcheck.calibration import sigmoid
from tqcheck.model import Score, Side, Span
from tqcheck.reading import WordReading
from tqcheck.scorers.encoder import Outputs, SideOutputs
from tqcheck.scorers.words import Word

FORMAT = b"1"
"""Changes when what is kept changes: older records are then not found."""
SCORES = ("support", "similarity", "quality", "risk")
_CURVED = {"risk": (1.0, 0.0)}
"""Curves of logits that no calibration mends."""
_SIDES: tuple[Side, Side] = ("source", "target")
_WORD = np.dtype(
    [
        ("side", "u1"),
        ("start", "<u4"),
        ("end", "<u4"),
        ("match", "<i4"),
        ("support", "<f2"),
        ("error", "<f2"),
        ("rarity", "<f2"),
    ]
)
_NUMBER = np.dtype("<f4")
_SUREST = 99.0
"""Logits beyond it say the same; where the other side has no words they are beyond what half precision holds."""

Curves = Mapping[str, tuple[float, float]]


class Record(NamedTuple):
    """What stays of the outputs for one pair."""

    raw: NDArray[np.float32]
    """The scores, in the order of SCORES."""
    words: NDArray[np.void]
    """Those of the source, then those of the target; `match` is an index into them, or -1; `error` is a logit."""

    @property
    def both_sides(self) -> bool:
        """Tell whether both texts have words; of code and marks alone the network says nothing of worth."""
        return len(set(self.words["side"].tolist())) == len(_SIDES)

    def packed(self) -> bytes:
        """Return the record as bytes."""
        return self.raw.tobytes() + self.words.tobytes()

    @classmethod
    def unpacked(cls, data: bytes) -> Record:
        """Return the record that these bytes hold. Raises ValueError when they hold none."""
        cut = len(SCORES) * _NUMBER.itemsize
        found = cls(np.frombuffer(data[:cut], _NUMBER), np.frombuffer(data[cut:], _WORD))
        if len(found.raw) != len(SCORES) or not np.isfinite(found.raw).all():
            raise ValueError("no scores")
        match, count = found.words["match"], len(found.words)
        if count and (found.words["side"].max() >= len(_SIDES) or match.min() < -1 or match.max() >= count):
            raise ValueError("no words")
        return found


def record(outputs: Outputs, words: tuple[Sequence[Word], Sequence[Word]]) -> Record:
    """Pool the outputs for the tokens into words: support by mean, error by maximum, match by the surest token."""
    sides = (outputs.source, outputs.target)
    owners = [_owners(words[0], 0), _owners(words[1], len(words[0]))]
    rows = [row for side in (0, 1) for row in _rows(side, words[side], _lists(sides[side]), owners[1 - side])]
    made = np.array(rows, dtype=_WORD)
    support = float(np.mean([_mean(made, side) for side in (0, 1)]))
    raw = np.array([support, outputs.similarity, outputs.quality, outputs.risk], dtype=_NUMBER)
    return Record(raw, made)


def word_readings(kept: Record, curves: Curves) -> tuple[WordReading, ...]:
    """Return the words for checks, their errors as probabilities."""
    wrong = [curves.get(name, (1.0, 0.0)) for name in ("omission", "error")]
    rows = kept.words.tolist()
    spans = [Span(side=_SIDES[side], start=start, end=end) for side, start, end, *_ in rows]
    return tuple(
        WordReading(
            span=span,
            support=support,
            rarity=rarity,
            match=spans[match] if match >= 0 else None,
            error=sigmoid(wrong[side][0] * error + wrong[side][1]),
        )
        for span, (side, _, _, match, support, error, rarity) in zip(spans, rows, strict=True)
    )


def scores(kept: Record, curves: Curves) -> tuple[Score, ...]:
    """Return the scores, calibrated where a curve is known; without one a cosine is cut off at 0 and 1."""
    return tuple(
        Score(scorer=name, value=_calibrated(raw, curves.get(name, _CURVED.get(name))), raw=raw)
        for name, raw in zip(SCORES, kept.raw.tolist(), strict=True)
    )


def _calibrated(raw: float, curve: tuple[float, float] | None) -> float:
    return sigmoid(curve[0] * raw + curve[1]) if curve else min(1.0, max(0.0, raw))


def _lists(side: SideOutputs) -> tuple[list[float], list[int], list[float]]:
    return side.support.tolist(), side.match.tolist(), np.clip(side.error, -_SUREST, _SUREST).tolist()


def _owners(words: Sequence[Word], first: int) -> dict[int, int]:
    """Return the index of the word, counted from `first`, that each token belongs to."""
    return {token: first + i for i, word in enumerate(words) for token in range(word.first, word.last + 1)}


def _rows(
    side: int, words: Iterable[Word], outputs: tuple[list[float], list[int], list[float]], owners: Mapping[int, int]
) -> Iterable[tuple[int, int, int, int, float, float, float]]:
    support, match, error = outputs
    for word in words:
        tokens = range(word.first, word.last + 1)
        best = max(tokens, key=support.__getitem__)
        mean = sum(support[t] for t in tokens) / len(tokens)
        yield side, word.start, word.end, owners.get(match[best], -1), mean, max(error[t] for t in tokens), word.rarity


def _mean(words: NDArray[np.void], side: int) -> float:
    supports = words["support"][words["side"] == side]
    return float(supports.mean(dtype=np.float64)) if len(supports) else 0.0
