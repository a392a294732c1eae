"""The Spanish article of corpora/, its English translated back by the real Apertium."""

import json
import tomllib
from pathlib import Path

import pytest
from apertium_needed import needs_apertium

from tqcheck.cli import main

pytestmark = needs_apertium
ARTICLE = Path(__file__).parent.parent.parent / "corpora" / "coalition-spanish"


@pytest.fixture
def checked(monkeypatch, tmp_path):
    """Check the article with Apertium and more arguments; return its results by line."""

    def check(*more: str) -> dict[int, dict]:
        args = tomllib.loads((ARTICLE / "expected.toml").read_text(encoding="utf-8"))["args"]
        report = tmp_path / "report.json"
        monkeypatch.chdir(ARTICLE)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        asked = [
            "check",
            *args,
            "--back-translate",
            "apertium",
            *more,
            "--output-format",
            "json",
            "--output",
            str(report),
        ]
        assert main(asked) == 1
        return {result["line"]: result for result in json.loads(report.read_text(encoding="utf-8"))["results"]}

    return check


def covered(result: dict, finding: dict) -> set[tuple[str, str]]:
    return {(s["side"], result[s["side"]][s["start"] : s["end"]]) for s in finding["spans"]}


def test_israel_is_caught_through_apertium_alone(checked) -> None:
    results = checked("--select", "ACC801")
    (finding,) = results[5]["findings"]
    assert finding["severity"] == "critical"
    assert ("source", "Estado Islámico") in covered(results[5], finding)
    assert ("target", "Israel") in covered(results[5], finding)
    assert "Israel" in finding["evidence"]
    assert "apertium eng-spa@" in finding["evidence"]


def test_what_the_rules_found_as_well_is_told_once_with_the_evidence(checked) -> None:
    results = checked()
    assert sorted(line for line, result in results.items() if result["findings"]) == [5, 21]
    for line in (5, 21):
        (finding,) = results[line]["findings"]
        assert finding["code"] in {"ACC201", "ACC501"}
        assert "translated back by apertium eng-spa@" in finding["evidence"]
