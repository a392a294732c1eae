"""What was made of words is kept, in bounded memory."""

from __future__ import annotations

from tqcheck.text.remembered import Remembered


def test_a_word_is_made_once() -> None:
    made: list[str] = []

    def length(word: str) -> int:
        made.append(word)
        return len(word)

    lengths = Remembered(length)
    assert [lengths[word] for word in ("Haus", "дом", "Haus")] == [4, 3, 4]
    assert made == ["Haus", "дом"]


def test_all_is_forgotten_when_there_are_too_many() -> None:
    lengths = Remembered(len, most=3)
    assert [lengths[str(number)] for number in range(7)] == [1] * 7
    assert list(lengths) == ["6"]


def test_a_long_stretch_is_made_but_not_kept() -> None:
    lengths = Remembered(len)
    assert lengths["家" * 1000] == 1000
    assert not lengths
