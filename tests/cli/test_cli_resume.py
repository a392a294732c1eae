"""check --resume: killed at any moment, it goes on without a lost or doubled segment."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WORDS = ("The the house", "A red boat", "Three ships", "No letter", "The mill", "It it rains")
SLOW = """
import sys, time
from tqcheck import pipeline
from tqcheck.__main__ import main
judge = pipeline.Panel.judge
def slow(*given):
    time.sleep(0.03)
    return judge(*given)
pipeline.Panel.judge = slow
sys.exit(main(sys.argv[1:]))
"""
"""Leaves time to kill a run of few segments."""
CHECKS = ("--select", "LNG102,CON101,CON102,ACC305,ACC601,ACC101", "--profile", "audit")
MARKDOWN = ("-o", "markdown=out.md")


@pytest.fixture
def corpus(tmp_path, monkeypatch) -> Path:
    """A table of 2,000 pairs, some with a doubled word or another number, some rows broken, with sources that recur."""
    (tmp_path / ".git").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    dice = random.Random(5)
    path = tmp_path / "big.tsv"
    rows = ["fr\ten"]
    for n in range(2000):
        figure = n if n % 17 else n + 1
        pair = f"La phrase {n % 300} et {n}.\t{dice.choice(WORDS)} {n % 300} and {figure}."
        rows.append(pair if n % 401 else "broken")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def command(*more: str, slow: bool = False) -> list[str]:
    start = ["-c", SLOW] if slow else ["-m", "tqcheck"]
    return [sys.executable, *start, "check", "big.tsv", "--source-lang", "fr", "--target-lang", "en", *CHECKS,
            "--no-models", "--quiet", *more]  # fmt: skip


def run(*more: str) -> subprocess.CompletedProcess:
    return subprocess.run(command(*more), capture_output=True, text=True, timeout=120, check=False)


def timeless(text: str) -> str:
    return re.sub(r'"seconds": ?[\d.]+|in [\d.]+ s\b|[\d.]+ (seconds|s)\b', "", text)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.usefixtures("corpus")
def test_a_run_that_is_killed_at_random_moments(jobs) -> None:
    outputs = [*MARKDOWN, "-o", "json=out.json", "-o", "jsonl=out.jsonl", "--annotate", "out.tsv"]
    names = ["out.md", "out.json", "out.jsonl", "out.tsv"]
    whole = run(*outputs)
    expected = [timeless(Path(name).read_text(encoding="utf-8")) for name in names]
    for name in names:
        Path(name).unlink()
    dice = random.Random()
    journal = Path("out.md.journal")
    sizes, killed = [0], 0
    while killed < 4:
        running = subprocess.Popen(command(*outputs, "--resume", "--jobs", jobs, slow=True), start_new_session=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
        wait_for(lambda known=sizes[-1]: journal.exists() and journal.stat().st_size > known, running)
        time.sleep(dice.random() * 0.1)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        killed += 1
        sizes.append(journal.stat().st_size)
        assert not any(Path(name).exists() for name in names)
    assert sizes == sorted(sizes)
    ended = run(*outputs, "--resume", "--jobs", jobs)
    assert (ended.returncode, ended.stdout, ended.stderr) == (whole.returncode, whole.stdout, whole.stderr)
    assert [timeless(Path(name).read_text(encoding="utf-8")) for name in names] == expected
    assert len(Path("out.jsonl").read_text().splitlines()) == 2000 - 5
    assert sorted(p.name for p in Path().iterdir()) == sorted([".git", "big.tsv", *names])


def wait_for(ready, running: subprocess.Popen) -> None:
    end = time.monotonic() + 60
    while not ready():
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def stopped(corpus) -> Path:  # noqa: ARG001  the files
    """The journal of a run that was stopped half-way."""
    running = subprocess.Popen(command("-o", "jsonl=out.jsonl", "--resume", slow=True), start_new_session=True)
    journal = Path("out.jsonl.journal")
    wait_for(lambda: journal.exists() and journal.read_bytes().count(b"\n") > 4, running)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    return journal


def test_what_is_left_of_a_line_is_judged_again(stopped) -> None:
    whole = stopped.read_bytes()
    for cut in (3, 40, len(whole) - 30):
        stopped.write_bytes(whole[:-cut])
        assert run("-o", "jsonl=out.jsonl", "--resume").returncode == 3
        rows = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [row["id"] for row in rows] == [str(n + 2) for n in range(2000) if n % 401]
        assert not stopped.exists()


@pytest.mark.parametrize(("change", "more", "said"), [
    ("", ("--profile", "ci"), "the setting 'profile' changed since"),
    ("", ("--ignore", "LNG102"), "the setting 'ignore' changed since"),
    ("", ("--source-column", "fr"), "how files are read changed since"),
    ("La fin.\tThe end.\n", (), "big.tsv changed since"),
])  # fmt: skip
def test_another_run_does_not_go_on_from_it(stopped, change, more, said) -> None:
    with Path("big.tsv").open("a", encoding="utf-8") as file:
        file.write(change)
    before = stopped.read_bytes()
    ended = run("-o", "jsonl=out.jsonl", "--resume", *more)
    assert ended.returncode == 2
    assert ended.stderr.startswith("tqcheck: error: out.jsonl.journal: this run cannot go on where another stopped: ")
    assert said in ended.stderr
    assert stopped.read_bytes() == before
    assert not Path("out.jsonl").exists()


def test_settings_that_change_nothing_of_what_is_found_may_change(stopped) -> None:
    assert run("-o", "jsonl=out.jsonl", "--resume", "--jobs", "2", "--fail-on", "never").returncode == 3
    assert not stopped.exists()


@pytest.mark.parametrize(("arguments", "said"), [
    (("big.tsv", "--resume"), "--resume keeps a journal beside the file that is written"),
    (("-", "-o", "a.jsonl", "--resume"), "standard input is gone"),
    (("big.tsv", "-o", "a.txt", "--resume", "--fix"), "does not go with --fix"),
])  # fmt: skip
def test_what_cannot_be_resumed(tqcheck, corpus, arguments, said) -> None:
    ended = tqcheck("check", *arguments)
    assert ended.code == 2
    assert said in ended.err
    assert sorted(p.name for p in corpus.parent.iterdir()) == [".git", "big.tsv"]


@pytest.mark.parametrize("text", [b"mine\n", b"tqcheck journal 00000000 {}\n"])
@pytest.mark.usefixtures("corpus")
def test_a_file_that_is_no_journal_stays(tqcheck, text) -> None:
    path = Path("a.jsonl.journal")
    path.write_bytes(text)
    ended = tqcheck("check", "big.tsv", "-o", "jsonl=a.jsonl", "--resume")
    assert ended.code == 2
    assert "is no journal that this version can go on from" in ended.err
    assert path.read_bytes() == text
