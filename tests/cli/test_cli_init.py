"""`tqcheck init`: what is found, what is written, and that `tqcheck check` works with it at once."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tqcheck.config import load

RULES = ("--no-models", "--no-cache")
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {}\\n"

msgid "Open the file now."
msgstr "{}"
"""


@pytest.fixture
def put(tmp_path):
    def write(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    return write


@pytest.fixture(name="strings")
def _strings(put):
    """Strings of one language each, in three languages."""
    for lang, text in (("en", "Wait 30 seconds."), ("de", "Warten Sie 30 Sekunden."), ("ja", "30秒お待ちください。")):
        for name in ("menu", "help"):
            put(f"web/locales/{lang}/{name}.json", json.dumps({"wait": text}, ensure_ascii=False))


def settings(folder) -> dict:
    return tomllib.loads((folder / "tqcheck.toml").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("strings")
def test_a_project_of_several_kinds(tqcheck, put, tmp_path) -> None:
    put("po/fr.po", PO.format("fr", "Ouvrez le fichier maintenant."))
    put("po/de.po", PO.format("de", "Öffnen Sie jetzt die Datei."))
    put("docs/glossary.csv", "source,target,source_lang,target_lang\nfile,Datei,en,de\nmenu,Menü,en,de\n")
    put("README.md", "# Nothing to translate\n")
    put("requirements.txt", "tqcheck\n")
    ended = tqcheck("init")
    assert (ended.code, ended.err) == (0, "")
    assert "Found json: web/locales/{lang}/{file}.json, 4 files in de, ja.\n" in ended.out
    assert "Found po: po/*.po, 2 files in de, fr.\n" in ended.out
    assert "Found a glossary: docs/glossary.csv, 2 terms.\n" in ended.out
    assert ended.out.endswith("Wrote tqcheck.toml.\nNext: tqcheck check\n")
    written = settings(tmp_path)
    assert written["paths"] == ["web/locales", "po/*.po"]
    assert (written["source-lang"], written["glossary"]) == ("en", ["docs/glossary.csv"])
    ended = tqcheck("check", *RULES)
    assert ended.code == 0
    assert "✓ Nothing to mend in 6 segments." in ended.out


@pytest.mark.usefixtures("strings")
def test_what_is_a_comment_may_be_said(tqcheck, tmp_path) -> None:
    """Every line that is commented out loads as it stands, and the layout means the same files."""
    tqcheck("init")
    text = (tmp_path / "tqcheck.toml").read_text(encoding="utf-8")
    (tmp_path / "names.toml").write_text("", encoding="utf-8")
    before = tqcheck("check", *RULES, "--output-format", "jsonl").out
    text = re.sub(r"^# (?=[\w-]+ = |\[checks)", "", text, flags=re.MULTILINE)
    (tmp_path / "tqcheck.toml").write_text(text, encoding="utf-8")
    config = load(tmp_path / "tqcheck.toml")
    assert (config.max_new, config.models, config.options["LNG102"]) == (10, (), {"ignore": ["bora"]})
    only = re.sub(r"^(glossary|names|baseline).*\n", "", text, flags=re.MULTILINE)
    (tmp_path / "tqcheck.toml").write_text(only, encoding="utf-8")
    assert tqcheck("check", *RULES, "--output-format", "jsonl").out == before


ANDROID = "<resources><string name='a'>{}</string></resources>"


@pytest.mark.parametrize(
    ("where", "paths", "source", "files"),
    [
        ("app_{lang}.properties", ["app_*.properties"], "en", {"app": "a = Now\n", "app_fr": "a = Maintenant\n"}),
        (
            "res/values-{lang}/strings.xml",
            ["res"],
            "en",
            {
                "res/values/strings": ANDROID.format("Open the file that you have saved to your device."),
                "res/values-fr/strings": ANDROID.format("Ouvrez le fichier que vous avez enregistré."),
            },
        ),
        (
            "i18n/{lang}.yml",
            ["i18n"],
            "de",
            {"i18n/de": "de:\n  a: Jetzt öffnen, bitte\n", "i18n/fr": "fr:\n  a: Ouvrir\n"},
        ),
    ],
)
def test_layouts(tqcheck, put, where, paths, source, files) -> None:  # noqa: PLR0913, PLR0917  a row of the table
    for name, text in files.items():
        put(name + Path(where).suffix, text)
    ended = tqcheck("init")
    assert f": {where}, 1 file in fr.\n" in ended.out
    written = settings(Path())
    assert (written["paths"], written.get("source-lang")) == (paths, source)
    ended = tqcheck("check", *RULES, "--fail-on", "never")
    assert ended.code == 0
    assert " 1 segment" in ended.out


@pytest.mark.usefixtures("strings")
def test_the_user_says_the_source(tqcheck, tmp_path) -> None:
    assert "The sources are in de.\n" in tqcheck("init", "--source-lang", "de").out
    assert settings(tmp_path)["source-lang"] == "de"


@pytest.mark.usefixtures("strings")
def test_nothing_is_written_over(tqcheck, put, tmp_path) -> None:
    put("tqcheck.toml", "# mine\n")
    ended = tqcheck("init")
    assert ended.code == 2
    assert "--force" in ended.err
    assert (tmp_path / "tqcheck.toml").read_text(encoding="utf-8") == "# mine\n"
    assert tqcheck("init", "--force").code == 0
    assert settings(tmp_path)["paths"] == ["web/locales"]


def test_pyproject_has_one_already(tqcheck, put, tmp_path) -> None:
    put("pyproject.toml", '[tool.tqcheck]\nprofile = "ci"\n')
    ended = tqcheck("init")
    assert ended.code == 2
    assert "pyproject.toml: has [tool.tqcheck] already" in ended.err
    assert not (tmp_path / "tqcheck.toml").exists()
    put("pyproject.toml", "[tool.other]\n")
    assert tqcheck("init").code == 0


def test_nothing_found(tqcheck, tmp_path) -> None:
    ended = tqcheck("init")
    assert ended.code == 0
    assert ended.out.startswith("Found no file of translations here")
    assert ended.out.endswith("Next: tqcheck check FILES\n")
    assert "paths" not in settings(tmp_path)


@pytest.mark.usefixtures("strings")
def test_a_dry_run_prints_the_file(tqcheck, tmp_path) -> None:
    ended = tqcheck("init", "--dry-run")
    assert tomllib.loads(ended.out)["paths"] == ["web/locales"]
    assert not (tmp_path / "tqcheck.toml").exists()


@pytest.mark.usefixtures("strings")
def test_from_a_folder_below(tqcheck, tmp_path, monkeypatch) -> None:
    tqcheck("init")
    monkeypatch.chdir(tmp_path / "web" / "locales")
    ended = tqcheck("check", *RULES)
    assert ended.code == 0
    assert "4 segments" in ended.out
