"""Little projects, made of their files."""

import textwrap

import pytest

from tqcheck.formats import ReadOptions
from tqcheck.model import Segment, Skip
from tqcheck.project.finding import found


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Write files into a folder of their own, and work in it."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            place = tmp_path / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")

    return write


class Read:
    """What `found` finds, read: pairs by language and key, and what is said of the files."""

    def __init__(self, *paths: str, layouts: tuple[str, ...] = (), **options) -> None:
        self.found = found(paths, ReadOptions(**options), layouts=layouts)
        items = list(self.found.project)
        assert items == list(self.found.project), "reading can be repeated"
        self.segments = [item for item in items if isinstance(item, Segment)]
        self.skips = [item for item in items if isinstance(item, Skip)]
        self.pairs = {(s.target_lang, s.id): (s.source, s.target) for s in self.segments}
        self.places = {(s.target_lang, s.id): str(s.origin) for s in self.segments}
        self.alone = self.found.paths

    @property
    def languages(self) -> set[tuple[str | None, str | None]]:
        return {(s.source_lang, s.target_lang) for s in self.segments}

    def said(self, words: str) -> Skip:
        (skip,) = [s for s in self.skips if words in f"{s.what}: {s.why}"]
        return skip


@pytest.fixture
def read():
    return Read
