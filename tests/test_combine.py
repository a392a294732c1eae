import pytest

from tqcheck.combine import Signal, combine
from tqcheck.model import Severity


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
