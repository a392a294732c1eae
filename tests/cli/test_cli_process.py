"""The command as a process: start-up, pipes, completion."""

import os
import subprocess
import sys

import pytest

ONLY = ("--select", "doubled-word", "--target-lang", "en")
COMMAND = [sys.executable, "-m", "tqcheck"]


def run(*arguments, **more) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}} | more.pop("env", {})
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, encoding="utf-8", env=environment,
                          check=False, timeout=60, **more)  # fmt: skip


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version_loads_nothing(flag) -> None:
    code = (
        "import sys; from tqcheck.__main__ import main; main([sys.argv[1]]); "
        "print(sorted({'typer', 'rich', 'lxml', 'regex', 'babel', 'langcodes'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code, flag], capture_output=True, text=True, check=True)
    version, loaded = ended.stdout.splitlines()
    assert version.startswith("tqcheck 0.")
    assert loaded == "[]"


def test_help_loads_no_check() -> None:
    code = (
        "import sys; from tqcheck.__main__ import main; main(['check', '--help']); "
        "print(sorted({'lxml', 'regex', 'babel', 'polib', 'tqcheck.api'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
    assert "--fail-on" in ended.stdout


@pytest.mark.parametrize(("given", "ours"), [("", True), ("['--version']", False)])
def test_garbage_is_looked_for_as_ever_where_the_process_is_not_ours(given, ours) -> None:
    code = (
        "import gc, sys; before = gc.get_threshold(); sys.argv = ['tqcheck', '--version']; "
        f"from tqcheck.__main__ import main; main({given}); print(gc.get_threshold() == before, gc.get_freeze_count())"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    same, frozen = ended.stdout.splitlines()[-1].split()
    assert (same, int(frozen) > 0) == (str(not ours), ours)


def test_standard_input_and_output(tmp_path) -> None:
    ended = run("check", "-", *ONLY, "--output-format", "jsonl", "--fail-on", "minor", cwd=tmp_path,
                input='{"id": "é", "source": "Un.", "target": "One one."}\n')  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith('{"id":"é"')


def test_a_closed_pipe_is_no_error(tmp_path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text('{"id": "1", "source": "Un.", "target": "One one."}\n' * 5000, encoding="utf-8")
    running = subprocess.Popen([*COMMAND, "check", str(path), "--select", "doubled-word", "--output-format", "jsonl"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    running.stdout.readline()
    running.stdout.close()
    errors = running.stderr.read()
    running.stderr.close()
    assert running.wait(60) == 141
    assert errors == b""


def test_a_terminal_that_knows_only_ascii(tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "source": "Un.", "target": "The the “日本”."}\n', encoding="utf-8")
    ended = run("check", str(path), *ONLY, env={"PYTHONIOENCODING": "ascii"})
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "日本" in ended.stdout


def complete(*words, shell="bash") -> list[str]:
    environment = {"_TQCHECK_COMPLETE": f"complete_{shell}", "COMP_WORDS": " ".join(["tqcheck", *words]),
                   "COMP_CWORD": str(len(words))}  # fmt: skip
    return run(env=environment).stdout.splitlines()


@pytest.mark.parametrize(("words", "offered"), [
    (["ch"], {"check", "checks"}),
    (["explain", "LNG10"], {"LNG102"}),
    (["explain", "doubled-w"], {"doubled-word"}),
    (["check", "--select", "doubled-w"], {"doubled-word"}),
    (["check", "--profile", "a"], {"audit"}),
    (["check", "--fail-on", "m"], {"minor", "major"}),
    (["check", "--output-format", "j"], {"json", "jsonl"}),
    (["check", "-o", "sa"], {"sarif=", "sarif-github="}),
    (["check", "--format", "x"], {"xliff"}),
])  # fmt: skip
def test_completion(words, offered) -> None:
    found = set(complete(*words))
    assert offered <= found
    assert all(f.lower().startswith(words[-1].lower()) for f in found)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell) -> None:
    assert (
        "_TQCHECK_COMPLETE"
        in run("--show-completion", shell, env={"SHELL": shell}).stdout
        + run(env={"_TQCHECK_COMPLETE": f"source_{shell}"}).stdout
    )
