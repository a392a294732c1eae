"""The mathematics by which calibrations, claims and the risk are learnt; needs scipy, which the program does not."""

import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy")

MODELS = Path(__file__).parents[2] / "models"
sys.path[:0] = [str(MODELS / "risk"), str(MODELS / "tqcheck-mini")]

import fitting  # noqa: E402  found by the line above
import ranking  # noqa: E402  likewise

RNG = np.random.default_rng(7)


def test_a_line_is_found_and_keeps_its_signs() -> None:
    table = RNG.normal(size=(4000, 3))
    labels = (RNG.random(4000) < 1 / (1 + np.exp(-(2 * table[:, 0] - table[:, 1] - 1)))).astype(float)
    line = fitting.logistic(table, labels, np.ones(4000), signs=[1, 1, 0])
    assert line.weights[0] == pytest.approx(1.8, abs=0.4)
    assert line.weights[1] == 0, "it speaks against its sign"
    assert line.bias < 0


def test_languages_are_moved_to_where_most_are() -> None:
    values = {"en-de": np.full(400, 1.0), "en-fr": np.full(400, 1.0), "en-zu": np.full(400, 3.0)}
    moved = fitting.shifts(values, share=0.9, rows=20)
    assert set(moved) == {"zu"}
    assert moved["zu"] == pytest.approx(-2 * 400 / 420, abs=1e-3)


def test_a_pair_may_differ_from_its_target() -> None:
    values = {"de-en": np.zeros(1000), "zu-en": np.full(50, 2.0), "en-fr": np.zeros(100)}
    moved = fitting.shifts(values, share=None, rows=20)
    assert moved["zu-en"] < -1 < moved.get("en", 0.0)


def test_few_rows_stay_near_what_is_known() -> None:
    raw, labels = np.array([-1.0, 1.0]), np.array([1.0, 0.0])
    slope, bias = fitting.drawn_to(raw, labels, np.ones(2), known=(2.0, -1.0), rows=1000)
    assert (slope, bias) == (pytest.approx(2, abs=0.1), pytest.approx(-1, abs=0.1))


def test_weights_rank_within_their_bounds() -> None:
    inputs = RNG.normal(size=(2000, 2))
    worse = RNG.permutation(2000).reshape(-1, 2)
    first = inputs[worse[:, 0]].sum(axis=1) > inputs[worse[:, 1]].sum(axis=1)
    duels = np.where(first[:, None], worse, worse[:, ::-1])
    weights = ranking.ranked(inputs, {"set": duels}, np.array([0.0, 0.0]), np.array([np.inf, 0.5]))
    assert weights[0] > 1
    assert weights[1] == pytest.approx(0.5)


def test_sets_count_alike_at_the_base_rate() -> None:
    groups = np.array(["big"] * 90 + ["small"] * 10 + ["sound"] * 5)
    labels = np.array([1.0] * 45 + [0.0] * 45 + [1.0] * 2 + [0.0] * 8 + [0.0] * 5)
    weights = ranking.prior_weights(groups, labels)
    assert weights[:90].sum() == pytest.approx(weights[90:100].sum())
    assert weights[labels == 1].sum() / weights.sum() == pytest.approx(ranking.BASE_RATE)
    assert weights[100:].sum() == 0
