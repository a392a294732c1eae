"""The bar of a notebook."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

import tqcheck as tq
from tqcheck import progress
from tqcheck.progress import notebook, watching
from tqcheck.progress.terminal import TerminalBar


class Display:
    """Stands for IPython: keeps what would be shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def display(self, value, *, display_id):
        assert display_id
        self.shown.append(value)
        return SimpleNamespace(update=self.shown.append)

    @staticmethod
    def HTML(text):  # noqa: N802  its name in IPython
        return text


@pytest.fixture
def kernel(monkeypatch):
    shown = Display()
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object())))
    monkeypatch.setitem(sys.modules, "IPython.display", shown)
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_STEP", 2)
    monkeypatch.setattr(notebook, "_PAUSE", 0.0)
    return shown.shown


def test_a_bar_in_a_notebook_that_goes_away(kernel) -> None:
    report = tq.check([("Hallo", "Hello")] * 6)
    assert report.summary.segments == 6
    assert any("checking <progress" in text and "of 6 segments" in text for text in kernel)
    assert kernel[-1] == ""


def test_unwanted(kernel) -> None:
    tq.check([("Hallo", "Hello")] * 6, progress=False)
    assert kernel == []


def test_none_without_a_notebook(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert not notebook.in_notebook()
    items = [1]
    with watching(items, wanted=None) as seen:
        assert seen is items
    with watching(items, wanted=True) as seen:
        assert list(seen) == items
        assert isinstance(seen._opened(), TerminalBar)


def test_what_is_drawn() -> None:
    assert (
        notebook.html("reading", 64, None, seconds=2.0) == "<div>reading <progress></progress> 64 segments, 32/s</div>"
    )
    drawn = notebook.html("checking", 1000, 4000, seconds=10.0)
    assert '<progress value="1000" max="4000"></progress> 1,000 of 4,000 segments, 100/s, 0:30 left' in drawn


def imported(code: str) -> set[str]:
    """The modules that are there after `code` has run in a process of its own."""
    command = [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_importing_tqcheck_stays_cheap() -> None:
    frames = {"pandas", "polars", "pyarrow", "matplotlib", "IPython"}
    assert imported("import tqcheck").isdisjoint({*frames, "rich", "torch", "lxml", "tqcheck.api"})
    assert imported("import tqcheck; repr(tqcheck.check([('a', 'b')]))").isdisjoint(frames)
