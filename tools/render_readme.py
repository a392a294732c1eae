"""Render the picture of the README from a real run over the sample article, so that it cannot go stale.

python tools/render_readme.py            write docs/article.svg
python tools/render_readme.py --check    exit 1 when the picture is not what a run prints today
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "article.svg"
COMMAND = "tqcheck check --source article.fr.txt --target article.en.txt --source-lang fr --target-lang en --show 3"
WIDTH = 110
# The picture asks no server for a font; every system has a monospaced one.
_FONT_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def picture() -> str:
    """Return the SVG of what the command prints in a terminal of WIDTH cells."""
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment |= {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    environment["TQCHECK_MODELS"] = "none"  # what the rules find is the same on every machine
    ran = subprocess.run(
        [sys.executable, "-m", *COMMAND.split()],
        cwd=ROOT / "corpora" / "coalition-article",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 1:
        raise SystemExit(f"the run ended with {ran.returncode}: {ran.stderr}")
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text("$ " + COMMAND, style="bold"))
    console.print(Text.from_ansi(ran.stdout))
    drawn = console.export_svg(title="tqcheck", unique_id="tqcheck")
    return _FONT_FACES.sub("", drawn).replace("Fira Code", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono'")


def main() -> int:
    """Write or check the picture."""
    drawn = picture()
    if "--check" in sys.argv:
        return int(not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != drawn)
    PICTURE.write_text(drawn, encoding="utf-8")
    print(f"wrote {PICTURE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
