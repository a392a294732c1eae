"""Documents whose sentences no longer go one to one, made from those that do: to learn from and to measure on.

Scripts import this module by its plain name, with this folder on `sys.path`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]
Group = tuple[list[str], list[str]]

_CLAUSE = re.compile(r"[,;:—،؛]\s+|[、，；：]|\s[-–—]\s")
_SPACED = re.compile(r"\w\s+\w")
_SIZES = ((2, 0.80), (3, 0.14), (4, 0.06))
"""How many sentences are joined, and how often."""


class Rates(NamedTuple):
    """What happens to how many of the pairs."""

    left_out: float = 0.0
    """From one of the sides."""
    joined: float = 0.0
    """With what follows, on one of the sides."""
    split: float = 0.0
    """At a clause, on one of the sides."""
    shifted: float = 0.0
    """The first clause of the next sentence goes to this one, on one of the sides: a bead of two and two."""
    passage: int = 0
    """So many pairs in a row, from one of the sides."""


TASK = Rates(left_out=0.05, joined=0.05)
"""What alignment is measured on."""


class Damaged(NamedTuple):
    """Two documents and how they are aligned."""

    source: list[str]
    target: list[str]
    beads: Beads


def damaged(pairs: Sequence[tuple[str, str]], rates: Rates, dice: random.Random) -> Damaged:
    """Return two documents made of sentences that translate each other."""
    found = Damaged([], [], [])
    for ours, theirs in _groups(pairs, rates, dice):
        starts = len(found.source), len(found.target)
        found.source.extend(ours)
        found.target.extend(theirs)
        ends = len(found.source), len(found.target)
        found.beads.append((tuple(range(starts[0], ends[0])), tuple(range(starts[1], ends[1]))))
    return found


def _groups(pairs: Sequence[tuple[str, str]], rates: Rates, dice: random.Random) -> Iterator[Group]:
    """Yield the sentences of each bead."""
    joiners = [_joiner(texts) for texts in zip(*pairs, strict=True)]
    lost = dice.randrange(len(pairs) // 4, len(pairs) - rates.passage) if rates.passage else len(pairs)
    kept = int(dice.random() < 0.5)
    place = 0
    while place < len(pairs):
        many, side = 1, int(dice.random() < 0.5)
        mine, other = pairs[place][side], pairs[place][1 - side]
        left = (lost if place < lost else len(pairs)) - place
        way = dice.choices(("left out", "joined", "split", "shifted", ""), (*rates[:4], 1 - sum(rates[:4])))[0]
        halves = _halves(mine) if way == "split" else _halves(pairs[place + 1][side]) if left > 1 else []
        if lost <= place < lost + rates.passage:
            yield _sided(kept, [mine if side == kept else other], [])
        elif way == "left out":
            yield _sided(side, [mine], [])
        elif way == "joined" and left > 1:
            many = min(left, dice.choices(*zip(*_SIZES, strict=True))[0])
            yield _joined(pairs[place : place + many], side, joiners[side])
        elif way == "split" and len(halves) > 1:
            yield _sided(side, halves, [other])
        elif way == "shifted" and len(halves) > 1:
            many = 2
            moved = [joiners[side].join([mine, halves[0]]), halves[1]]
            yield _sided(side, moved, [pair[1 - side] for pair in pairs[place : place + 2]])
        else:
            yield [pairs[place][0]], [pairs[place][1]]
        place += many


def _joined(pairs: Sequence[tuple[str, str]], side: int, joiner: str) -> Group:
    return _sided(side, [joiner.join(pair[side] for pair in pairs)], [pair[1 - side] for pair in pairs])


def _sided(side: int, mine: list[str], others: list[str]) -> Group:
    return (others, mine) if side else (mine, others)


def _halves(text: str) -> list[str]:
    """Return the text cut at the border of clauses nearest to its middle; whole where there is none."""
    least = min(15, len(text) // 5)
    ends = [m.end() for m in _CLAUSE.finditer(text) if least < m.end() < len(text) - least]
    if not ends:
        return [text]
    cut = min(ends, key=lambda end: abs(end - len(text) / 2))
    return [text[:cut].strip(), text[cut:].strip()]


def _joiner(texts: Sequence[str]) -> str:
    """Return what stands between sentences: nothing in Chinese and Japanese."""
    return " " if sum(bool(_SPACED.search(text)) for text in texts) * 2 > len(texts) else ""


def read(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Return the lines of the files `<document>.<tag>.txt`, by document and tag; those of a document are parallel."""
    documents: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.*.txt")):
        document, tag = path.name.removesuffix(".txt").rsplit(".", 1)
        documents.setdefault(document, {})[tag] = path.read_text(encoding="utf-8").splitlines()
    return documents


def pairs(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of two parallel lists of lines; those with nothing on one side are left out."""
    return [(a, b) for a, b in zip(first, second, strict=True) if a.strip() and b.strip()]
