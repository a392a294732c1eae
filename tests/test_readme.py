"""The README: its picture is what a run prints today. Its commands are run by test_docs_run.py."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = [line[2:] for block in BLOCKS for line in block.splitlines() if line.startswith("$ tqcheck ")]


def test_the_picture_is_not_stale() -> None:
    ran = subprocess.run([sys.executable, "tools/render_readme.py", "--check"], cwd=ROOT, check=False)
    assert ran.returncode == 0, "make docs renews it"


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("target", ["demo", "test", "lint", "docs", "site", "speed"])
def test_make_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
