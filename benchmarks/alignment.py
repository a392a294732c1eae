"""How well documents are aligned, and how fast.

python benchmarks/alignment.py [FOLDER…] [--models FOLDER] [--gold FOLDER] [--rounds 3] [--markdown FILE] [--speed]

A folder holds files `<document>.<tag>.txt`, those of one document parallel line by line; without one, our own texts are
read. English (or the first tag) is paired with every other language. Of the sentences 5 % are left out on one side and 5 % joined
with what follows, `--rounds` times by other dice; F1 is strict: a bead counts when it is exactly right, beads with an empty
side do not count. Shown are the model's vectors (--models), no model, and lengths alone. --gold reads documents aligned by people:
two folders of files `number<TAB>sentence` and one, `gold`, of files with lines `[0, 1]:[0]`. --speed aligns 10,000 with 10,000
sentences (vectors are given) and says what that takes.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "models" / "alignment"))

from damage import TASK, Beads, Damaged, damaged, pairs, read  # noqa: E402  found through the line above
from lines import remembering, sentences  # noqa: E402  likewise

from tqcheck.align import Vectors, align, anchors  # noqa: E402
from tqcheck.document import Bead  # noqa: E402
from tqcheck.scorers.encoder import Encoder  # noqa: E402
from tqcheck.scorers.folder import ModelFolder  # noqa: E402

OURS = [ROOT / "tests" / "align" / "texts", ROOT / "corpora" / "coalition-article"]
WAYS = ("vectors", "no model", "lengths")


class Tally(NamedTuple):
    """Beads with something on both sides."""

    right: int = 0
    found: int = 0
    known: int = 0

    def plus(self, other: Tally) -> Tally:
        """Return the sum."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """0..1."""
        return 2 * self.right / max(1, self.found + self.known)


def tally(beads: Sequence[Bead], known: Beads) -> Tally:
    """Count."""
    found = {(bead.source, bead.target) for bead in beads if bead.source and bead.target}
    gold = {bead for bead in known if bead[0] and bead[1]}
    return Tally(len(found & gold), len(found), len(gold))


def measured(document: Damaged, vectors: Vectors | None) -> list[Tally]:
    """Return the tally of each of WAYS; an empty one for vectors that are not there."""
    source, target = sentences(document.source), sentences(document.target)
    known = [align(source, target, vectors=vectors)] if vectors else [[]]
    known.append(align(source, target, vectors=None))
    with patch.object(anchors, "vectors", _nothing_alike):
        known.append(align(source, target, vectors=None))
    return [tally(beads, document.beads) for beads in known]


def _nothing_alike(source: Sequence[str], target: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return np.zeros((len(source), 1), dtype=np.float32), np.zeros((len(target), 1), dtype=np.float32)


def documents(folders: Sequence[Path], rounds: int) -> Iterator[tuple[str, Damaged]]:
    """Yield damaged documents by the name of their pair of languages."""
    for folder in folders:
        for name, tags in read(folder).items():
            first = "en" if "en" in tags else min(tags)
            for tag in sorted(tags.keys() - {first}):
                for number in range(rounds):
                    dice = random.Random(f"{name} {tag} {number}")
                    yield f"{name} {first}–{tag}", damaged(pairs(tags[first], tags[tag]), TASK, dice)


def gold(folder: Path) -> Iterator[tuple[str, Damaged]]:
    """Yield documents aligned by people; English is the source where it is there."""
    sides = sorted(
        (p for p in folder.iterdir() if p.is_dir() and p.name != "gold"), key=lambda p: (p.name[:2] != "en", p.name)
    )
    for path in sorted((folder / "gold").glob("*.txt")):
        texts = [
            [line.split("\t", 1)[-1] for line in (side / path.name).read_text(encoding="utf-8").splitlines()]
            for side in sides
        ]
        beads = [tuple(tuple(json.loads(side)) for side in line.split(":")) for line in path.read_text().splitlines()]
        yield f"gold {path.stem}", Damaged(texts[0], texts[1], [(a, b) for a, b in beads])


def table(found: Iterator[tuple[str, Damaged]], vectors: Vectors | None) -> list[str]:
    """Return lines of Markdown: strict F1 for each name."""
    rows: dict[str, list[Tally]] = {}
    for name, document in found:
        new = measured(document, vectors)
        rows[name] = [a.plus(b) for a, b in zip(rows.get(name, [Tally()] * len(WAYS)), new, strict=True)]
    total = [
        Tally(*(sum(column) for column in zip(*(row[way] for row in rows.values()), strict=True)))
        for way in range(len(WAYS))
    ]
    lines = ["| documents | beads | " + " | ".join(WAYS) + " |", "|---|---:|" + "---:|" * len(WAYS)]
    for name, row in [*rows.items(), ("**all**", total)]:
        figures = (f"{way.f1:.3f}" if way.found else "–" for way in row)
        lines.append(f"| {name} | {row[1].known} | " + " | ".join(figures) + " |")
    return lines


def speed(count: int = 10_000) -> str:
    """Align documents of `count` sentences, a twentieth of them left out and a passage of 50, and say what it took."""
    dice = np.random.default_rng(1)
    meant = dice.normal(size=(count, 384)).astype(np.float32)
    shared = dice.normal(size=384).astype(np.float32)  # what gives strangers a cosine of .5, as in real models
    kept = np.flatnonzero((dice.random(count) > 0.05) & ((np.arange(count) < 4000) | (np.arange(count) >= 4050)))
    other = (meant + 0.6 * dice.normal(size=meant.shape).astype(np.float32))[kept]
    sides = {
        side: (raw + shared) / np.linalg.norm(raw + shared, axis=1, keepdims=True)
        for side, raw in (("source", meant), ("target", other))
    }
    texts = [" ".join(f"w{number}" for number in dice.integers(0, 99_999, dice.integers(3, 30))) for _ in range(count)]
    source, target = sentences(texts), sentences([texts[place].upper() for place in kept])
    before, started, used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter(), time.process_time()
    beads = align(source, target, vectors=lambda _, side: sides[side])
    seconds, used = time.perf_counter() - started, time.process_time() - used
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    known: Beads = [((int(place),), (number,)) for number, place in enumerate(kept)]
    f1 = tally(beads, known).f1
    return f"{len(source)} × {len(target)} sentences: {seconds:.1f} s ({used:.1f} CPU-seconds), {more:.0f} MiB, F1 {f1:.4f}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=OURS)
    parser.add_argument("--models", type=Path, help="the folder of the model with the encoder")
    parser.add_argument("--gold", type=Path, help="a folder of documents that people aligned")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--markdown", type=Path, help="also write the tables here")
    args = parser.parse_args()
    vectors = remembering(Encoder(ModelFolder.open(args.models))) if args.models else None
    lines = table(documents(args.folders, args.rounds), vectors)
    if args.gold:
        lines += ["", *table(gold(args.gold), vectors)]
    if args.speed:
        lines += ["", speed()]
    print("\n".join(lines))
    if args.markdown:
        args.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
