"""`checks`, `explain` and `formats`."""

import json

import pytest

from tqcheck.checks import rules
from tqcheck.formats import NAMES


def test_checks_lists_all(tqcheck) -> None:
    ended = tqcheck("checks")
    assert ended.code == 0
    assert all(rule.code in ended.out and rule.name in ended.out for rule in rules())


def test_checks_as_json(tqcheck) -> None:
    found = json.loads(tqcheck("checks", "--output-format", "json").out)
    assert [r["code"] for r in found] == [r.code for r in rules()]
    doubled = next(r for r in found if r["name"] == "doubled-word")
    assert doubled["severity"] == "minor"
    assert doubled["needs_source"] is False
    assert doubled["options"][0]["default"] == "[]"
    assert doubled["summary"].endswith(".")


@pytest.mark.parametrize("word", ["LNG102", "lng102", "doubled-word", "Doubled-Word"])
def test_explain(tqcheck, word) -> None:
    ended = tqcheck("explain", word)
    assert ended.code == 0
    assert ended.out.startswith("# LNG102 doubled-word\n")
    for part in (
        "## Why it matters",
        "## How it decides",
        "## When it is wrong",
        "## Options",
        "⟦The the⟧",
        "`ignore`",
    ):
        assert part in ended.out


def test_every_check_can_be_explained(tqcheck) -> None:
    for rule in rules():
        assert tqcheck("explain", rule.code).out.startswith(f"# {rule.code} {rule.name}\n")


def test_explain_is_drawn_in_colour(tqcheck, monkeypatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = tqcheck("explain", "LNG102").out
    assert "\x1b[" in out
    assert "## Options" not in out


def test_formats(tqcheck) -> None:
    out = tqcheck("formats").out
    assert all(name in out for name in NAMES)
    assert ".xlf" in out
