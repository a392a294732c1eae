"""What the site says by itself: the reference names all there is, and links lead to pages."""

import importlib
import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import tqcheck
from tqcheck.cli.commands import app
from tqcheck.config import Config, load
from tqcheck.errors import UsageError

ROOT = Path(__file__).parent.parent
JSON_PAGE = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module


def test_every_command_and_flag_has_its_line(tool) -> None:
    from typer.main import get_command

    page = tool("reference_pages").pages()["reference/command-line.md"]
    for name, command in get_command(app).commands.items():
        section = page.partition(f"\n## {name} {{")[2].partition("\n## ")[0]
        shown = [flag for p in command.params if not getattr(p, "hidden", False) for flag in p.opts if flag[:1] == "-"]
        assert section, name
        assert not [flag for flag in shown if f"`{flag}" not in section and flag != "--help"], name


def test_every_key_of_the_configuration_has_its_line(tool, tmp_path) -> None:
    page = tool("reference_pages").pages()["reference/configuration.md"]
    keys = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
    assert keys == {f.name.replace("_", "-") for f in fields(Config)} - {"path", "options"}
    for key in keys:
        path = tmp_path / "tqcheck.toml"
        path.write_text(f"{key} = {{}}", encoding="utf-8")
        with pytest.raises(UsageError, match=r"^(?!.*unknown key)"):
            load(path)


def test_every_public_name_is_in_the_python_reference(tool) -> None:
    page = tool("reference_pages").pages()["reference/python.md"]
    assert all(re.search(rf"^::: tqcheck\.\S*\b{name}$", page, re.MULTILINE) for name in tqcheck.__all__)


def test_every_check_has_its_place(tool) -> None:
    there = {f"checks/{path.name}" for path in (ROOT / "docs" / "checks").glob("*.md")}
    listed = set(re.findall(r"checks/\w+\.md", json.dumps(tool("reference_pages").checks_navigation())))
    assert listed == there


def test_links_lead_to_pages_of_the_site(tool) -> None:
    pages = tool("repository_pages")
    assert pages.linked("[a](docs/adr/0001-two-passes.md#x)", "architecture.md") == "[a](adr/0001-two-passes.md#x)"
    assert (
        pages.linked("[b](../notebooks/checking_a_corpus.ipynb)", "notebook.md")
        == "[b](notebooks/checking_a_corpus.md)"
    )
    assert pages.linked("[c](../models.md)", "ci/reports.md") == "[c](../models.md)"
    assert pages.linked("```\n[d](../ARCHITECTURE.md)\n```", "models.md") == "```\n[d](../ARCHITECTURE.md)\n```"


def test_the_page_on_json_has_every_key_that_is_written(tmp_path, monkeypatch) -> None:
    from tqcheck.cli import main

    monkeypatch.chdir(ROOT / "corpora" / "ferry-app")
    out = tmp_path / "report.json"
    assert main(["check", "locales", "--source-lang", "en", "--output-format", "json", "--output", str(out)]) == 1
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["skipped"]
    assert document["shared"]
    values = [document, document["summary"], *document["results"], *document["skipped"], *document["shared"]]
    values += [f for r in document["results"] for f in r["findings"]]
    values += [s for f in values for s in f.get("spans", ())] + [b for r in document["results"] for b in r["because"]]
    assert not {key for value in values for key in value if f"`{key}`" not in JSON_PAGE}


def test_nothing_of_the_site_is_fetched_from_elsewhere() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert not re.findall(r"https?://", text)
    assert re.search(r"^  font: false", text, re.MULTILINE)


def test_what_builds_the_site_is_a_group_of_its_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert any(need.startswith("mkdocs-material") for need in project["dependency-groups"]["docs"])
