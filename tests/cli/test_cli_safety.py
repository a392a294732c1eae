"""The command line against names that command terminals, full disks, closed folders, broken caches and secrets."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translators.endpoint_server import serving

from tqcheck.formats.annotations import codes, to_json
from tqcheck.reporters import NAMES
from tqcheck.translators import endpoint_client

COMMAND = [sys.executable, "-B", "-m", "tqcheck"]  # a limit on files would cut what Python keeps of modules
ONLY = ("--select", "doubled-word", "--source-lang", "fr", "--target-lang", "en")
HARMFUL = "bad\x1b]0;owned\x07\x1b[31m\u202e\u2066"
KEY = "sk-very-secret-0123456789"
PAIR = '{"id": "1", "source": "Un.", "target": "One one."}\n'
needs_posix = pytest.mark.skipif(os.name != "posix", reason="limits and modes of POSIX")


def harmless(text: str) -> bool:
    return not any(c in text for c in "\x1b\x07\u202e\u2066")


@needs_posix
def test_a_file_name_cannot_command_the_terminal(tqcheck, tmp_path) -> None:
    (tmp_path / f"{HARMFUL}.jsonl").write_text(PAIR + "{broken\n", encoding="utf-8")
    shown = tqcheck("check", f"{HARMFUL}.jsonl", *ONLY)
    missing = tqcheck("check", f"{HARMFUL}-gone.jsonl")
    unknown = tqcheck("check", f"{HARMFUL}.jsonl", "--select", HARMFUL)
    for ended in (shown, missing, unknown):
        assert harmless(ended.out + ended.err)
        assert "⟨U+001B⟩" in ended.out + ended.err or "\\x1b" in ended.err
    assert (missing.code, unknown.code) == (2, 2)  # what has brackets is a pattern


def test_keys_and_notes_cannot_command_the_terminal(tqcheck, tmp_path) -> None:
    record = {"id": HARMFUL, "key": HARMFUL, "source": "Un.", "target": f"One one {HARMFUL}", "note": HARMFUL}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert harmless(tqcheck("check", "a.jsonl", *ONLY).out)


@needs_posix
@pytest.mark.parametrize("name", [*NAMES, "annotate"])
def test_a_full_disk_is_told_and_the_old_report_stays(tmp_path, name) -> None:
    (tmp_path / "a.jsonl").write_text(PAIR * 300, encoding="utf-8")
    (tmp_path / "out").write_text("the old report", encoding="utf-8")
    flags = ["--annotate", "out"] if name == "annotate" else ["--output", f"{name}=out"]
    ended = subprocess.run(
        [*COMMAND, "check", "a.jsonl", *ONLY, *flags], cwd=tmp_path, capture_output=True, text=True, check=False,
        timeout=60, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)),
    )  # fmt: skip
    assert ended.returncode == 3, ended.stderr
    assert "out: cannot be written: " in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "the old report"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonl", "out"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
def test_a_screen_that_takes_nothing_is_told(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(PAIR, encoding="utf-8")
    with open("/dev/full", "w") as full:  # noqa: PTH123  a device
        ended = subprocess.run([*COMMAND, "check", "a.jsonl", *ONLY], cwd=tmp_path, stdout=full,
                               stderr=subprocess.PIPE, text=True, check=False, timeout=60)  # fmt: skip
    assert ended.returncode == 3
    assert "No space left" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tqcheck, tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(PAIR, encoding="utf-8")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    ended = tqcheck("check", "a.jsonl", *ONLY, "--output", "json=closed/out.json")
    assert ended.code == 3
    assert "cannot be written: Permission denied" in ended.err


@pytest.fixture
def endpoint(monkeypatch, tmp_path):
    """A run with an endpoint that fails and tells the key to everyone."""
    monkeypatch.setattr(endpoint_client, "FIRST_REST", 0.01)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "a.jsonl").write_text(PAIR * 3, encoding="utf-8")

    def ask(tqcheck, status, *flags):
        said = {"error": {"message": f"Incorrect API key provided: {KEY}"}}
        with serving(lambda _body: (status, said, {"WWW-Authenticate": KEY})) as server:
            monkeypatch.setenv("TQCHECK_ENDPOINT_URL", server.url)
            monkeypatch.setenv("TQCHECK_ENDPOINT_KEY", KEY)
            monkeypatch.setenv("TQCHECK_TRACEBACK", "1")
            ended = tqcheck("check", "a.jsonl", *ONLY, "--back-translate", "endpoint:model", *flags)
            assert server.asked
            return ended

    return ask


@pytest.mark.parametrize("status", [401, 500])
def test_the_key_of_an_endpoint_is_in_no_report_no_cache_and_no_message(tqcheck, endpoint, tmp_path, status) -> None:
    flags = [part for name in NAMES for part in ("--output", f"{name}=report.{name}")]
    ended = endpoint(tqcheck, status, *flags)
    assert ended.code == 3
    assert str(status) in ended.err + ended.out + (tmp_path / "report.json").read_text(encoding="utf-8")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > len(NAMES)
    assert KEY not in ended.out + ended.err
    assert not [path for path in written if KEY.encode() in path.read_bytes()]


class _Found:
    def __init__(self, code: str) -> None:
        self.code = code


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.text())
def test_no_column_that_we_add_to_a_table_is_a_formula(text) -> None:
    class Result:
        findings = (_Found("ACC101"), _Found("LNG102"))

    for cell in (",".join(codes(Result)), to_json([{"message": text}]), "0.25"):
        assert cell[:1] not in "=+-@\t\r"
