"""The command `baseline`: what a run finds becomes what is known."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tqcheck.api import run
from tqcheck.baseline import USUAL, Baseline, Entry, dumped, empty, load
from tqcheck.baseline.known import Known
from tqcheck.cli.checking import CLEAN, INCOMPLETE
from tqcheck.cli.options.baseline import BaselineOptions
from tqcheck.cli.output import replaced
from tqcheck.cli.progress import watched
from tqcheck.cli.request import inputs, settings
from tqcheck.cli.warnings import Warnings
from tqcheck.errors import UsageError
from tqcheck.model import Skip, Summary


def write_baseline(request: BaselineOptions) -> int:
    """Check, write the baseline, say in a line what changed in it, and return the exit code."""
    config = settings(request)
    files = inputs(request, config)
    path = request.output or config.baseline or USUAL
    before = _before(path)
    known, warnings = Known(before), Warnings(quiet=request.quiet, people=False)
    with watched(files, wanted=not (request.no_progress or request.quiet)) as seen:
        running = run(seen, replace(config, baseline=None), known=known)
        if files.pair:
            files.pair.lend(running.embedder)
        for item in running:
            if isinstance(item, Skip):
                warnings.add(item)
    warnings.finish()
    summary = running.summary()
    counts = known.still() if request.prune else known.now()
    with replaced(path, inputs=files.names) as out:
        out.write(dumped(counts).encode(errors="backslashreplace"))
    if not request.quiet:
        sys.stdout.write(_told(path, before, counts, summary))
        if config.baseline is None and not before.counts and counts:
            sys.stdout.write(_next(path))
    return INCOMPLETE if summary.incomplete else CLEAN


def _before(path: str) -> Baseline:
    if path == "-":
        raise UsageError("a baseline is a file: its paths begin at its folder.", mend="Give one with -o.")
    return load(path) if Path(path).exists() else empty(path)


def _told(path: str, before: Baseline, counts: Mapping[Entry, int], summary: Summary) -> str:
    """Return how many findings the baseline has, and how many came and went."""
    total = sum(counts.values())
    old = {entry.key: n for entry, n in before.counts.items()}
    new = sum(max(0, n - old.get(entry.key, 0)) for entry, n in counts.items())
    gone = sum(old.values()) + new - total
    changes = ", ".join(f"{n:,} {what}" for n, what in ((new, "new"), (gone, "gone")) if n)
    unchanged = "as before" if old else "none"
    found = f"{total:,} finding{'' if total == 1 else 's'} ({changes or unchanged})"
    return f"{path}: {found}, from {summary.segments:,} segment{'' if summary.segments == 1 else 's'}.\n"


def _next(path: str) -> str:
    """Return how a first baseline is used, which the configuration does not name."""
    return f"Next: tqcheck check --baseline {path}, or a line in the configuration: baseline = {json.dumps(path)}\n"
