"""The table of word embeddings: 4 bits a weight, on disk; only the rows that a text needs are read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tqcheck.errors import ModelError

_BLOCK = 32
"""Weights that share a scale."""
_BYTES = 2 + _BLOCK // 2
"""A block: the scale as a 16-bit float, then the low nibbles (the first half of the weights) beside the high ones."""
_ZERO = 8


class Embeddings:
    """Rows by token id."""

    def __init__(self, path: Path, *, hidden: int) -> None:
        """Map the file. Raises ModelError when it does not hold whole rows."""
        row = hidden // _BLOCK * _BYTES
        size = path.stat().st_size
        if not size or size % row:
            raise ModelError(f"the file does not hold rows of {hidden} weights.", path=str(path))
        self.hidden = hidden
        self._table = np.memmap(path, dtype=np.uint8, mode="r", shape=(size // row, row))

    def __len__(self) -> int:
        return len(self._table)

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the embeddings of these ids: shape `(len(ids), hidden)`."""
        blocks = self._table[ids].reshape(len(ids), -1, _BYTES)
        scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
        weights = np.empty((*blocks.shape[:2], _BLOCK), dtype=np.float32)
        weights[..., : _BLOCK // 2] = blocks[..., 2:] & 0xF
        weights[..., _BLOCK // 2 :] = blocks[..., 2:] >> 4
        weights -= _ZERO
        weights *= scales
        return weights.reshape(len(ids), self.hidden)
