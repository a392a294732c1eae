"""Pairs of like length go through the model together, so that little of a batch is padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

PAIRS, TOKENS = 16, 1024
"""At most so many pairs, and tokens with padding, in a batch, where nothing else is asked for."""


def batches(sizes: Sequence[tuple[int, int]], *, pairs: int = PAIRS, tokens: int = TOKENS) -> Iterator[list[int]]:
    """Yield the indices of `sizes` (tokens of both sides) in batches, long pairs first: what fits once fits later."""
    batch: list[int] = []
    longest = (0, 0)
    for index in sorted(range(len(sizes)), key=lambda i: (-sum(sizes[i]), sizes[i])):
        grown = (max(longest[0], sizes[index][0]), max(longest[1], sizes[index][1]))
        if batch and (len(batch) == pairs or sum(grown) * (len(batch) + 1) > tokens):
            yield batch
            batch, grown = [], sizes[index]
        batch.append(index)
        longest = grown
    if batch:
        yield batch
