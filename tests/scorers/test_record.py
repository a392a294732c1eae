import numpy as np
import pytest

from tqcheck.scorers.encoder import Outputs, SideOutputs
from tqcheck.scorers.record import Record, record, scores, word_readings
from tqcheck.scorers.words import Word


def side(support, match, error) -> SideOutputs:
    return SideOutputs(np.array(support, "f4"), np.array(match), np.array(error, "f4"))


# Two words of two tokens and one token on the left; one word on the right; special tokens first and last.
WORDS = ([Word(0, 4, 1, 2, 0.5), Word(5, 8, 3, 3, 1.5)], [Word(2, 9, 1, 1, 0.25)])
OUTPUTS = Outputs(
    side([0, 0.5, 0.25, -0.5, 0], [0, 0, 1, 2, 0], [9, -1, 2, 0, 9]), side([0, 0.75, 0], [0, 3, 0], [9, -4, 9]),
    similarity=0.5, quality=1.5, risk=-2,
)  # fmt: skip


def test_tokens_are_pooled_into_words() -> None:
    first, second, other = word_readings(record(OUTPUTS, WORDS), {})
    assert (first.support, second.support, other.support) == (0.375, -0.5, 0.75)
    assert [round(w.error, 3) for w in (first, second, other)] == [0.881, 0.5, 0.018], "the worst token counts"
    assert first.match is None, "the surest token points at a special one"
    assert second.match is None, "and this one at the last"
    assert other.match == second.span
    assert (second.span.start, second.span.end, second.rarity) == (5, 8, 1.5)


def test_a_record_comes_back_from_its_bytes() -> None:
    made = record(OUTPUTS, WORDS)
    again = Record.unpacked(made.packed())
    assert word_readings(again, {}) == word_readings(made, {})
    assert scores(again, {}) == scores(made, {})


def test_scores_are_calibrated() -> None:
    made = record(OUTPUTS, WORDS)
    plain = {s.scorer: s.value for s in scores(made, {})}
    assert plain == {
        "support": pytest.approx(0.34375),
        "similarity": 0.5,
        "quality": 1.0,
        "risk": pytest.approx(0.1192, abs=1e-4),
    }
    curved = {s.scorer: s.value for s in scores(made, {"similarity": (4.0, -2.0)})}
    assert curved["similarity"] == 0.5
    errors = [w.error for w in word_readings(made, {"error": (0.0, 0.0), "omission": (0.0, 9.0)})]
    assert errors[2] == 0.5
    assert errors[0] > 0.99


def test_a_pair_without_words_has_a_record() -> None:
    nothing = side([0, 0], [0, 0], [0, 0])
    made = record(Outputs(nothing, nothing, 0.0, 0.0, 0.0), ([], []))
    assert word_readings(Record.unpacked(made.packed()), {}) == ()
