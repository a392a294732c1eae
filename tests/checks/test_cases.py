"""Every case beside every check: what must fire fires at the marked characters, what must not is silent."""

import pytest
from readings import real

from tqcheck.checks import rules
from tqcheck.checks.cases import Case, cases
from tqcheck.checks.options import build
from tqcheck.checks.running import hits

SHOWN = 0.5  # the floor of the default profile


@pytest.mark.parametrize("case", [c for rule in rules() for c in cases(rule)], ids=str)
def test_case(case: Case) -> None:
    check = build(case.rule, case.options)
    readings = case.readings or (real(case.segments) if case.rule.needs else None)
    found_in = hits(check, case.segments, readings=readings)
    for segment, found, expected in zip(case.segments, found_in, case.expected, strict=True):
        shown = [h for h in found if h.confidence >= SHOWN]
        if case.kind == "silent":
            assert not shown, (case.why, segment, shown)
        else:
            assert {s for h in shown for s in h.spans} == expected, (case.why, segment, shown)
    if case.kind == "fires":
        assert any(case.expected), "a case that fires marks its spans with ⟦ ⟧"
