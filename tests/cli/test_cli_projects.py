"""`check` of projects with a file for each language, from the command line to its reports."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import tqcheck as tq

ONLY = ("--no-models", "--no-cache", "--select", "ACC101,ACC403,MKP101")
LANGS = ("de", "fi", "th")
GOOD = {
    "en": {"wait": "Wait 30 seconds.", "go": "Leave now."},
    "de": {"wait": "Warten Sie 30 Sekunden.", "go": "Gehen Sie jetzt."},
    "fi": {"wait": "Odota 30 sekuntia.", "go": "Lähde nyt."},
    "th": {"wait": "รอ 30 วินาที", "go": "ออกไปเดี๋ยวนี้"},
}


@pytest.fixture
def put(tmp_path):
    """Write `locales/LANG.json` for each language."""

    def write(files: dict[str, dict[str, str]]) -> None:
        (tmp_path / "locales").mkdir(exist_ok=True)
        for lang, strings in files.items():
            lines = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in strings.items())
            (tmp_path / f"locales/{lang}.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")

    return write


def wrong_source() -> dict[str, dict[str, str]]:
    return GOOD | {"en": GOOD["en"] | {"wait": "Wait 80 seconds."}}


def test_a_clean_project(tqcheck, put) -> None:
    put(GOOD)
    ended = tqcheck("check", "locales", "--source-lang", "en", *ONLY)
    assert ended.code == 0
    assert "3 files in de, fi, th: compared by key with locales/en.json in en" in ended.out
    assert "Nothing to mend in 6 segments" in ended.out


def test_what_is_wrong_in_the_source_is_told_once(tqcheck, put) -> None:
    put(wrong_source())
    ended = tqcheck("check", "locales", "--source-lang", "en", *ONLY)
    assert ended.code == 1
    assert "locales/en.json:2 · wait\n  major  Wait 80 seconds.\n" in ended.out
    assert "ACC101 number-mismatch · in 3 of 3 languages: de, fi, th" in ended.out
    assert "locales/de.json:2" not in ended.out
    assert "3 of 6 segments need work: 3 major." in ended.out, "all are counted"


def test_findings_of_their_own_stay_beside_those_of_the_source(tqcheck, put) -> None:
    files = wrong_source()
    put(files | {"fi": files["fi"] | {"wait": "Odota {n} ja 30 sekuntia."}})
    ended = tqcheck("check", "locales", "--source-lang", "en", *ONLY)
    shown = ended.out.partition("In the source")[0]
    assert "locales/fi.json:2" in shown
    assert "MKP101" in shown
    assert "ACC101" not in shown


def test_json_tells_what_lies_in_the_source(tqcheck, put) -> None:
    put(wrong_source())
    report = json.loads(tqcheck("check", "locales", "--source-lang", "en", *ONLY, "--output-format", "json").out)
    (shared,) = report["shared"]
    assert {name: shared[name] for name in ("code", "path", "line", "key", "languages", "of")} == {
        "code": "ACC101", "path": "locales/en.json", "line": 2, "key": "wait", "languages": ["de", "fi", "th"], "of": 3,
    }  # fmt: skip
    assert len(report["results"]) == 6


def test_layout_of_the_configuration(tqcheck, put, tmp_path, monkeypatch) -> None:
    put(GOOD)
    (tmp_path / "tqcheck.toml").write_text('source-lang = "en"\nlayout = "locales/{lang}.json"\n', encoding="utf-8")
    (tmp_path / "locales/deep").mkdir()
    monkeypatch.chdir(tmp_path / "locales/deep")
    ended = tqcheck("check", *ONLY)
    assert "Nothing to mend in 6 segments" in ended.out
    assert tqcheck("check", "..", *ONLY).code == 0


def test_layout_that_is_none(tqcheck) -> None:
    ended = tqcheck("check", "--layout", "locales/LANG.json")
    assert ended.code == 2
    assert "has no {lang}" in ended.err


def test_source_and_target_with_keys(tqcheck, put) -> None:
    put(wrong_source())
    ended = tqcheck("check", "--source", "locales/en.json", "--target", "locales/th.json", *ONLY)
    assert ended.code == 1
    assert "th  รอ ⟦30⟧ วินาที" in ended.out


def test_a_folder_whose_source_is_not_plain(tqcheck, put) -> None:
    put(GOOD)
    ended = tqcheck("check", "locales")
    assert ended.code == 2
    assert "which of de, en, fi, th is the language of the sources?" in ended.err


def test_a_comment_in_the_source_holds_for_all_languages(tqcheck, tmp_path) -> None:
    text = "<resources>\n<!-- tqcheck: ignore[ACC101] the law changed -->\n<string name='a'>{}</string>\n</resources>\n"
    for folder, said in (
        ("values", "Pay 30 euros."),
        ("values-de", "Zahlen Sie 40 Euro."),
        ("values-el", "Πληρώστε 40."),
    ):
        (tmp_path / "res" / folder).mkdir(parents=True)
        comment = text if folder == "values" else text.replace("tqcheck: ignore[ACC101] the law changed", "a price")
        (tmp_path / "res" / folder / "strings.xml").write_text(comment.format(said), encoding="utf-8")
    ended = tqcheck("check", "res", "--source-lang", "en", *ONLY)
    assert ended.code == 0
    assert "Suppressed by comments: 2 findings." in ended.out
    assert "suppresses nothing" not in ended.out


def test_a_report_in_memory(put, tmp_path) -> None:
    put(wrong_source())
    report = tq.check(tmp_path / "locales", source_lang="en", select=["ACC101"], models=[])
    assert [shared.origin.key for shared in report.summary.shared] == ["wait"]
    alone = tq.check(tmp_path / "locales/fi.json", source_lang="en", select=["ACC101"], models=[])
    assert [finding.segment.source for finding in alone.findings] == ["Wait 80 seconds."]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_changed_in_source_or_target(tqcheck, put, tmp_path, monkeypatch) -> None:
    (tmp_path / ".git").rmdir()
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    put({tag: strings | {"stop": strings["go"]} for tag, strings in GOOD.items()})
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    assert len(changed(tqcheck)) == 0
    put({"en": GOOD["en"] | {"wait": "Wait 80 seconds.", "stop": GOOD["en"]["go"]}})
    assert changed(tqcheck) == [(tag, "wait") for tag in LANGS]
    put({"en": GOOD["en"] | {"stop": GOOD["en"]["go"]}, "fi": GOOD["fi"]})
    assert changed(tqcheck) == [("fi", "stop")], "it is missing there now, and in no other language"


def changed(tqcheck) -> list[tuple[str, str]]:
    ended = tqcheck(
        "check", "locales", "--source-lang", "en", *ONLY, "--changed-since", "HEAD", "--output-format", "json"
    )
    return [(r["target_lang"], r["key"]) for r in json.loads(ended.out)["results"]]


def test_the_sample_of_the_documentation(tqcheck, monkeypatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent.parent / "corpora" / "ferry-app")
    ended = tqcheck("check", "locales/de/booking.json", "--source-lang", "en", *ONLY)
    assert "compared by key with locales/en/booking.json in en" in ended.out
    assert ended.code == 1
