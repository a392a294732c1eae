"""What every test of a reader needs: a file with this content, and its document."""

import pytest

from tqcheck.documents import read


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a file below a temporary folder and returns its path."""

    def write(name, data):
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        return str(tmp_path / name)

    return write


@pytest.fixture
def blocks(file):
    """Return a function that reads a file and gives the kind, level, line and text of each block."""

    def read_blocks(name, data, **options):
        document = read(file(name, data), **options)
        return [(block.kind, block.level, block.line, block.text) for block in document.blocks]

    return read_blocks
