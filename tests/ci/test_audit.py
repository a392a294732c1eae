"""tools/audit.py: a known weakness fails, what could not be asked is told and fails only where it must not."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parent.parent.parent / "tools" / "audit.py"
ASKED = '{"name": "lxml", "version": "5.0", "vulns": []}'
WEAK = '{"name": "lxml", "version": "5.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["5.1"]}]}'
UNKNOWN = '{"name": "rich", "skip_reason": "not found"}'


@pytest.mark.parametrize(
    ("said", "wrong", "codes", "line"),
    [
        (ASKED, "", (0, 0), "1 packages asked about, 0 with a known weakness"),
        (WEAK, "", (1, 1), "lxml 5.0: PYSEC-1, mended in 5.1"),
        (f"{ASKED}, {UNKNOWN}", "", (1, 0), "not asked: rich (not found)"),
        (f"{WEAK}, {UNKNOWN}", "", (1, 1), "not asked: rich (not found)"),
        (
            None,
            "Traceback\nConnectionError: no route",
            (1, 0),
            "not asked: no package at all: ConnectionError: no route",
        ),
        ("", "", (1, 0), "not asked: no package at all: none is pinned"),
    ],
)
def test_what_is_known_and_what_is_not(  # noqa: PLR0913, PLR0917  what is said, and what follows
    monkeypatch, capsys, said, wrong, codes, line
) -> None:
    stdout = "" if said is None else f'{{"dependencies": [{said}]}}'
    answer = subprocess.CompletedProcess([], 1, stdout, wrong)
    monkeypatch.setattr(subprocess, "run", lambda *_given, **_more: answer)
    main = runpy.run_path(str(TOOL))["main"]
    found = []
    for flags in ([], ["--where-possible"]):
        monkeypatch.setattr(sys, "argv", ["audit.py", *flags])
        found.append(main())
    assert tuple(found) == codes
    assert line in capsys.readouterr().out.splitlines()
