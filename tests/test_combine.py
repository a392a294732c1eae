import json
import math
from dataclasses import replace

import pytest

from tqcheck.calibration import Logistic
from tqcheck.combine import Signal, _learnt, _table, combine, features
from tqcheck.model import Hit, Score, Segment, Severity, Span
from tqcheck.reading import Reading, WordReading
from tqcheck.second_opinion import second_opinion


@pytest.fixture(autouse=True)
def unlearnt(monkeypatch):
    """Let no weights decide, whatever this checkout carries; `learnt` gives some."""
    monkeypatch.setattr("tqcheck.combine.carried", lambda _: None)
    _learnt.cache_clear()
    _table.cache_clear()
    yield
    _learnt.cache_clear()
    _table.cache_clear()


def test_nothing_found_is_no_risk() -> None:
    assert combine([]).risk == 0.0


def test_a_worse_severity_is_a_higher_risk() -> None:
    risks = [combine([Signal("ACC101", severity, 0.9)]).risk for severity in Severity]
    assert risks == sorted(risks)
    assert 0 < risks[0] < risks[-1] < 1


def test_a_surer_hit_is_a_higher_risk() -> None:
    risks = [combine([Signal("ACC101", Severity.MAJOR, sure)]).risk for sure in (0.1, 0.5, 0.9)]
    assert risks == sorted(set(risks))


def test_two_checks_are_worse_than_one_and_a_repeated_hit_adds_little() -> None:
    one = combine([Signal("ACC101", Severity.MAJOR, 0.8)]).risk
    same = combine([Signal("ACC101", Severity.MAJOR, 0.8)] * 2).risk
    other = combine([Signal("ACC101", Severity.MAJOR, 0.8), Signal("ACC201", Severity.MAJOR, 0.8)]).risk
    assert one < same < other < 1


def test_reasons_are_shares_heaviest_first() -> None:
    verdict = combine([Signal("LNG102", Severity.MINOR, 0.8), Signal("ACC201", Severity.CRITICAL, 0.9)])
    assert [r.what for r in verdict.because] == ["ACC201", "LNG102"]
    assert sum(r.weight for r in verdict.because) == pytest.approx(1)


def test_a_consistency_finding_is_no_risk() -> None:
    assert combine([Signal("CON101", Severity.MINOR, 0.9)]).risk == 0
    number = Signal("ACC101", Severity.MAJOR, 0.8)
    assert combine([number, Signal("CON101", Severity.MINOR, 0.9)]) == combine([number])


@pytest.fixture
def learnt(monkeypatch, tmp_path):
    """Let weights decide that are given as a table."""

    def use(**table) -> None:
        (tmp_path / "weights.json").write_text(json.dumps(table), encoding="utf-8")
        monkeypatch.setattr("tqcheck.combine.carried", lambda _: tmp_path)
        _learnt.cache_clear()
        _table.cache_clear()

    return use


READING = Reading(
    scores=(Score(scorer="risk", value=0.9, raw=2.2), Score(scorer="support", value=0.4, raw=0.4)),
    words=tuple(
        WordReading(span=Span(side="target", start=i, end=i + 1), support=i / 10, match=None, rarity=1, error=i / 10)
        for i in range(6)
    ),
)


def test_a_learnt_model_decides_where_there_is_one(learnt) -> None:
    learnt(without_scores={"bias": -3, "linear": {"ACC101": 6, "major": 1}})
    assert combine([]).risk == pytest.approx(0.0474, abs=1e-4)
    verdict = combine([Signal("ACC101", Severity.MAJOR, 1.0), Signal("LNG102", Severity.MAJOR, 0.5)])
    assert verdict.risk == pytest.approx(1 / (1 + math.exp(3 - 6 * 0.7 - 1)))
    assert [r.what for r in verdict.because] == ["ACC101", "LNG102"], "what all major hits add is shared out"
    assert combine([Signal("ACC101", Severity.MAJOR, 1.0)], reading=READING).risk == 0.7, "not learnt with scores"


def test_what_nobody_learnt_anything_of_is_not_drowned(learnt) -> None:
    learnt(without_scores={"bias": -3, "linear": {"ACC101": 6}})
    sure = combine([Signal("MKP101", Severity.MAJOR, 0.95), Signal("LNG102", Severity.MINOR, 0.4)])
    assert sure.risk == pytest.approx(0.95 * 0.7)
    assert [r.what for r in sure.because] == ["MKP101"]
    assert combine([Signal("MKP101", Severity.MAJOR, 0.4)]).risk == pytest.approx(0.0474, abs=1e-4), "too unsure"


def test_scores_are_reasons_against_what_is_usual(learnt) -> None:
    steps = {"support.least": [[-2, 2.0], [0.2, -1.0], [0.5, -1.0]]}
    learnt(
        with_scores={"bias": 0, "linear": {"risk": 2}, "steps": steps, "usual": {"risk": 0.4, "support.least": 0.6},
                     "languages": {"ja": {"a": 0.5, "b": -1}}}
    )  # fmt: skip
    verdict = combine([], reading=READING)
    assert verdict.risk == pytest.approx(1 / (1 + math.exp(-1.8 - 2)))
    assert [(r.what, round(r.weight, 3)) for r in verdict.because] == [("support", 0.667), ("risk", 0.333)]
    japanese = Segment(id="1", target="", source_lang="en", target_lang="ja-JP")
    assert combine([], segment=japanese, reading=READING).risk == pytest.approx(1 / (1 + math.exp(1 - 3.8 / 2)))


def test_scores_of_other_models_disturb_nothing(learnt) -> None:
    table = {"bias": -1, "linear": {"risk": 3, "rules": 2}, "steps": {"support.least": [[-0.1, 1.0]]}}
    learnt(without_scores={"bias": -3, "linear": {"rules": 4}}, with_scores=table)
    found = [Signal("ACC101", Severity.MAJOR, 0.9)]
    other = Score(scorer="quality:kiwi", value=0.1, raw=0.1)
    assert combine(found, reading=Reading(scores=(other,))) == combine(found)
    both = replace(READING, scores=(other, *READING.scores))
    assert combine(found, reading=both) == combine(found, reading=READING)


def test_features() -> None:
    found = features([Signal("ACC101", Severity.MAJOR, 0.5), Signal("CON101", Severity.MINOR, 0.9)], READING)
    assert found["ACC101"] == found["rules"] == 0.35
    assert (found["critical"], found["major"], found["minor"], found["info"]) == (0, 0.5, 0.5, 0.5), "as bad or worse"
    assert found["support.least"] == pytest.approx(0.1)
    assert (found["risk"], found["risk.error"], found["risk.omission"]) == (0.9, 0.5, 0)
    assert found["risk.logit"] == pytest.approx(math.log(9))
    assert "risk" not in features([], None)


def test_a_second_opinion_confirms_or_silences() -> None:
    claims = {"hit:ACC201": Logistic(4, {"confidence": 1, "target.support": -10})}
    reading = replace(READING, claims=claims)
    confidences = {}
    for place in (0, 5):
        hit = Hit(message="x", spans=(Span(side="target", start=place, end=place + 1),), confidence=0.5)
        confidences[place] = second_opinion("ACC201", hit, reading).confidence
        assert second_opinion("ACC101", hit, reading) is hit, "the model has no opinion"
    assert confidences[0] > 0.9
    assert confidences[5] < 0.3
