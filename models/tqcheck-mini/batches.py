"""Rows → tensors, and the stream of batches that a training run sees."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import torch
from corpus import Spans, Unit
from tokenizers import Encoding, Tokenizer
from tokens import PAD
from torch import Tensor
from torch.nn import functional

_BUCKET = 48
"""How many parts of a set are at hand, sorted by length."""


class Batch(NamedTuple):
    """Tensors of B rows; unknown labels are NaN."""

    source: Tensor
    source_mask: Tensor
    target: Tensor
    target_mask: Tensor
    risk: Tensor
    quality: Tensor
    error: Tensor
    """[B, T] 1 on wrong tokens, 0 on right ones, NaN on specials, padding and where it is unknown."""
    omission: Tensor
    token_weight: Tensor
    pairs: Tensor
    """[P, 2] the rows of a good and a bad translation of one source."""
    groups: tuple[str, ...]
    """Set and languages: ranks are only comparable within."""

    def to(self, device: str) -> Batch:
        """Return the batch on another device."""
        return Batch(*(v.to(device) if isinstance(v, Tensor) else v for v in self))


def encode(tokenizer: Tokenizer, texts: Sequence[str], *, longest: int) -> tuple[Tensor, Tensor, list[Encoding]]:
    """Return ids [B, L], mask [B, L] and the encodings; a text is cut after `longest` tokens.

    L is a multiple of 8: the CPU's kernels are kept for each shape, and of too many shapes they took 10 GB.
    """
    encodings = tokenizer.encode_batch(list(texts))
    length = min(longest, -(-max(len(e.ids) for e in encodings) // 8) * 8)
    ids = torch.full((len(texts), length), PAD)
    for i, e in enumerate(encodings):
        if len(e.ids) > length:
            e.truncate(length)
        ids[i, : len(e.ids)] = torch.tensor(e.ids)
    return ids, (ids != PAD).long(), encodings


def collate(tokenizer: Tokenizer, batch: Sequence[Unit], *, longest: int) -> Batch:
    """Return the tensors of some units."""
    rows = [row for unit in batch for row in unit]
    source, source_mask, s_codes = encode(tokenizer, [r.source for r in rows], longest=longest)
    target, target_mask, t_codes = encode(tokenizer, [r.target for r in rows], longest=longest)
    pairs, at = [], 0
    for unit in batch:
        if len(unit) == 2 and unit[0].risk is not None:
            pairs.append([at, at + 1])
        at += len(unit)
    return Batch(
        source=source,
        source_mask=source_mask,
        target=target,
        target_mask=target_mask,
        risk=_numbers([r.risk for r in rows]),
        quality=_numbers([r.quality for r in rows]),
        error=_labels(t_codes, [r.target_spans for r in rows], target.shape[1]),
        omission=_labels(s_codes, [r.source_spans for r in rows], source.shape[1]),
        token_weight=torch.tensor([r.token_weight for r in rows]),
        pairs=torch.tensor(pairs, dtype=torch.long).view(-1, 2),
        groups=tuple(f"{r.dataset}|{r.source_lang}|{r.target_lang}" for r in rows),
    )


def _numbers(values: Sequence[float | None]) -> Tensor:
    return torch.tensor([float("nan") if v is None else v for v in values])


def _labels(encodings: Sequence[Encoding], spans: Sequence[Spans | None], length: int) -> Tensor:
    labels = torch.full((len(encodings), length), float("nan"))
    for i, (encoding, known) in enumerate(zip(encodings, spans, strict=True)):
        if known is None:
            continue
        last = min(len(encoding.ids), length) - 1
        for j in range(1, last):
            start, end = encoding.offsets[j]
            labels[i, j] = float(any(start < b and a < end for a, b in known))
    return labels


def stream(
    sets: dict[str, Callable[[random.Random], Iterator[Unit]]],
    weights: dict[str, float],
    *,
    rows: int,
    parts: int,
    seed: int,
) -> Iterator[list[list[Unit]]]:
    """Yield batches of `parts` times `rows` rows: each of one set, drawn by weight, lengths alike in a part."""
    rng = random.Random(seed)
    drawers = {name: _Drawer(make(random.Random(f"{seed} {name}")), rows) for name, make in sets.items()}
    names = list(sets)
    while True:
        yield [drawers[name].take(rng) for name in rng.choices(names, [weights[n] for n in names], k=parts)]


class _Drawer:
    """Parts of one set, each of rows alike in length."""

    def __init__(self, units: Iterator[Unit], rows: int) -> None:
        self._units = units
        self._rows = rows
        self._parts: list[list[Unit]] = []

    def take(self, rng: random.Random) -> list[Unit]:
        """Return a part."""
        if len(self._parts) <= _BUCKET // 2:
            self._fill()
        return self._parts.pop(rng.randrange(len(self._parts)))

    def _fill(self) -> None:
        drawn = [unit for part in self._parts for unit in part]
        while sum(map(len, drawn)) < self._rows * _BUCKET:
            drawn.append(next(self._units))
        drawn.sort(key=_length)
        self._parts = []
        while drawn:
            part: list[Unit] = []
            while drawn and sum(map(len, part)) < self._rows:
                part.append(drawn.pop())
            self._parts.append(part)


def _length(unit: Unit) -> int:
    return max(len(r.source.encode()) + len(r.target.encode()) for r in unit)


def words(table: Tensor, ids: Tensor, *, lost: float = 0.0) -> Tensor:
    """Word embeddings [B, L, H]; the table is never trained, so that it can stay in 4-bit blocks.

    The share `lost` of the tokens is zero: what cannot be known by heart has to be understood.
    """
    found = functional.embedding(ids, table)
    if not lost:
        return found
    kept = torch.rand(ids.shape, device=ids.device) >= lost
    kept[:, 0] = True
    return found * kept[:, :, None]


def forever(units: Sequence[Unit]) -> Callable[[random.Random], Iterator[Unit]]:
    """Return a source that goes through `units` in a new order each time."""

    def make(rng: random.Random) -> Iterator[Unit]:
        order = list(range(len(units)))
        while True:
            rng.shuffle(order)
            yield from (units[i] for i in order)

    return make
