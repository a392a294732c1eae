"""Lines as alignment takes them: sentences, and the vectors of their texts.

Scripts import this module by its plain name, with this folder on `sys.path`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tqcheck.align import Vectors
from tqcheck.document import Sentence
from tqcheck.model import Side
from tqcheck.scorers.encoder import Encoder


def remembering(encoder: Encoder) -> Vectors:
    """Return the vectors of texts, each asked for once."""
    known: dict[tuple[Side, str], NDArray[np.float32]] = {}

    def vectors(texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        new = sorted({text for text in texts if (side, text) not in known})
        known.update(zip(((side, text) for text in new), encoder.vectors(new, side=side) if new else (), strict=True))
        return np.array([known[side, text] for text in texts])

    return vectors


def sentences(texts: Sequence[str]) -> list[Sentence]:
    """Return lines as sentences without any layout."""
    return [Sentence(text=text, block=number) for number, text in enumerate(texts)]
