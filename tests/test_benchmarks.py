"""What benchmarks do besides measuring: corpora, recipes of the peers, tables that find their place in the docs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT / "benchmarks"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_corpus_is_the_same_pairs_in_both_forms(tmp_path: Path) -> None:
    done = run("corpus.py", "--pairs", "140", "--tsv", str(tmp_path / "all.tsv"), "--po", str(tmp_path / "po"))
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in (tmp_path / "all.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    units = {
        (unit.msgctxt, unit.msgid, unit.msgstr, path.stem)
        for path in (tmp_path / "po").iterdir()
        for unit in polib.pofile(str(path))
    }
    assert len(rows) == 140
    assert {(number, source, target, tag) for number, source, target, _, tag in rows} == units
    assert {"ar", "de", "fr", "hi", "ja", "ko", "ru"} <= {row[4] for row in rows}


def test_peers_that_are_not_there_stand_in_the_table_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "opusfilter.failed").write_text("ERROR: no wheel\n", encoding="utf-8")
    (tmp_path / "pofilter" / "bin").mkdir(parents=True)
    broken = tmp_path / "pofilter" / "bin" / "pofilter"
    broken.write_text("#!/bin/sh\necho no dictionary >&2\nexit 4\n", encoding="utf-8")
    broken.chmod(0o755)
    done = run("peers.py", "--peers", str(tmp_path), "--pairs", "140", "--rounds", "1")
    assert done.returncode == 0, done.stderr
    assert "| pofilter | – | – | failed: exit code 4: no dictionary |" in done.stdout
    assert "| bicleaner-hardrules | – | – | not installed: --install FOLDER, then --peers FOLDER |" in done.stdout
    assert "| opusfilter | – | – | could not be installed: ERROR: no wheel |" in done.stdout
    assert re.search(r"\| tqcheck \| PO \| \d+ \| [\d,]+ \| 1\.00 × \|", done.stdout)


def test_tables_find_their_place(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- measured: one -->\nold\n<!-- end -->\nb\n<!-- measured: two -->\nkept\n<!-- end -->\n")
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "one.md").write_text("| new |\n")
    done = run("fill.py", str(tables), "--page", str(page))
    assert done.returncode == 0, done.stderr
    assert "as before: two" in done.stdout
    text = page.read_text()
    assert "<!-- measured: one -->\n\n| new |\n\n<!-- end -->\nb\n" in text
    assert "old" not in text
    assert "kept" in text


def test_a_table_without_a_place_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing\n")
    (tmp_path / "stray.md").write_text("| x |\n")
    done = run("fill.py", str(tmp_path), "--page", str(page))
    assert done.returncode == 2
    assert "no place for" in done.stderr
    assert page.read_text() == "nothing\n"


@pytest.mark.parametrize("name", ["pofilter", "bicleaner-hardrules", "opusfilter"])
def test_each_peer_has_a_recipe_with_a_version(name: str) -> None:
    recipe = (BENCHMARKS / "peers" / f"{name}.txt").read_text(encoding="utf-8")
    package = "translate-toolkit" if name == "pofilter" else name
    assert re.search(rf"^{package}==[\d.]+$", recipe, re.MULTILINE)
