"""Every table of ours is TOML under a known tag, and a lookup falls back from region to language."""

from pathlib import Path

import pytest

from tqcheck.lang import tables
from tqcheck.lang.tables import languages, section
from tqcheck.lang.tags import canonical

FILES = sorted((Path(tables.__file__).parent / "tables").glob("*/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_table(path: Path) -> None:
    assert canonical(path.stem) == path.stem
    assert section(path.stem, path.parent.name)


def test_fallback() -> None:
    assert section("fr-CA", "doubling") == section("fr", "doubling")
    assert section("xx", "doubling") == {}
    assert "fr" in languages("doubling")
