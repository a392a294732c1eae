"""A file is held to its own length, where there is enough of it."""

from __future__ import annotations

import pytest

from tqcheck.model import Origin, Segment
from tqcheck.text.length_habits import LengthHabits
from tqcheck.text.proportion import proportion

_SOURCE = "The old man carried stone {} down to the river, and the children watched him from the bridge."
_CLOSE = "El anciano bajó la piedra {} hasta el río, y los niños lo miraban desde el puente."
_WORDY = (
    "Aquella mañana el anciano, que no tenía ninguna prisa, bajó muy despacio la piedra {} hasta la orilla del río, "
)
_WORDY += "mientras los niños del pueblo, callados y con la boca abierta, lo miraban desde lo alto del viejo puente."


def _file(target: str, count: int) -> list[Segment]:
    return [
        Segment(id=str(n), source=_SOURCE.format(n), target=target.format(n), source_lang="en", target_lang="es",
                origin=Origin(path="book.tmx", line=n))
        for n in range(count)
    ]  # fmt: skip


def _judged(segments: list[Segment], segment: Segment) -> float:
    habits = LengthHabits()
    for each in segments:
        habits.add(each)
    habits.finish()
    found = habits.judged(segment)
    assert found is not None
    return found.deviation


def test_a_wordy_book_is_its_own_measure() -> None:
    wordy = _file(_WORDY, 120)
    alone = proportion(wordy[0])
    assert alone is not None
    assert alone.deviation > 3
    assert abs(_judged(wordy, wordy[0])) < 1


def test_few_segments_make_no_habit() -> None:
    wordy = _file(_WORDY, 40)
    assert _judged(wordy, wordy[0]) > 3


def test_another_file_is_not_excused() -> None:
    other = _file(_WORDY, 1)[0]
    other = Segment(id="x", source=other.source, target=other.target, source_lang="en", target_lang="es")
    assert _judged(_file(_WORDY, 120), other) > 3


@pytest.mark.parametrize("bad", [10, 30])
def test_a_third_of_cut_texts_does_not_become_the_habit(bad: int) -> None:
    cut = Segment(id="x", source=_SOURCE.format(7), target="El anciano bajó.", source_lang="en", target_lang="es",
                  origin=Origin(path="book.tmx"))  # fmt: skip
    alone = proportion(cut)
    assert alone is not None
    assert alone.deviation < -3
    assert _judged([*_file(_CLOSE, 120 - bad), *[cut] * bad], cut) < -3
