"""What is said of the mutants: the score by folder, and how each survivor differs."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from sites import Mutant

Tried = Iterable[tuple[Mutant, str]]
SEEN = ("killed", "timeout")


def table(tried: Tried) -> str:
    """Return Markdown: mutants, killed ones and the score of each folder."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mutant, outcome in tried:
        for folder in (mutant.path.rpartition("/")[0], "all"):
            counts[folder][outcome] += 1
    rows = ["| folder | mutants | killed | endless | survived | not run | score |", "|---|---|---|---|---|---|---|"]
    for folder, by in sorted(counts.items(), key=lambda item: (item[0] == "all", item[0])):
        score = sum(by[name] for name in SEEN) / by.total()
        told_ = [by.total(), *(by[name] for name in ("killed", "timeout", "survived", "not run")), f"{score:.1%}"]
        rows.append(f"| `{folder}` | {' | '.join(map(str, told_))} |")
    return "\n".join(rows)


def told(root: Path, tried: Tried) -> str:
    """Return the lines that changed in each mutant that no test saw."""
    return "\n".join(_told(root, mutant, outcome) for mutant, outcome in tried if outcome not in SEEN)


def _told(root: Path, mutant: Mutant, outcome: str) -> str:
    before = (root / mutant.path).read_text(encoding="utf-8").splitlines()
    changes = difflib.unified_diff(before, mutant.code(root).splitlines(), lineterm="", n=0)
    changed = [line for line in changes if line.startswith(("-", "+")) and line not in {"--- ", "+++ "}]
    return "\n".join([f"{mutant.path}:{mutant.line} {mutant.operator} {outcome}", *changed, ""])
