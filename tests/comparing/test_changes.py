"""What is fixed, what is new, and what is better or worse all in all."""

from comparing.made import finding, result, segment

from tqcheck.comparing.changes import change
from tqcheck.model import Severity

SOURCE = "Ab 12 Uhr gibt es 30 Plätze."
A, B = (segment("7", SOURCE, target) for target in ("From 13 on there are 30 seats.", "From 12 on there are 13."))


def test_another_number_is_another_finding() -> None:
    old, new = finding(A, spans=[("source", 3, 5), ("target", 5, 7)]), finding(B, spans=[("source", 18, 20)])
    found = change(result(A, 0.5, old), result(B, 0.5, new))
    assert (found.fixed, found.new) == ((old,), (new,))
    assert found.penalty == 0
    assert found.outcome == "same"


def test_the_same_number_is_the_same_finding() -> None:
    old, new = finding(A, spans=[("source", 3, 5), ("target", 5, 7)]), finding(B, spans=[("source", 3, 5)])
    found = change(result(A, 0.5, old), result(B, 0.5, new))
    assert (found.fixed, found.new) == ((), ())


def test_where_the_source_is_not_pointed_at_the_check_tells() -> None:
    found = change(result(A, 0.5, finding(A)), result(B, 0.5, finding(B, spans=[("source", 3, 5)])))
    assert (found.fixed, found.new) == ((), ())


def test_two_of_one_kind_and_one_left() -> None:
    found = change(result(A, 0.5, finding(A), finding(A)), result(B, 0.4, finding(B)))
    assert len(found.fixed) == 1
    assert not found.new
    assert found.outcome == "better"


def test_penalties_outweigh_risk_and_risk_decides_between_equals() -> None:
    assert change(result(A, 0.1), result(B, 0.05, finding(B, severity=Severity.MINOR))).outcome == "worse"
    assert change(result(A, 0.1), result(B, 0.3)).outcome == "worse"
    assert change(result(A, 0.3), result(B, 0.1)).outcome == "better"
    assert change(result(A, 0.10), result(B, 0.15)).outcome == "same"


def test_a_remark_costs_nothing() -> None:
    assert change(result(A), result(B, 0.1, finding(B, severity=Severity.INFO))).penalty == 0
