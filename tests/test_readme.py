"""The README: its picture is what a run prints today, and its commands run."""

import re
import shlex
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


@pytest.mark.parametrize("command", COMMANDS)
def test_command(command: str, tmp_path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", *shlex.split(command.replace("/tmp/", f"{tmp_path}/"))],
        cwd=ROOT / "corpora" / ("coalition-article" if "--source article.fr.txt" in command else ""),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert ran.returncode in (0, 1), ran.stderr
    assert not ran.stderr


@pytest.mark.parametrize("target", ["demo", "test", "lint", "docs", "speed"])
def test_make_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
