"""How long `tqcheck check` takes for a file of 100 lines, from the start of its process to the end.

python benchmarks/startup.py [--lines 100] [--runs 7] [--without-models] [--markdown FILE]

English to German, to Japanese, to seven languages in turn, from corpus.py; each run is a process of its own, the kinds of
run in turn, so that a busy machine is busy for all. Of each the median and the least of the seconds by the clock and of
CPU seconds, all threads together, and the largest resident set. `--version` shows what Python itself takes; a line of one
pair shows what loading takes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

import corpus

LANGUAGES = {"German": {"de"}, "Japanese": {"ja"}, "seven languages": {"ar", "de", "fr", "hi", "ja", "ko", "ru"}}
HEAD = "id\tsource\ttarget\tsource_lang\ttarget_lang\n"


class Taken(NamedTuple):
    """What one process took."""

    wall: float
    cpu: float
    peak: float
    """MB."""


def file(folder: Path, lines: int, languages: set[str]) -> Path:
    """Write that many pairs into these languages."""
    fitting = (pair for pair in corpus.pairs(10 * lines) if pair.language in languages)
    rows = [f"{p.number}\t{p.source}\t{p.target}\ten\t{p.language}\n" for p in islice(fitting, lines)]
    path = folder / f"{lines}-{'-'.join(sorted(languages))}.tsv"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def taken(arguments: Sequence[str]) -> Taken:
    """Run the command and ask the system what it took."""
    command = [sys.executable, "-m", "tqcheck", *arguments]
    started = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {running.returncode}")
    return Taken(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def kinds(folder: Path, lines: int, *, models: bool) -> dict[str, list[str]]:
    """Return the arguments of each kind of run by what the table calls it."""
    found = {"`tqcheck --version`": ["--version"]}
    for flags in (["--no-models"], ["--models", "tqcheck-mini", "--no-cache"])[: 1 + models]:
        which = "with the model" if "--models" in flags else "without models"
        for count in (1, lines):
            for name, languages in LANGUAGES.items():
                if count > 1 or len(languages) == 1:
                    path = file(folder, count, languages)
                    found[f"{count} × {name}, {which}"] = ["check", str(path), "--quiet", "--exit-zero", *flags]
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=100)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--without-models", action="store_true")
    parser.add_argument("--markdown", type=Path, help="also write the table here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asked = kinds(Path(folder), args.lines, models=not args.without_models)
        rounds = [{name: taken(arguments) for name, arguments in asked.items()} for _ in range(args.runs + 1)]
    lines = [
        f"{args.runs} runs each, after one that fills the disk's cache; {os.cpu_count()} processors",
        "",
        "| run | seconds (least) | CPU seconds (least) | peak MB |",
        "|---|---:|---:|---:|",
    ]
    for name in asked:
        wall, cpu, peak = zip(*(one[name] for one in rounds[1:]), strict=True)
        lines.append(
            f"| {name} | {median(wall):.2f} ({min(wall):.2f}) | {median(cpu):.2f} ({min(cpu):.2f}) | {max(peak):.0f} |"
        )
    print("\n".join(lines))
    if args.markdown:
        args.markdown.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
