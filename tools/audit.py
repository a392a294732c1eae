"""Ask whether weaknesses of the pinned packages are known: `python tools/audit.py [--where-possible]`.

pip-audit reports success for packages that it could not ask about. Here a line that begins with “not asked” tells of
them, and they fail the run unless `--where-possible` is given, as in CI, where the network may be closed. A known
weakness always does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

COMMAND = ("-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json")
SHOWN = 5
"""Names in one line."""


def ask(requirements: str) -> tuple[list[dict[str, Any]], str]:
    """Return what pip-audit says of each package, and why it says nothing."""
    command = [sys.executable, *COMMAND, "-r", requirements]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    except subprocess.TimeoutExpired:
        return [], "no answer in ten minutes"
    try:
        return json.loads(ended.stdout)["dependencies"], ""
    except (ValueError, KeyError):
        return [], (ended.stderr.strip().splitlines() or ["no answer"])[-1][:200]


def report(packages: list[dict[str, Any]], why: str) -> tuple[list[str], int, int]:
    """Return the lines to print, how many packages are weak, and how many were not asked about (1 if none was)."""
    weak = [p for p in packages if p.get("vulns")]
    unknown = [f"{p['name']} ({p['skip_reason']})" for p in packages if "skip_reason" in p]
    lines = [
        f"{p['name']} {p['version']}: {v['id']}, mended in {', '.join(v['fix_versions']) or 'no version'}"
        for p in weak
        for v in p["vulns"]
    ]
    if why or not packages:
        lines.append(f"not asked: no package at all: {why or 'none is pinned'}")
        return lines, len(weak), 1
    if unknown:
        more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
        lines.append(f"not asked: {'; '.join(unknown[:SHOWN])}{more}")
    lines.append(f"{len(packages) - len(unknown)} packages asked about, {len(weak)} with a known weakness")
    return lines, len(weak), len(unknown)


def main() -> int:
    """Print what is known and return the exit code."""
    lines, weak, unknown = report(*ask("constraints.txt"))
    print(*lines, sep="\n")
    return 1 if weak or (unknown and "--where-possible" not in sys.argv) else 0


if __name__ == "__main__":
    sys.exit(main())
