"""The dynamic programme against all that is possible, on grids small enough to try all of it."""

import numpy as np
import pytest

from tqcheck.align.band import around, whole
from tqcheck.align.path import MOVES, Scores, best, probabilities

STEPS = [(1, 0), (0, 1), *MOVES]


def random_scores(rows: int, columns: int, seed: int, band=None) -> Scores:
    dice = np.random.default_rng(seed)
    band = band or whole(rows, columns)
    beads = dice.normal(size=(len(MOVES), band.size)).astype(np.float32)
    return Scores(band, beads, *(dice.normal(size=n).astype(np.float32) - 1 for n in (rows, columns)))


def every_path(end: tuple[int, int]):
    """Yield all lists of steps to a cell."""
    if end == (0, 0):
        yield []
    for a, b in STEPS:
        if a <= end[0] and b <= end[1]:
            for path in every_path((end[0] - a, end[1] - b)):
                yield [*path, (a, b, end)]


def worth(path: list, scores: Scores) -> float:
    total = 0.0
    for a, b, (i, j) in path:
        if not b:
            total += float(scores.source[i - 1])
        elif not a:
            total += float(scores.target[j - 1])
        else:
            cell = scores.band.start[i] + j - scores.band.first[i]
            total += float(scores.beads[MOVES.index((a, b)), cell])
    return total


@pytest.mark.parametrize(("rows", "columns", "seed"), [(1, 1, 0), (3, 4, 1), (4, 3, 2), (4, 4, 3), (1, 5, 4)])
def test_the_best_path_is_the_best_of_all(rows, columns, seed) -> None:
    scores = random_scores(rows, columns, seed)
    paths = [*every_path((rows, columns))]
    winner = max(paths, key=lambda path: worth(path, scores))
    assert best(scores) == [(0, 0), *(end for _, _, end in winner)]


@pytest.mark.parametrize(("rows", "columns", "seed"), [(3, 4, 1), (4, 3, 2)])
def test_probabilities_are_those_of_all_paths(rows, columns, seed) -> None:
    scores = random_scores(rows, columns, seed)
    paths = [*every_path((rows, columns))]
    weights = np.exp([worth(path, scores) for path in paths])
    found = probabilities(scores)
    assert found.total == pytest.approx(np.log(weights.sum()), rel=1e-5)
    for a, b, i, j in ((1, 1, 2, 2), (2, 1, 3, 2), (1, 3, 1, 3), (2, 2, 3, 3)):
        share = weights[[(a, b, (i, j)) in path for path in paths]].sum() / weights.sum()
        cell = scores.band.start[i] + j - scores.band.first[i]
        assert float(found.beads[MOVES.index((a, b)), cell]) == pytest.approx(share, rel=1e-4)
    alone = sum(
        w for w, path in zip(weights, paths, strict=True) if any(a == 1 and not b and end[0] == 2 for a, b, end in path)
    )
    assert found.source[1] == pytest.approx(alone / weights.sum(), rel=1e-4)


def test_a_band_holds_its_path_and_what_is_near() -> None:
    path = [(0, 0), (1, 1), (2, 1), (3, 9), (5, 10)]
    band = around(path, radius=1)
    inside = {(i, j) for i, j in zip(band.rows().tolist(), band.columns().tolist(), strict=True)}
    assert {*path} <= inside
    assert {(2, 2), (2, 10), (3, 10)} <= inside
    assert (0, 5) not in inside
    assert band.size == len(inside)
    places, within = band.cells(np.array([2, 0, 9]), np.array([1, 9, 9]))
    assert within.tolist() == [True, False, False]
    assert (band.rows()[places[0]], band.columns()[places[0]]) == (2, 1)


def test_every_sentence_counts_once_in_a_band() -> None:
    """What is left out and what is in a bead adds up to one for each sentence."""
    path = [(i, i) for i in range(31)]
    found = probabilities(random_scores(30, 30, 7, around(path, radius=4)))
    held = found.source.copy()
    rows = around(path, radius=4).rows()
    for (a, _), chances in zip(MOVES, found.beads, strict=True):
        for back in range(a):
            np.add.at(held, np.maximum(rows - 1 - back, 0), chances)
    assert held == pytest.approx(np.ones(30), abs=1e-3)
