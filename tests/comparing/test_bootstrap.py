"""The paired bootstrap: what it says of systems that are alike, apart, and swapped; and what sacrebleu says."""

import numpy as np
import pytest
from comparing.made import result, segment
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.comparing.bootstrap import Quantity, Sampling, _sums, estimates
from tqcheck.comparing.changes import change
from tqcheck.comparing.references import against


def mean(sums):
    return sums[:, 0] / sums[:, 1]


def estimate(a, b, **sampling):
    sides = [np.column_stack([values, np.ones(len(values))]) for values in (a, b)]
    return estimates([Quantity(name="mean", a=sides[0], b=sides[1], score=mean)], Sampling(**sampling))[0]


values = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@settings(max_examples=30, deadline=None)
@given(values)
def test_a_system_does_not_differ_from_itself(risks) -> None:
    found = estimate(risks, risks, resamples=200)
    assert found.p == 1
    assert found.interval == (0, 0)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=60))
def test_swapped_systems_have_the_same_p(pairs) -> None:
    a, b = zip(*pairs, strict=True)
    there, back = estimate(a, b, resamples=200), estimate(b, a, resamples=200)
    assert there.p == pytest.approx(back.p, abs=0.02)
    assert there.interval == pytest.approx((-back.interval[1], -back.interval[0]))
    assert 0 < there.p <= 1


def test_a_clear_difference_is_no_chance() -> None:
    chance = np.random.default_rng(1)
    a = chance.random(300)
    found = estimate(a, np.minimum(1, a + 0.1))
    assert found.p < 0.001
    assert found.a < found.b
    assert found.interval[0] > 0


@pytest.mark.parametrize(("differing", "p"), [(1, 1), (2, 0.5), (5, 0.0625)])
def test_few_segments_prove_nothing(differing, p) -> None:
    assert estimate([0.5] * differing, [0.1] * differing).p == p


def test_a_difference_by_chance_is_seldom_called_significant() -> None:
    called = sacrebleu = 0
    for seed in range(300):
        a, b = np.random.default_rng(seed).beta(0.3, 3, size=(2, 120))
        found = estimate(a, b, resamples=300, seed=seed)
        called += found.p < 0.05
        sacrebleu += found.p_sacrebleu < 0.05
    assert 0.02 < called / 300 < 0.09
    assert sacrebleu > called  # absolute differences make its test one-sided


def test_draws_do_not_depend_on_how_many_are_made_at_once(monkeypatch) -> None:
    columns = np.random.default_rng(0).random((101, 3))
    whole = _sums(columns, Sampling(resamples=50))
    monkeypatch.setattr("tqcheck.comparing.bootstrap._AT_ONCE", 303)
    assert np.allclose(_sums(columns, Sampling(resamples=50)), whole)


def test_draws_are_those_of_sacrebleu() -> None:
    columns = np.random.default_rng(0).random((77, 2))
    places = np.random.default_rng(12345).choice(77, size=(40, 77), replace=True)
    assert np.allclose(_sums(columns, Sampling(resamples=40)), columns[places].sum(axis=1))


WORDS = [
    "the",
    "old",
    "harbour",
    "crane",
    "was",
    "painted",
    "green",
    "last",
    "summer",
    "and",
    "it",
    "on",
    "dry",
    "days",
]


def noisy(sentence, chance, rate):
    return " ".join(w if chance.random() > rate else chance.choice(WORDS) for w in sentence)


def systems(count=120):
    chance = np.random.default_rng(3)
    references = [[*chance.choice(WORDS, size=chance.integers(5, 14))] for _ in range(count)]
    a, b = ([noisy(r, chance, rate) for r in references] for rate in (0.3, 0.27))
    return a, b, [" ".join(r) for r in references]


@pytest.mark.parametrize(("name", "label"), [("bleu", "BLEU"), ("chrf", "chrF2"), ("ter", "TER")])
def test_p_values_are_those_of_sacrebleu(name, label, monkeypatch) -> None:
    from sacrebleu.metrics import BLEU, CHRF, TER
    from sacrebleu.significance import PairedTest

    from tqcheck.comparing.measures import measured

    monkeypatch.setenv("SACREBLEU_SEED", "12345")
    a, b, references = systems()
    metric = {"bleu": BLEU, "chrf": CHRF, "ter": TER}[name]()
    test = PairedTest([("a", a), ("b", b)], {label: metric}, [references], test_type="bs", n_samples=300)
    signatures, theirs = test()
    changes = [
        change(result(segment(str(i), target=x)), result(segment(str(i), target=y)), reference=r)
        for i, (x, y, r) in enumerate(zip(a, b, references, strict=True), 1)
    ]
    sampling = Sampling(resamples=300)
    ours = measured(against(changes, "en", [name], sampling).wanted, sampling)[0]
    assert ours.estimate.a == pytest.approx(theirs[label][0].score, abs=1e-6)
    assert ours.estimate.b == pytest.approx(theirs[label][1].score, abs=1e-6)
    assert ours.estimate.p_sacrebleu == pytest.approx(theirs[label][1].p_value, abs=0.011)
    assert ours.signature == str(signatures[label])
