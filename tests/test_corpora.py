"""The sample corpora: what must be found in them is found, and nothing else is."""

import json
import tomllib
from pathlib import Path

import pytest

from tqcheck.cli import main
from tqcheck.model import Severity

CORPORA = Path(__file__).parent.parent / "corpora"
FOLDERS = sorted(p.parent for p in CORPORA.glob("*/expected.toml"))


def matches(expected: dict, finding: dict) -> bool:
    """Tell whether a finding is the expected one."""
    place = all(
        finding["origin"].get(ours) == expected[theirs]
        for theirs, ours in (("line", "line"), ("file", "file"), ("key", "key"))
        if theirs in expected
    )
    severe = Severity(finding["severity"]) >= Severity(expected.get("severity", "minor"))
    covered = [(s["side"], finding["covered"][i]) for i, s in enumerate(finding["spans"])]
    spans = all((side, expected[side]) in covered for side in ("source", "target") if side in expected)
    return place and severe and spans and finding["code"] in expected["codes"]


def findings(folder: Path, monkeypatch, tmp_path: Path) -> tuple[list[dict], list[dict]]:
    """Run the command line as the corpus says, and return its findings with place and covered text.

    What is told once, of the source, comes apart from what stands for itself.
    """
    out = tmp_path / "report.json"
    args = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))["args"]
    monkeypatch.chdir(folder)
    assert main(["check", *args, "--output-format", "json", "--output", str(out)]) == 1
    found = []
    report = json.loads(out.read_text(encoding="utf-8"))
    told = {(s["code"], s["key"], s["source"]) for s in report["shared"]}
    for result in report["results"]:
        for finding in result["findings"]:
            if (finding["code"], result["key"], result["source"]) in told:
                continue
            texts = {"source": result["source"], "target": result["target"]}
            finding["covered"] = [texts[s["side"]][s["start"] : s["end"]] for s in finding["spans"]]
            finding["origin"] = {
                "line": result["line"], "file": result["path"], "key": (result["key"] or "").split("\x04")[0],
            }  # fmt: skip
            found.append(finding)
    return found, report["shared"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_every_expected_finding_is_there_and_no_other(folder, monkeypatch, tmp_path) -> None:
    corpus = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    expected = corpus["finding"]
    found, shared = findings(folder, monkeypatch, tmp_path)
    missing = [e for e in expected if not any(matches(e, f) for f in found)]
    assert not missing
    places = [{k: e[k] for k in ("line", "file", "key") if k in e} for e in expected]
    stray = [f for f in found if f["severity"] != "info" and not any(p.items() <= f["origin"].items() for p in places)]
    assert not stray
    told = [(s["path"], s["line"], s["key"], s["code"], s["languages"]) for s in shared if s["severity"] != "info"]
    sources = corpus.get("shared", [])
    assert told == [(s["file"], s["line"], s["key"], *s["codes"], s["languages"]) for s in sources]


def test_there_are_four_corpora() -> None:
    assert len(FOLDERS) >= 4
