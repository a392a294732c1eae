"""The weights that the program carries: the worse a finding is, the higher the risk, whatever else is known."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.checks import rules
from tqcheck.combine import Signal, combine
from tqcheck.model import Score, Severity, Span
from tqcheck.reading import Reading, WordReading

CODES = sorted(rule.code for rule in rules())
SEVERITIES = list(Severity)
SURE = st.floats(0, 1)
SIGNALS = st.builds(Signal, st.sampled_from(CODES), st.sampled_from(SEVERITIES), SURE)


def _read(share: float) -> Reading:
    """Return a reading of a pair by the model that the weights were learnt with; the lower the share the worse."""
    scores = (
        Score(scorer="risk", value=1 - share, raw=0.0),
        Score(scorer="support", value=share, raw=share),
        Score(scorer="similarity", value=share, raw=share),
        Score(scorer="quality", value=share, raw=share),
    )
    words = tuple(
        WordReading(span=Span(side="target", start=i, end=i + 1), support=share, match=None, rarity=1, error=1 - share)
        for i in range(8)
    )
    return Reading(scores=scores, words=words)


READINGS = (None, _read(0.05), _read(0.5), _read(0.95))


@pytest.mark.parametrize("code", CODES)
def test_a_worse_finding_alone_is_never_less_risk(code: str) -> None:
    for reading in READINGS:
        for confidence in (0.3, 0.5, 0.8, 1.0):
            risks = [combine([Signal(code, s, confidence)], reading=reading).risk for s in SEVERITIES]
            assert risks == sorted(risks), (code, confidence, risks)


@given(others=st.lists(SIGNALS, max_size=4), one=SIGNALS, reading=st.sampled_from(READINGS))
def test_a_worse_finding_among_others_is_never_less_risk(
    others: list[Signal], one: Signal, reading: Reading | None
) -> None:
    risks = [combine([*others, one._replace(severity=s)], reading=reading).risk for s in SEVERITIES]
    assert all(better <= worse + 1e-12 for better, worse in pairwise(risks)), risks


@given(found=st.lists(SIGNALS, max_size=4), more=SIGNALS, reading=st.sampled_from(READINGS))
def test_one_finding_more_is_never_less_risk(found: list[Signal], more: Signal, reading: Reading | None) -> None:
    before, after = (combine(signals, reading=reading).risk for signals in (found, [*found, more]))
    assert before <= after + 1e-12
