"""Whom the words of a text may stand for."""

from tqcheck.lang.tables import languages
from tqcheck.text.gender import FEMALE, MALE, THING, gender, genders, signs


def said(text: str, tag: str) -> list[tuple[str, int]]:
    return [(sign.word.text, gender(sign.senses)) for sign in signs(text, tag)]


def test_parts_of_joined_words_count_alone() -> None:
    assert said("Qu’elle vienne, dit-il.", "fr") == [("elle", FEMALE), ("il", MALE)]
    assert said("I think she'll come.", "en") == [("she", FEMALE)]


def test_the_longest_word_wins_where_no_spaces_part_them() -> None:
    assert said("彼女は彼らを知らない。", "ja") == [("彼女", FEMALE), ("彼ら", 0)]
    assert said("其他人认识他。", "zh") == [("他", MALE)]


def test_names_need_their_capital() -> None:
    assert said("Linda compró una linda casa.", "es") == [("Linda", FEMALE)]


def test_a_word_may_have_several_senses() -> None:
    known = genders("fr")
    assert known is not None
    assert known.senses["elle"] == FEMALE | THING
    assert known.named("Je sais qu'elle chante.") & FEMALE


def test_a_language_without_gender_asks_for_nothing() -> None:
    silent = ("tr", "fi", "hu", "fa", "bn", "th", "id", "hi")
    assert not any(known.asked for tag in silent if (known := genders(tag)))


def test_a_language_without_a_table_is_unknown() -> None:
    assert genders("tlh") is None
    assert signs("ghaH", "tlh") == ()


def test_every_table_has_pronouns() -> None:
    assert all(genders(tag) for tag in languages("pronouns") if tag != "und")
