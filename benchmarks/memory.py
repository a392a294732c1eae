"""The most memory that a run takes, and its seconds: by size of corpus and number of jobs.

python benchmarks/memory.py [--pairs 10000,100000,1000000] [--jobs 1,2] [--models] [--markdown FILE]

Writes corpora of these sizes with corpus.py to a temporary folder, checks each as TSV in a process of its own with all its
output in a file, and asks the system for the largest resident set of it, and of any of its jobs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent


def measured(path: Path, *, jobs: int, models: bool) -> tuple[float, float, float]:
    """Return the largest resident set of one process in MB, wall seconds and CPU seconds of a check."""
    command = [sys.executable, "-m", "tqcheck", "check", str(path), "--jobs", str(jobs), "--quiet", "--no-cache",
               "-o", f"jsonl={path}.jsonl", "--exit-zero", *(() if models else ("--no-models",))]  # fmt: skip
    started = time.perf_counter()
    running = subprocess.Popen(command)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {running.returncode}")
    return used.ru_maxrss / 1024, time.perf_counter() - started, used.ru_utime + used.ru_stime


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", default="10000,100000,1000000")
    parser.add_argument("--jobs", default="1")
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--markdown", type=Path)
    args = parser.parse_args()
    lines = ["| pairs | jobs | peak MB | seconds | CPU seconds |", "|---:|---:|---:|---:|---:|"]
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, args.pairs.split(",")):
            path = Path(folder, f"{count}.tsv")
            make = [sys.executable, str(HERE / "corpus.py"), "--pairs", str(count), "--tsv", str(path)]
            subprocess.run(make, check=True)
            for jobs in map(int, args.jobs.split(",")):
                peak, seconds, cpu = measured(path, jobs=jobs, models=args.models)
                lines.append(f"| {count:,} | {jobs} | {peak:.0f} | {seconds:.1f} | {cpu:.1f} |")
                print(lines[-1], flush=True)
    text = "\n".join(lines)
    print(f"\n{text}")
    if args.markdown:
        args.markdown.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
