"""Write pairs with synthetic errors: `python synthesise.py --data FOLDER --out FILE.jsonl.xz [--count 60000]`.

The same seed and data give the same file. Language pairs are drawn by the root of their size, so that small ones count.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import lzma
import random
from collections import Counter, defaultdict
from pathlib import Path

import corpus
from synthesis import Generator, Pair


def drawn(pool: list[Pair], count: int, rng: random.Random) -> list[Pair]:
    """Return `count` pairs, those of one target language together, since the generator learns each language once."""
    grouped: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pool:
        grouped[pair.target_lang, pair.source_lang].append(pair)
    keys = sorted(grouped)
    shares = Counter(rng.choices(keys, [len(grouped[k]) ** 0.5 for k in keys], k=count))
    return [rng.choice(grouped[key]) for key in keys for _ in range(shares[key])]


def main() -> None:
    """Write the file and print how many of each kind there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev/ and train/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=60_000)
    parser.add_argument("--per-pair", type=int, default=300, help="clean pairs of a language pair of Tatoeba")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pool = [
        Pair(source_lang=a, target_lang=b, source=s, target=t)
        for a, b, s, t in corpus.clean(args.data, per_pair=args.per_pair)
    ]
    generator = Generator(pool, seed=args.seed)
    kinds: Counter[str] = Counter()
    with lzma.open(args.out, "wt", encoding="utf-8") as file:
        for pair in drawn(pool, args.count, random.Random(args.seed)):
            bad = generator.corrupt(pair)
            if bad is not None:
                kinds[bad.kind] += 1
                line = {"good": dataclasses.asdict(pair), "bad": dataclasses.asdict(bad)}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(json.dumps(dict(kinds.most_common()), indent=1))


if __name__ == "__main__":
    main()
