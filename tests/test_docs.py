"""The documentation pages say what the checks say."""

import importlib.util
from pathlib import Path

import pytest

TOOL = Path(__file__).parent.parent / "tools" / "generate_docs.py"


@pytest.fixture
def tool():
    specification = importlib.util.spec_from_file_location("generate_docs", TOOL)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_pages_are_not_stale(tool) -> None:
    assert not tool.stale(), "run: python tools/generate_docs.py"


def test_what_is_stale(tool, tmp_path) -> None:
    tool.write(tmp_path)
    assert not tool.stale(tmp_path)
    (tmp_path / "LNG102.md").write_text("old", encoding="utf-8")
    (tmp_path / "XYZ999.md").write_text("gone", encoding="utf-8")
    (tmp_path / "index.md").unlink()
    assert tool.stale(tmp_path) == ["LNG102.md", "XYZ999.md", "index.md"]
    tool.write(tmp_path)
    assert not tool.stale(tmp_path)


def test_the_index_links_to_every_page(tool) -> None:
    pages = tool.pages()
    assert all(f"]({name})" in pages["index.md"] for name in pages if name != "index.md")
