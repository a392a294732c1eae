"""The documentation does what it says: every command, snippet and setting in docs/ and README.md is run, page by page.

A page has a folder of its own with a copy of corpora/, and its blocks run in order, each from that folder, or from the
one that `<!-- in: folder -->` names. A command ends with 0, or with what `# exit 1` says behind it. What cannot be run
stands behind `<!-- not run: reason -->`. A block of `text` behind commands is what they print, unless
`<!-- not compared: reason -->` stands before it; `…` leaves characters or lines out.
"""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from tqcheck.cli import main
from tqcheck.cli.commands import app
from tqcheck.config import load, read_names

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(p for p in (ROOT / "docs").rglob("*.md") if p.parent.name != "checks"), ROOT / "README.md"]
SHELLS, OUTPUT = {"sh", "bash", "console"}, "text"
NOT_RUN = 25
"""So many blocks may be left out at most."""
_BLOCK = re.compile(
    r"(?:<!-- (?P<why>not run|not compared|in): (?P<reason>.*?) -->\s*\n)?"
    r"^(?P<indent> *)```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^(?P=indent)```",
    re.DOTALL | re.MULTILINE,
)
_EXIT = re.compile(r"#\s*exit(?: code)? (\d+)")
_HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")
_INLINE = re.compile(r"`(tqcheck [a-z]+[^`\n]*)`")


@dataclass(frozen=True)
class Block:
    kind: str
    text: str
    why: str
    reason: str
    line: int

    @property
    def skipped(self) -> bool:
        return self.why == "not run"


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _BLOCK.finditer(text):
        indent = len(match["indent"])
        body = "".join(line[indent:] for line in match["text"].splitlines(keepends=True))
        line = text.count("\n", 0, match.start("kind")) + 1
        found.append(Block(match["kind"], body, match["why"] or "", match["reason"] or "", line))
    return found


def commands(block: Block) -> list[str]:
    """The commands of a block: lines, with what goes on in a here-document or an open construct."""
    lines = block.text.splitlines()
    if block.kind == "console":
        lines = [line[2:] for line in lines if line.startswith("$ ")]
    found: list[str] = []
    until, opened = "", False
    for line in lines:
        if until or opened:
            found[-1] += f"\n{line}"
            until = "" if line == until else until
        elif line.strip() and not line.lstrip().startswith("#"):
            found.append(line)
            heredoc = _HEREDOC.search(line)
            until = heredoc[1] if heredoc else ""
        opened = not until and bool(found) and _open(found[-1])
    return found


def _open(command: str) -> bool:
    parsed = subprocess.run(["bash", "-n"], input=command, text=True, capture_output=True, check=False)
    return command.endswith("\\") or parsed.returncode != 0


@dataclass
class Place:
    """A page's folder, and what its blocks left behind."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    names: dict[str, object] = field(default_factory=lambda: {"__name__": "page"})
    printed: str = ""


@pytest.fixture
def place(tmp_path, monkeypatch) -> Place:
    shutil.copytree(ROOT / "corpora", tmp_path / "corpora")
    (tmp_path / ".git").mkdir()
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "tqcheck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tqcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    ours = {
        "COLUMNS": "100",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "HOME": str(tmp_path),
        "MPLBACKEND": "Agg",
        "PATH": os.pathsep.join([str(program.parent), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "XDG_CACHE_HOME": str(tmp_path / ".cache"),
    }
    for name, value in ours.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return Place(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
@pytest.mark.filterwarnings("ignore::DeprecationWarning:matplotlib", "ignore::DeprecationWarning:pyparsing")
def test_page(page: Path, place: Place, capfd) -> None:
    for block in blocks(page):
        if block.skipped:
            assert len(block.reason) > 4, f"{page}:{block.line}: say why it is not run"
            continue
        where = f"{page.relative_to(ROOT)}:{block.line}"
        os.chdir(place.root / (block.reason if block.why == "in" else ""))
        if block.kind in SHELLS:
            place.printed = "".join(_command(command, capfd, where) for command in commands(block))
        elif block.kind == "python":
            exec(compile(block.text, where, "exec"), place.names)
            place.printed = capfd.readouterr().out
        elif block.kind == "toml":
            _settings(block, place)
        elif block.kind == "yaml":
            _pipeline(block, where)
        elif block.kind == OUTPUT and block.why != "not compared" and place.printed:
            _compare(block, place.printed, where)


def _command(command: str, capfd, where: str) -> str:
    """Run a command, a plain one of ours in this process, for it is fast."""
    expected = int(found[1]) if (found := _EXIT.search(command)) else 0
    words = _words(command)
    if words and words[0] == "cd" and len(words) == 2:
        os.chdir(words[1])
        return ""
    if words and words[0] == "tqcheck":
        code = main(words[1:])
    else:
        shell = ["bash", "-eu", "-o", "pipefail", "-c", command]
        code = subprocess.run(shell, stdin=subprocess.DEVNULL, check=False).returncode
    captured = capfd.readouterr()
    assert code == expected, f"{where}: {command}\nended with {code}\n{captured.out}{captured.err}"
    return captured.out + captured.err


def _words(command: str) -> list[str]:
    """The words of a command that asks nothing of the shell but to part them; empty for any other."""
    parser = shlex.shlex(command, posix=True, punctuation_chars="();<>|&")
    parser.whitespace_split, parser.commenters = True, "#"
    words = list(parser)
    special = any(set(word) <= set("();<>|&") or set(word) & set("$*?`~\n") for word in words)
    assigned = bool(words) and "=" in words[0]
    return [] if special or assigned else words


def _settings(block: Block, place: Place) -> None:
    name = first[1] if (first := re.match(r"#\s*([\w.-]+\.toml)\b", block.text)) else "tqcheck.toml"
    folder = place.root / f"settings-{block.line}"
    folder.mkdir()
    path = folder / name
    path.write_text(block.text, encoding="utf-8")
    if name in {"tqcheck.toml", "pyproject.toml"}:
        assert load(path).path == str(path), "nothing in it is for tqcheck"
    else:
        read_names([str(path)])


def _pipeline(block: Block, where: str) -> None:
    for command in _tqcheck_lines(yaml.safe_load(block.text)):
        _known_flags(command, where)


def _tqcheck_lines(value: object) -> list[str]:
    if isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip().startswith("tqcheck ")]
    if isinstance(value, dict):
        return [line for part in value.values() for line in _tqcheck_lines(part)]
    return [line for part in value for line in _tqcheck_lines(part)] if isinstance(value, list) else []


def _known_flags(command: str, where: str) -> None:
    from typer.main import get_command

    known = get_command(app).commands
    words = shlex.split(command.replace("\\|", "|").replace("…", ""), comments=True)
    if len(words) < 2 or words[1].startswith("-"):
        return
    assert words[1] in known, f"{where}: there is no command {words[1]}"
    flags = {o for p in known[words[1]].params for o in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
    for word in words[2:]:
        flag = word.partition("=")[0]
        assert not re.fullmatch(r"--?[a-z][a-z-]*", flag) or flag in flags, f"{where}: {words[1]} has no flag {flag}"


def _compare(block: Block, printed: str, where: str) -> None:
    """Every line of the block is in what was printed, in its order; blanks do not count."""
    lines = iter([" ".join(line.split()) for line in printed.splitlines()])
    for line in block.text.splitlines():
        wanted = " ".join(line.split())
        if wanted not in {"", "…"} and not _printed(wanted, lines):
            pytest.fail(f"{where}: this is not printed (there, or in this order): {line}\n{printed}")


def _printed(wanted: str, lines: Iterator[str]) -> bool:
    pattern = re.compile(".*".join(re.escape(part.strip()) for part in wanted.split("…")))
    return any(pattern.fullmatch(line) for line in lines)


def test_little_is_left_out() -> None:
    left = [f"{p.relative_to(ROOT)}:{b.line}: {b.reason}" for p in PAGES for b in blocks(p) if b.skipped]
    print("\n".join(left))  # noqa: T201  pytest -rP lists them
    assert len(left) <= NOT_RUN, left


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_stand_in_blocks_that_are_run(page: Path) -> None:
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    assert not re.findall(r"^(?: {4}|\t)(?:\$ )?(?:tqcheck [a-z]|import tqcheck).*", text, re.MULTILINE)
    for found in _INLINE.finditer(text):
        if found[1].split()[1] not in {"is", "mini"}:
            _known_flags(found[1], str(page.relative_to(ROOT)))


def test_python_blocks_are_whole() -> None:
    for page in PAGES:
        for block in blocks(page):
            if block.kind == "python":
                ast.parse(block.text)
