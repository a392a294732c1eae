"""Check every sample corpus of corpora/ with the command line and print what it says."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

CORPORA = Path(__file__).parent.parent / "corpora"
SHOWN = "6"


def main() -> int:
    """Return 0 when every run ended as a run with findings does."""
    broken = 0
    for plan in sorted(CORPORA.glob("*/expected.toml"), key=lambda p: p.parent.name != "coalition-article"):
        corpus = tomllib.loads(plan.read_text(encoding="utf-8"))
        command = ["tqcheck", "check", *corpus["args"], "--show", SHOWN]
        print(f"\n━━ {corpus['title']} ━━\n{plan.parent.name}$ {shlex.join(command)}\n", flush=True)
        ended = subprocess.run([sys.executable, "-m", *command], cwd=plan.parent, check=False)
        broken += ended.returncode != 1
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main())
