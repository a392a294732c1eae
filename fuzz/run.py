"""Fuzz with atheris: every target in turn, and how often each was executed.

`python fuzz/run.py --minutes 10 [TARGET …]`: a target may be the beginning of a name (`read-`); `--list` names all.
What ends in a failure is kept in `--found`, and the exit code is 1; `python fuzz/harness.py TARGET FILE` repeats it.
Atheris is a development tool (`pip install --group fuzz`) and no dependency of the package.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HARNESS = Path(__file__).resolve().parent / "harness.py"
TIMEOUT = 20
"""Seconds from which one input counts as a hang."""
MEMORY = 3_000
"""MiB from which a target counts as greedy."""
LEAST = 10
"""Seconds that each target gets, whatever is left."""
MOST_FAILURES = 5
"""After so many the next target is taken."""


@dataclass(slots=True)
class Tally:
    """What became of one target."""

    executions: int = 0
    seconds: float = 0.0
    failures: int = 0


def names() -> list[str]:
    """Return every target; in a process of its own, since what is imported here is not watched there."""
    code = f"import sys; sys.path.insert(0, {str(HARNESS.parent)!r}); import targets; print(*targets.targets())"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def sow(name: str, folder: Path) -> None:
    """Write what fuzzing of a target begins with."""
    code = f"import sys; sys.path.insert(0, {str(HARNESS.parent)!r}); import targets; from pathlib import Path\n"
    code += (
        f"for n, seed in enumerate(targets.seeds({name!r})): (Path({str(folder)!r}) / f'seed-{{n}}').write_bytes(seed)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def fuzz(name: str, *, seconds: float, found: Path, corpus: Path | None) -> Tally:
    """Fuzz one target for so many seconds, going on after failures."""
    tally, prefix = Tally(), found / f"{name}-"
    with tempfile.TemporaryDirectory(prefix="tqcheck-corpus-") as scratch:
        folder = corpus / name if corpus else Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        sow(name, folder)
        while (left := seconds - tally.seconds) >= 1 and tally.failures < MOST_FAILURES:
            limits = [f"-max_total_time={int(left)}", f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}", "-max_len=4096"]
            command = [
                sys.executable,
                str(HARNESS),
                name,
                *limits,
                f"-artifact_prefix={prefix}",
                "-print_final_stats=1",
            ]
            begun = time.monotonic()
            ended = subprocess.run(
                [*command, "-close_fd_mask=1", str(folder)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=False,
            )
            said = ended.stderr.decode("utf-8", "replace")
            tally.seconds += time.monotonic() - begun
            tally.executions += _executions(said)
            if ended.returncode:
                tally.failures += 1
                Path(f"{prefix}{tally.failures}.log").write_text(said, encoding="utf-8")
                print(f"{name}: {_reason(said)}", flush=True)
    return tally


def _executions(said: str) -> int:
    counted = re.findall(r"number_of_executed_units:\s*(\d+)", said) or re.findall(r"^#(\d+)", said, re.MULTILINE)
    return int(counted[-1]) if counted else 0


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if re.search(r"Error|ERROR|Exception|ALARM", line)]
    kept = re.findall(r"Test unit written to (\S+)", said)
    return " | ".join([*lines[:3], *kept[-1:]]) or said[-300:]


def main() -> int:
    """Fuzz, print a table, and return 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", help="names, or beginnings of names; all without")
    parser.add_argument("--minutes", type=float, default=10, help="for all targets together")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="folder for what failed")
    parser.add_argument("--corpus", type=Path, help="folder that keeps what was tried, for the next run")
    parser.add_argument("--list", action="store_true", help="name the targets and stop")
    asked = parser.parse_args()
    chosen = [name for name in names() if not asked.targets or name.startswith(tuple(asked.targets))]
    if asked.list or not chosen:
        print(*chosen or ["no such target"], sep="\n")
        return 0 if chosen else 2
    asked.found.mkdir(parents=True, exist_ok=True)
    total, begun = Tally(), time.monotonic()
    for number, name in enumerate(chosen):
        left = asked.minutes * 60 - (time.monotonic() - begun)
        tally = fuzz(name, seconds=max(LEAST, left / (len(chosen) - number)), found=asked.found, corpus=asked.corpus)
        total.executions += tally.executions
        total.seconds += tally.seconds
        total.failures += tally.failures
        print(
            f"{name:24} {tally.executions:>10,} executions {tally.seconds:>7.0f} s {tally.failures} failures",
            flush=True,
        )
    print(f"{'all':24} {total.executions:>10,} executions {total.seconds:>7.0f} s {total.failures} failures")
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
