"""The plots, drawn without a screen."""

import random
from dataclasses import replace

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.axes import Axes

import tqcheck as tq
from tqcheck.errors import UsageError
from tqcheck.model import Verdict
from tqcheck.notebook.reliability import bins, brier, error, labelled
from tqcheck.report import Report


@pytest.fixture(autouse=True)
def _no_screen():
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    yield
    plt.close("all")


def drawn(ax: Axes) -> list[str]:
    """Draw the figure, warnings being errors, and return its words."""
    ax.figure.canvas.draw()
    legend = ax.get_legend()
    words = [ax.get_title(), ax.get_xlabel(), ax.get_ylabel(), *(t.get_text() for t in ax.get_yticklabels())]
    return words + [t.get_text() for t in legend.get_texts()] if legend else words


def risky(report: Report, risks: list[float], *, first: int = 1) -> Report:
    """A report over as many segments as there are risks."""
    made = report.results[0]
    results = tuple(
        replace(made, segment=replace(made.segment, id=str(i), source=f"Satz {i}"), verdict=Verdict(risk=risk))
        for i, risk in enumerate(risks, first)
    )
    return replace(report, results=results)


def test_risk(report) -> None:
    words = drawn(report.plot.risk())
    assert words[:3] == ["Risk of 4 segments", "risk (0 sound … 1 bad)", "segments"]
    assert words[-3:] == ["major", "minor", "no finding"]
    many = drawn(risky(report, [0.0] * 600 + [0.9]).plot.risk())
    assert "segments (logarithmic)" in many


def test_by_language(report) -> None:
    words = drawn(report.plot.by_language())
    assert "findings per 1,000 segments" in words
    assert "de → en (4)" in words
    alone = tq.check(["The the report."], target_lang="en")
    assert "en (1)" in drawn(alone.plot.by_language())


def test_by_check(report) -> None:
    words = drawn(report.plot.by_check())
    assert "number-mismatch  ACC101" in words
    assert "Findings by check (the 2 most frequent of 3)" in drawn(report.plot.by_check(top=2))


def test_nothing_to_draw() -> None:
    for report in (tq.check([]), tq.check([("Hallo", "Hello")])):
        for plot in (report.plot.risk, report.plot.by_language, report.plot.by_check):
            assert isinstance(plot(), Axes)
            drawn(plot())


def test_every_plot_draws_on_the_axes_it_is_given(report) -> None:
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    plots = report.plot
    assert plots.risk(ax=ax) is plots.by_language(ax=ax) is plots.by_check(ax=ax) is ax
    assert plots.calibration([1, 1, 0, 1], ax=ax) is plots.against(report, ax=ax) is ax


def test_calibration(report) -> None:
    chance = random.Random(5)
    risks = [chance.random() for _ in range(2000)]
    labels = [chance.random() < risk for risk in risks]
    ax = risky(report, risks).plot.calibration(labels)
    title, xlabel, ylabel, *_ = drawn(ax)
    assert title.startswith("Calibration, 2,000 segments\nBrier 0.1")
    assert (xlabel, ylabel) == ("mean risk", "share of bad segments")


def test_labels_by_id_in_order_and_with_gaps(report) -> None:
    results = report.results
    assert labelled(results, {"1": True, "3": 0}) == [(results[0].verdict.risk, True), (results[2].verdict.risk, False)]
    assert len(labelled(results, [1, None, float("nan"), False])) == 2
    assert len(labelled(results, pd.Series([1.0, None, 0.0, 1.0]))) == 3
    for labels, said in (([1], "1 labels for 4 segments"), ("1010", "labels are a list"), (3, "labels are a list"),
                         ([None] * 4, "no segment has a label"), ([2, 0, 0, 0], "2 is no label"),
                         (["bad", 0, 0, 0], "'bad' is no label")):  # fmt: skip
        with pytest.raises(UsageError, match=said):
            labelled(results, labels)


def test_labels_of_a_frame_of_which_rows_were_skipped() -> None:
    frame = pd.DataFrame({"src": ["a", "b", "c"], "mt": ["a", 3, "c"], "bad": [True, False, False]})
    assert "2 segments" in drawn(tq.check(frame).plot.calibration(frame["bad"]))[0]


def test_bins() -> None:
    pairs = [(0.1, False)] * 50 + [(0.9, True)] * 50
    made = bins(pairs, 10)
    assert [(b.count, round(b.risk, 3), b.bad) for b in made] == [(50, 0.1, 0.0), (50, 0.9, 1.0)]
    assert all(0 <= b.low <= b.bad <= b.high <= 1 for b in made)
    assert error(made) == pytest.approx(0.1)
    assert brier(pairs) == pytest.approx(0.01)
    even = bins([(i / 100, i % 2 == 0) for i in range(100)], 10)
    assert [b.count for b in even] == [10] * 10
    assert sum(b.count for b in bins([(0.5, True)], 10)) == 1


def test_against(report) -> None:
    mine = risky(report, [0.1, 0.5, 0.9])
    other = risky(report, [0.1, 0.9, 0.2])
    words = drawn(mine.plot.against(other, names=("old", "new")))
    assert words[:3] == ["3 segments in both runs", "risk in old", "risk in new"]
    assert {"new worse: 1", "new better: 1", "alike (within 0.1): 1"} <= set(words)


def test_runs_over_other_sources(report) -> None:
    with pytest.raises(UsageError):
        report.plot.against(tq.check([("Ganz anders.", "Quite different.")]))
