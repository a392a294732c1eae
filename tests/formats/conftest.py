"""What every test of a format needs: a file with this content, and its segments."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tqcheck.formats import ReadOptions, detect, read
from tqcheck.formats.entry import Entry
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Return a function that writes a file below a temporary folder and returns its path."""

    def write(name: str, data: str | bytes) -> str:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        return str(tmp_path / name)

    return write


@pytest.fixture
def items(file: Callable[[str, str | bytes], str]) -> Callable[..., list[Segment | Skip]]:
    """Return a function that reads a file with this name and content."""

    def read_items(name: str, data: str | bytes, **options: str) -> list[Segment | Skip]:
        return list(read(file(name, data), ReadOptions(**options)))

    return read_items


@pytest.fixture
def entries(file: Callable[[str, str | bytes], str]) -> Callable[..., list[Entry | Skip]]:
    """Return a function that reads the strings of a one-language file with this name and content."""

    def read_entries(name: str, data: str | bytes, **options: str) -> list[Entry | Skip]:
        path = file(name, data)
        found = detect(path)
        assert found.entries
        return list(found.entries(Opened(path), ReadOptions(**options).canonical()))

    return read_entries
