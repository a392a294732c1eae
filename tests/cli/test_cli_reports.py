"""Several reports of one run, and where each goes."""

import json
from pathlib import Path

import pytest

from tqcheck.cli.reporting import Wanted, link, root, wanted
from tqcheck.errors import UsageError
from tqcheck.reporters import BINARY, NAMES

ONLY = ("--select", "doubled-word", "--target-lang", "en")


@pytest.mark.parametrize(("format_", "outputs", "chosen"), [
    (None, (), [("text", "-")]),
    ("json", (), [("json", "-")]),
    (None, ("a.txt",), [("text", "a.txt")]),
    ("json", ("a.json",), [("json", "a.json")]),
    (None, ("sarif=a.sarif",), [("sarif", "a.sarif")]),
    (None, ("sarif=a.sarif", "text=-"), [("sarif", "a.sarif"), ("text", "-")]),
    ("github", ("sarif=a.sarif",), [("github", "-"), ("sarif", "a.sarif")]),
    ("json", ("a.json", "sarif=a.sarif"), [("json", "a.json"), ("sarif", "a.sarif")]),
    (None, ("text=a=b.txt", "json=-"), [("text", "a=b.txt"), ("json", "-")]),
])  # fmt: skip
def test_what_is_wanted(format_, outputs, chosen) -> None:
    assert wanted(format_, outputs) == tuple(Wanted(*each) for each in chosen)


@pytest.mark.parametrize(("format_", "outputs", "said"), [
    ("sraif", (), "there is no output format 'sraif'. Did you mean 'sarif'?"),
    (None, ("sraif=a",), "Did you mean 'sarif'? A path that holds = needs its format before it: text=sraif=a."),
    (None, ("out/a=b.txt",), "A path that holds = needs its format before it: text=out/a=b.txt."),
    (None, ("sarif=",), "--output sarif= names no file."),
])  # fmt: skip
def test_what_cannot_be_meant(format_, outputs, said) -> None:
    with pytest.raises(UsageError) as caught:
        wanted(format_, outputs)
    assert said in str(caught.value)


def test_all_reports_of_one_run(tqcheck, pairs, tmp_path) -> None:
    outputs = [part for name in NAMES for part in ("-o", f"{name}=out.{name}")]
    ended = tqcheck("check", pairs, *ONLY, *outputs)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == sorted([".git", "pairs.jsonl", *(f"out.{name}" for name in NAMES)])
    assert all(
        "doubled-word" in (tmp_path / f"out.{name}").read_text(encoding="utf-8")
        for name in NAMES
        if name != "html" and name not in BINARY
    )
    run = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert run["tool"]["driver"]["rules"][0]["help"]["markdown"].startswith("# LNG102 doubled-word")


def test_one_report_on_the_screen_and_one_in_a_file(tqcheck, pairs, tmp_path) -> None:
    ended = tqcheck(
        "check", pairs, *ONLY, "--output-format", "github", "-o", "gitlab=quality.json", "--fail-on", "minor"
    )
    assert ended.code == 1
    assert ended.out.startswith("::warning file=pairs.jsonl,line=2,title=LNG102 doubled-word (minor)::")
    assert json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))[0]["severity"] == "minor"


@pytest.mark.parametrize(("flags", "said"), [
    (("-o", "text=-", "-o", "json=-"), "json and text would both be written to standard output."),
    (("--output-format", "jsonl", "-o", "json=-"), "json and jsonl would both be written to standard output."),
    (("-o", "json=a", "-o", "text=./a"), "text and json would both be written to ./a."),
    (("-o", "a.txt", "-o", "b.txt", "-o", "a.txt"), "text and text would both be written to a.txt."),
    (("-o", "jsonl=copy.jsonl", "--annotate", "copy.jsonl"), "jsonl and --annotate would both be written to"),
    (("-o", "sarif=pairs.jsonl"), "pairs.jsonl: is an input too."),
    (("-o", "nonsense=x"), "there is no output format 'nonsense'. It may be text, json, jsonl,"),
])  # fmt: skip
def test_reports_that_would_collide(tqcheck, pairs, flags, said) -> None:
    ended = tqcheck("check", pairs, *ONLY, *flags)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert sorted(p.name for p in Path().iterdir()) == [".git", "pairs.jsonl"]


def test_old_reports_stay_when_the_run_fails(tqcheck, pairs, tmp_path) -> None:
    for name in ("a.sarif", "a.xml"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    ended = tqcheck("check", pairs, "--select", "nonsense", "-o", "sarif=a.sarif", "-o", "junit=a.xml")
    assert ended.code == 2
    assert {p.name: p.read_text() for p in tmp_path.glob("a.*")} == {"a.sarif": "old", "a.xml": "old"}


def test_paths_start_from_the_repository(tqcheck, pairs, tmp_path, monkeypatch) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert root() == tmp_path
    ended = tqcheck("check", pairs, *ONLY, "--output-format", "github")
    assert "file=pairs.jsonl,line=2" in ended.out
    assert "::notice title=tqcheck::✗ 1 of 3 segments needs work: 1 minor." in ended.out


@pytest.mark.parametrize(("variables", "address"), [
    ({"GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "12"}, "https://github.com/a/b/blob/12/{path}#L{line}"),
    ({"GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "12", "GITHUB_SERVER_URL": "https://git.example"},
     "https://git.example/a/b/blob/12/{path}#L{line}"),
    ({"CI_PROJECT_URL": "https://lab.example/a/b", "CI_COMMIT_SHA": "12"},
     "https://lab.example/a/b/-/blob/12/{path}#L{line}"),
    ({}, ""),
])  # fmt: skip
def test_links_of_ci_systems(monkeypatch, variables, address) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_SHA", "GITHUB_SERVER_URL", "CI_PROJECT_URL", "CI_COMMIT_SHA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert link() == address


def test_quiet_is_the_verdict_alone(tqcheck, pairs) -> None:
    assert tqcheck("check", pairs, *ONLY, "-q", "--output-format", "markdown").out.count("\n") == 2
    assert tqcheck("check", pairs, *ONLY, "-q", "--output-format", "github").out.count("::") == 2


def test_what_is_missing_is_in_every_report(tqcheck, pairs, tmp_path) -> None:
    told = ("sarif", "junit", "github", "gitlab", "checkstyle", "markdown", "text", "json", "html")
    outputs = [part for name in told for part in ("-o", f"{name}=out.{name}")]
    ended = tqcheck("check", pairs, "gone.po", *ONLY, *outputs)
    assert ended.code == 3
    for name in told:
        if name != "html":
            assert "there is no such file" in (tmp_path / f"out.{name}").read_text(encoding="utf-8")
