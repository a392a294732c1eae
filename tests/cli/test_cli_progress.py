"""The progress bar: what it counts, and that it changes nothing."""

import sys

import pytest

from tqcheck import progress
from tqcheck.cli.progress import watched
from tqcheck.progress.terminal import Rate, TerminalBar


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_STEP", 2)


def test_without_a_terminal_there_is_none() -> None:
    items = [1, 2, 3]
    with watched(items, wanted=True) as seen:
        assert seen is items


def test_items_pass_unchanged_twice(impatient, monkeypatch) -> None:  # noqa: ARG001  a fixture
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    items = list(range(7))
    with watched(items, wanted=True) as seen:
        assert list(seen) == items
        assert list(seen) == items
        assert seen._bar is not None
        assert seen._total == 7
        assert not seen._bar.drawing.tasks, "a pass that has ended has no line"
    assert seen._bar.drawing.finished


def test_the_rate_is_drawn() -> None:
    drawing = TerminalBar().drawing
    task = drawing._tasks[drawing.add_task("checking", total=1000)]
    assert str(Rate().render(task)) == ""
    for count in (300, 600, 900):
        drawing.update(task.id, completed=count)
    drawing.stop()
    assert str(Rate().render(task)).endswith("/s")


def test_unwanted(monkeypatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with watched([1], wanted=False) as seen:
        assert seen == [1]
