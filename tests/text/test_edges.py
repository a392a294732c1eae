"""Edges of the functions on texts that no case of a check reaches."""

import pytest

from tqcheck.model import Severity
from tqcheck.text.address import _quoted
from tqcheck.text.characters import encodable
from tqcheck.text.digit_runs import _same
from tqcheck.text.document_language import language_of
from tqcheck.text.identify import second_guess
from tqcheck.text.inline_markup import elements
from tqcheck.text.invisible import invisible
from tqcheck.text.java_quotes import hidden
from tqcheck.text.line_traits import _names
from tqcheck.text.markup import tags
from tqcheck.text.mojibake import mojibake
from tqcheck.text.names import _inside_word, _part_of_name
from tqcheck.text.number_words import _roman, romans
from tqcheck.text.numbers import _grouped
from tqcheck.text.passages import severity
from tqcheck.text.phrases import Index, Phrase
from tqcheck.text.placeholder_keys import counts_something, has_numbers
from tqcheck.text.placeholders import placeholders
from tqcheck.text.quantity import Quantity
from tqcheck.text.quantity_certainty import _marked_otherwise, alone
from tqcheck.text.quantity_explanations import Sided, periods, rest_of_time
from tqcheck.text.quantity_matching import _same_part
from tqcheck.text.sample_code import _like_word


@pytest.mark.parametrize(
    ("groups", "grouped"),
    [("1", False), ("1,234", True), ("12,34,567", True), ("123,45,678", False), ("1,23,456,789", False),
     ("1,234,56", False), ("0,123", False), ("1234,567", False), ("1,234,567,890", True)],
)  # fmt: skip
def test_groups_are_thousands_or_lakhs(groups: str, grouped: bool) -> None:
    assert _grouped(groups.split(",")) is grouped


@pytest.mark.parametrize(("written", "value"), [("IV", 4), ("XIX", 19), ("MCMXCIV", 1994), ("LXXXVIII", 88)])
def test_a_smaller_roman_digit_before_a_greater_one_is_taken_off(written: str, value: int) -> None:
    assert _roman(written) == value


def test_two_roman_letters_need_not_be_a_number() -> None:
    assert romans("Put the CD into the player.") == []
    assert romans("Pope John XXIII and Louis XIV") == ["XXIII", "XIV"]


def test_the_same_telephone_number_with_the_code_of_a_country() -> None:
    assert _same("0301234567", "49301234567")
    assert _same("1234567", "1234567")
    assert not _same("1234567", "1234568")
    assert not _same("12345", "49012345"), "too few digits to be sure"


def test_a_claim_that_is_not_sure_is_minor() -> None:
    assert severity(0.99) is None
    assert severity(0.5) is Severity.MINOR


def test_joiners_between_letters_that_join() -> None:
    assert invisible("ꦏ\u200dꦱ") == ()
    assert invisible("क\u200dष") == ()
    assert invisible("ﻻ\u200dب") == ()
    assert invisible("a\u200db") == (1,)
    assert invisible("a\x9fb\x80") == (1, 3)
    assert invisible("a\x85b\xa0c") == (), "a new line and a space that does not break are no control characters"


def test_java_hides_between_apostrophes() -> None:
    (found,) = hidden("L'utilisateur {0}")
    assert (found.apostrophe, found.start) == (1, 14)
    assert [(h.apostrophe, h.start) for h in hidden("'{0}' {1} '{2}")] == [(0, 1), (10, 11)]
    assert hidden("L''utilisateur {0}") == hidden("{0} l'ami") == ()


def test_names_are_capitalised_words_where_there_are_capitals() -> None:
    assert _names("the train to Paris", "en") == ["Paris"]
    assert _names("トム・ハンクス", "ja")


def test_only_placeholders_of_xml_have_their_identifier_compared() -> None:
    assert [t.identity for t in tags('<b id="7">x</b>')] == ["", ""]
    assert [t.identity for t in tags('<x id="7"/>')] == ["7"]


def test_mojibake_of_cyrillic_and_of_marks() -> None:
    (found,) = mojibake("РџСЂРёРІРµС‚")
    assert found.meant == "Привет"
    (found,) = mojibake("Itâ€™s late.")
    assert found.meant == "’"


def test_a_capitalised_word_beside_makes_a_longer_name() -> None:
    assert _part_of_name("Jordan Peterson came", 0, 6)
    assert not _part_of_name("Jordan came", 0, 6)
    assert not _part_of_name("Jordan GDP", 0, 6), "an acronym is no surname"
    assert _part_of_name("to New Jersey", 7, 13)


def test_a_piece_of_a_longer_word_is_no_name() -> None:
    assert _inside_word("アイラン", 0, 3)
    assert _inside_word("Chinatown", 0, 5)
    assert not _inside_word("在China的", 1, 6)


def test_the_longest_term_is_found_first() -> None:
    terms = [Phrase("user", False, 1), Phrase("user account", False, 2), Phrase("account", False, 3)]
    found = list(Index(terms, "en").find("The user account of a user, and an account."))
    assert [(f.payload, f.start, f.end) for f in found] == [(2, 4, 16), (1, 22, 26), (3, 35, 42)]


def test_numbers_of_placeholders() -> None:
    assert has_numbers(placeholders("%1$s of %2$s", frozenset()))
    assert has_numbers(placeholders("{0} of {1}", frozenset()))
    assert not has_numbers(placeholders("%s of {name}", frozenset()))
    assert counts_something("%1")
    assert counts_something("%n")
    assert not counts_something("%x")


def test_a_quotation_that_is_open_hides_all() -> None:
    assert _quoted("no quotation") == []
    assert _quoted("“open") is None
    assert _quoted("a “b” c") == [(2, 4)]


def test_half_a_pair_is_replaced() -> None:
    assert encodable("a\ud800b") == "a\ufffdb"
    assert encodable("👩") == "👩"


def test_the_language_of_a_document() -> None:
    french = ["Le conseil se réunit demain pour parler de l’école et de la place du marché.",
              "Les parents sont invités à venir avec les enfants, et il y aura du café pour tous."]  # fmt: skip
    assert language_of(french) == "fr"
    assert language_of(["Merhaba, bugün hava çok güzel; akşama doğru deniz kıyısında yürüyeceğiz."]) == "tr"
    assert language_of(["12345", "…"]) is None


def test_the_second_guess_names_languages_as_we_do() -> None:
    assert second_guess("这个城市有很多公园，人们早上在那里散步。").tag == "zh"
    assert second_guess("").tag == "und"


def test_code_that_lies_in_a_role_is_part_of_it() -> None:
    assert [e.kind for e in elements(":func:`a` and ``b`` and `c`")] == ["role", "literal", "code"]


def test_the_century_and_the_decade_of_a_round_year() -> None:
    assert periods(1850) == (50,)
    assert periods(1800) == (19,)
    assert periods(1855) == periods(900) == periods(2110) == ()


def said(written: str, *, kind: str = "number") -> Quantity:
    return Quantity(0, len(written), written, frozenset((float(written.replace(",", "")),)), kind)


def test_how_sure_a_number_alone_is() -> None:
    assert alone(None) == alone(said("19", kind="name")) == 0.1
    assert alone(said("2")) < alone(said("300"))


def test_a_mark_that_slipped_is_no_other_number() -> None:
    assert _marked_otherwise("2,240,191", "2,24,0191")
    assert not _marked_otherwise("2,240,191", "2240191"), "the number of marks differs"
    assert not _marked_otherwise("2,240,191", "2,240,192")
    assert not _marked_otherwise("2.5", "25"), "one mark is a decimal point"


def test_noughts_of_a_time_only_repeat() -> None:
    side = Sided("at 10:00", "en")
    assert rest_of_time(Quantity(6, 8, "00", frozenset((0.0,))), side, set())
    assert not rest_of_time(Quantity(6, 8, "05", frozenset((5.0,))), side, set())
    assert not rest_of_time(Quantity(0, 1, "0", frozenset((0.0,))), Sided("0 left", "en"), set())
    assert rest_of_time(Quantity(0, 2, "19", frozenset((19.0,))), Sided("19", "en"), {1850.0})


def test_a_scaled_number_and_a_plain_one_are_the_same_when_their_values_are() -> None:
    scaled, plain = said("2000000", kind="scaled"), said("2,000,000")
    assert _same_part(scaled, plain)
    assert _same_part(plain, scaled)
    assert not _same_part(scaled, scaled), "they were compared as wholes before"
    assert _same_part(plain, plain)


@pytest.mark.parametrize(
    ("one", "other", "which"),
    [("version", "versión", "example"), ("class", "clase", "example"), ("colour", "colores", "cognate"),
     ("hello", "こんにちは", "example")],
)  # fmt: skip
def test_words_of_an_example(one: str, other: str, which: str) -> None:
    assert _like_word(one, other) == which
