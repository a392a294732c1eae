"""Which words render which, by their looks alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.text.word_matches import through, word_matches

TEXT = st.lists(
    st.sampled_from(
        ["Israel", "Israël", "1994", "der", "the", "Brücke", "以色列", "Москва", "Moscow", "é", "\u0301", "—"]
    ),
    max_size=12,
).map(" ".join) | st.text(max_size=40)


def pairs(one: str, other: str) -> list[tuple[str, str]]:
    return [(one[a:b], other[c:d]) for (a, b), (c, d) in word_matches(one, other)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Peter was in Moscow in 1994.", "Питер был в Москве в 1994.", "Peter Питер, Moscow Москве, 1994 1994"),
        ("The minister met the president.", "Le ministre a vu le président.", "minister ministre, president président"),
        ("Paul saw Anna and Anna saw Paul.", "Paul sah Anna und Anna sah Paul.",
         "Paul Paul, Anna Anna, Anna Anna, Paul Paul"),
        ("He left.", "彼は去った。", ""),
    ],
)  # fmt: skip
def test_equal_words_and_words_alike_belong_together(one: str, other: str, expected: str) -> None:
    assert ", ".join(" ".join(pair) for pair in pairs(one, other) if len(pair[0]) > 3) == expected


@given(one=TEXT, other=TEXT, place=st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted))
def test_places_are_words_and_inside_the_text(one: str, other: str, place: list[int]) -> None:
    found = word_matches(one, other)
    for side, text in enumerate((one, other)):
        places = [match[side] for match in found]
        assert len(set(places)) == len(places)
        assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(0 <= start <= end <= len(other) for start, end in through(tuple(place), found, other))


OTHER = "Ein Bote flog nach Iran und nach Irak."
MATCHES = [((0, 2), (4, 8)), ((10, 14), (19, 23)), ((20, 24), (33, 37))]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((10, 14), ["Iran"]),
        ((10, 24), ["Iran", "Irak"]),
        ((0, 2), ["Bote"]),
        ((4, 8), ["flog nach"]),
        ((15, 18), ["und nach"]),
        ((26, 30), ["Irak"]),
    ],
)
def test_a_place_without_a_match_lies_between_its_neighbours(place: tuple[int, int], expected: list[str]) -> None:
    assert [OTHER[start:end] for start, end in through(place, MATCHES, OTHER)] == expected


def test_without_any_match_it_is_the_whole_text() -> None:
    assert (
        through((0, 3), [], OTHER) == ((0, len(OTHER)),) or OTHER[slice(*through((0, 3), [], OTHER)[0])] == OTHER[:-1]
    )


def test_long_texts_end_soon() -> None:
    assert len(word_matches("abc defg " * 2000, "defg abd " * 2000)) == 2000
