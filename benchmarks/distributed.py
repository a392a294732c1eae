"""What `--engine ray` costs for each pair: both passes and the joining, in this process and without Ray.

    python benchmarks/distributed.py --pairs 40000 --files 4

CPU time, and bytes as they lie on disk or go between machines. `docs/scale.md` multiplies them by a billion.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
if os.environ.get("PYTHONHASHSEED") != "0":  # as in the processes of Ray
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

import pyarrow as pa
from corpus import pairs
from pyarrow import parquet

from tqcheck.config import Config
from tqcheck.distributed.engine import _work
from tqcheck.distributed.joining import joined, merged, told
from tqcheck.distributed.judging import Judging
from tqcheck.distributed.learning import EVERYWHERE, OWN, Learnt, learn
from tqcheck.distributed.places import units
from tqcheck.distributed.run import Distributed
from tqcheck.formats import ReadOptions
from tqcheck.jobs.packing import expanded


def written(folder: Path, count: int, files: int) -> int:
    """Write the corpus and return its bytes."""
    made = iter(pairs(count))
    for number in range(files):
        some = list(islice(made, -(-count // files)))
        table = {
            "source": [p.source for p in some],
            "target": [p.target for p in some],
            "source_lang": ["en"] * len(some),
            "target_lang": [p.language for p in some],
        }
        parquet.write_table(pa.table(table), folder / f"part-{number:05}.parquet", compression="zstd")
    return sum(path.stat().st_size for path in folder.iterdir())


def main() -> None:
    """Write a corpus, and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=40_000)
    parser.add_argument("--files", type=int, default=4)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus, out = Path(folder, "corpus"), Path(folder, "out")
        corpus.mkdir()
        out.mkdir()
        size = written(corpus, asked.pairs, asked.files)
        options = ReadOptions()
        run = Distributed(units([str(corpus)], options), Config(models=()), options, out=str(out), worst=100)
        report(run, asked.pairs, size, out)


def report(run: Distributed, count: int, size: int, out: Path) -> None:
    """Measure, and print a table for each pair."""
    job, files = run._job, run._units  # noqa: SLF001  what `outcomes` hands to Ray
    clock = time.process_time()
    for unit in files[:1]:  # load tables of languages, which a worker does once
        Judging(job, None).judge(unit, expanded(next(x.data for x in learn(unit, job) if x.bucket == OWN)), (), ())
    print(f"loading and warming up: {time.process_time() - clock:.1f} s")
    clock = time.process_time()
    learnt = [one for unit in files for one in learn(unit, job)]
    first = time.process_time() - clock
    keyed = [one for one in learnt if one.bucket >= 0]
    everywhere = [one.data for one in learnt if one.bucket == EVERYWHERE]
    clock = time.process_time()
    known: defaultdict[int, list[bytes]] = defaultdict(list)
    by_bucket: defaultdict[int, list[Learnt]] = defaultdict(list)
    for one in keyed:
        by_bucket[one.bucket].append(one)
    for some in by_bucket.values():
        for unit, data in joined(some, job):
            known[unit].append(data)
    whole = told(merged(everywhere, job), job)
    joining = time.process_time() - clock
    own = {one.unit: expanded(one.data) for one in learnt if one.bucket == OWN}
    judging = Judging(job, whole)
    clock = time.process_time()
    for work in _work(files, own, job):
        unit, mine, before = expanded(work.data)
        run.whole.take(judging.judge(unit, mine, before, known[unit.number]))
    second = time.process_time() - clock
    written_bytes = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    back = sum(len(data) for some in known.values() for data in some)
    rows = [
        ("first pass, CPU µs", 1e6 * first / count),
        ("joining by key, CPU µs", 1e6 * joining / count),
        ("second pass with writing, CPU µs", 1e6 * second / count),
        ("all, pairs per CPU-second", count / (first + joining + second)),
        ("read, bytes (zstd)", size / count),
        ("written, bytes (zstd)", written_bytes / count),
        ("to the shuffle by key, bytes", sum(len(one.data) for one in keyed) / count),
        ("back from it to the files, bytes", back / count),
    ]
    summary = run.whole.summary(0)
    print(f"{count:,} pairs in {len(files)} files; {sum(summary.by_check.values()) / count:.1%} findings")
    print(f"to all: {len(whole):,} bytes, from {sum(map(len, everywhere)):,}")
    for name, value in rows:
        print(f"| {name} | {value:,.1f} |")


if __name__ == "__main__":
    main()
