"""What a model, or a back-translation, makes of another check's hit."""

import pytest

from tqcheck.calibration import Logistic
from tqcheck.model import Hit, Segment, Span
from tqcheck.reading import Reading
from tqcheck.second_opinion import BACK, agreed, second_opinion

SEGMENT = Segment(id="1", source="She left Iran in 1979.", target="Elle a quitté l’Irak en 1997.")
IRAN, IRAK = Span(side="source", start=9, end=13), Span(side="target", start=16, end=20)
YEAR = Span(side="source", start=17, end=21)
WHOLE = Span(side="target", start=0, end=len(SEGMENT.target))


def hit(confidence: float, *spans: Span, evidence: str = "") -> Hit:
    return Hit(message="x", spans=spans, confidence=confidence, evidence=evidence)


def confidences(*found: tuple[str, Hit]) -> list[float | None]:
    return [told and round(told.confidence, 3) for told in agreed(found, SEGMENT)]


def test_hits_at_the_same_words_become_one_that_is_surer() -> None:
    rule, back = hit(0.4, IRAN, IRAK, evidence="compared"), hit(0.5, IRAN, evidence="“Iraq”")
    told, gone = agreed([("ACC203", rule), (BACK, back)], SEGMENT)
    assert gone is None
    assert told.spans == rule.spans
    assert told.confidence == pytest.approx(1 - 0.6 * (1 - 0.9 * 0.5))
    assert told.evidence == "compared; “Iraq”"


def test_figures_say_little_more_when_they_come_back() -> None:
    first, gone = confidences(("ACC101", hit(0.4, YEAR)), (BACK, hit(0.6, YEAR)))
    assert gone is None
    assert 0.4 < first < 0.5


def test_the_surest_of_several_takes_it() -> None:
    found = [("ACC501", hit(0.2, IRAN)), ("ACC704", hit(0.3, IRAN)), (BACK, hit(0.5, IRAK, IRAN))]
    assert confidences(*found) == [0.2, 0.65, None]


@pytest.mark.parametrize(
    ("code", "spans"),
    [("ACC201", (YEAR,)), ("ACC201", (WHOLE,)), ("LNG102", (IRAN,)), ("ACC701", (IRAN,)), (BACK, (IRAN,))],
)
def test_others_leave_both_as_they_are(code: str, spans: tuple[Span, ...]) -> None:
    back = hit(0.5, WHOLE) if spans == (WHOLE,) else hit(0.5, IRAN)
    assert confidences((code, hit(0.4, *spans)), (BACK, back)) == [0.4, 0.5]


def test_without_a_back_translation_nothing_changes() -> None:
    found = [("ACC201", hit(0.4, IRAN)), ("ACC501", hit(0.2, IRAN))]
    assert agreed(found, SEGMENT) == [h for _, h in found]


@pytest.mark.parametrize(("own", "together"), [(0.85, 0.55), (0.95, 0.55), (0.8, 0.001), (0.4, 0.001)])
def test_a_model_may_doubt_what_a_rule_is_sure_of_but_not_silence_it(own: float, together: float) -> None:
    reading = Reading(scores=(), claims={"hit:ACC201": Logistic(-50, {})})
    assert second_opinion("ACC201", hit(own, IRAN, IRAK), reading).confidence == together
    assert second_opinion("ACC203", hit(own, IRAN), reading).confidence == own
