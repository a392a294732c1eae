"""The notebooks run from top to bottom."""

import logging
import os
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:jupyter_client")
@pytest.mark.filterwarnings("ignore::DeprecationWarning:zmq")
def test_it_runs(path, monkeypatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    monkeypatch.setitem(os.environ, "OMP_NUM_THREADS", "1")
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    client = nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    assert all(cell.get("outputs") for cell in book.cells if cell.cell_type == "code" and is_shown(cell.source))


def is_shown(source: str) -> bool:
    """Tell whether a cell ends with something to look at."""
    last = source.strip().splitlines()[-1]
    return not last.startswith((" ", "import ", "from ")) and " = " not in last


def test_there_are_notebooks() -> None:
    assert "choosing_between_two_systems" in [p.stem for p in NOTEBOOKS]
