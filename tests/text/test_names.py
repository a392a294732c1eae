"""Names are found, told apart and matched in any script."""

import pytest

from tqcheck.lang.names.acronyms import ambiguous, called, meanings
from tqcheck.lang.names.knowledge import kind, related
from tqcheck.lang.names.lexicon import lexicon
from tqcheck.text.name_forms import spelling_key
from tqcheck.text.name_pairs import name_pairs
from tqcheck.text.name_phrases import phrases
from tqcheck.text.name_support import supported
from tqcheck.text.names import initials, mentions
from tqcheck.text.similarity import closest, sounds
from tqcheck.text.title_words import meaning, says
from tqcheck.text.transliteration import romanised, skeleton


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("fr", "L'ONU a quitté l'Irak et les États-Unis.", {"ONU": "UN", "Irak": "IQ", "États-Unis": "US"}),
        ("ru", "В Ираке и в Нью-Йорке", {"Ираке": "IQ", "Нью-Йорке": "America/New_York"}),
        ("zh", "美国与印度尼西亚谈判", {"美国": "US", "印度尼西亚": "ID"}),
        ("zh", "发展中国家的增长", {}),
        ("ja", "イスラム国はイラクにいる。マリアはタイムを測る。", {"イスラム国": "islamic-state", "イラク": "IQ"}),
        ("ar", "وصل إلى إسرائيل وألمانيا", {"إسرائيل": "IL", "ألمانيا": "DE"}),
        ("he", "הם נסעו לישראל", {"ישראל": "IL"}),
        ("ko", "이스라엘은 이라크와", {"이스라엘은": "IL", "이라크와": "IQ"}),
        ("hi", "भारत और जर्मनी", {"भारत": "IN", "जर्मनी": "DE"}),
        ("th", "เขาไปอิสราเอล", {"อิสราเอล": "IL"}),
        ("tr", "İsrail'in sınırı", {"İsrail": "IL"}),
        ("en", "turkey with chili for dinner", {}),
    ],
)
def test_mentions(tag, text, expected) -> None:
    found = {text[m.start : m.end]: next(iter(m.entities)) for m in mentions(text, tag)}
    assert found == expected


def test_the_longest_name_counts() -> None:
    (mention,) = mentions("He was born in South Sudan.", "en")
    assert mention.entities == {"SS"}


def test_a_part_of_a_longer_name_is_a_weak_witness() -> None:
    (mention,) = mentions("They live in New Jersey now.", "en")
    assert mention.trust < 2


@pytest.mark.parametrize(
    ("entity", "tag", "text"),
    [("IL", "fr", "l'armée israélienne"), ("DE", "pl", "niemiecki rząd"), ("US", "zh", "访美期间"),
     ("GB", "ja", "英語の授業"), ("US", "ja", "在日米軍"), ("UN", "de", "der UN-Gesandte"),
     ("FI", "et", "Soome valitsus")],
)  # fmt: skip
def test_supported(entity, tag, text) -> None:
    assert supported(frozenset({entity}), text, tag)


def test_a_language_without_tables_knows_nothing_and_says_nothing() -> None:
    assert not lexicon("mey").heads
    assert name_pairs("He went to Israel.", "ذهب إلى هناك", "en", "mey").swapped == ()


def test_phrases_are_words_in_the_middle_of_a_sentence() -> None:
    text = "Yesterday the mayor met Anna Nowak and her sister."
    assert [text[p.start : p.end] for p in phrases(text, "en")] == ["Anna Nowak"]
    assert phrases("Terms And Conditions Of Sale", "en") == ()


@pytest.mark.parametrize(
    ("first", "second"), [("Трамп", "Trump"), ("トランプ", "Trump"), ("واشنطن", "Washington"), ("विनफ्रे", "Winfrey")]
)
def test_transliterations_sound_alike(first, second) -> None:
    assert closest(second, sounds([first])) > 0.6


def test_romanised_and_skeleton() -> None:
    assert romanised("Müller Łódź") == "muller lodz"
    assert skeleton("Трамп") == skeleton("trump") == "tlnp"


def test_spellings_that_waver_have_one_key() -> None:
    assert spelling_key("Mosul") == spelling_key("Mossoul")
    assert spelling_key("Zelensky") == spelling_key("Zelenskyy")
    assert spelling_key("Mosul") != spelling_key("Basel")


def test_acronyms_by_language() -> None:
    assert called("fr")["OTAN"] == {"nato"}
    assert set(meanings("ООН")["UN"]) >= {"ru", "uk"}
    assert ambiguous("EI")
    assert not ambiguous("OTAN")


def test_kinds_and_relations() -> None:
    assert [kind(e) for e in ("islamic-state", "nato", "IL", "mosul", "Europe/Paris")] == [
        "armed-group", "organisation", "territory", "city", "city",
    ]  # fmt: skip
    assert "england" in related("GB")
    assert "FR" in related("Europe/Paris")
    assert "IL" not in related("islamic-state")


def test_common_words_of_names_are_compared_by_meaning() -> None:
    source = "We visited the Strasbourg Cathedral."
    assert not name_pairs(source, "我们参观了斯特拉斯堡大教堂。", "en", "zh").missing
    assert name_pairs(source, "我们参观了犹太人公墓。", "en", "zh").missing
    assert meaning("Forests", "en") == "forest"
    assert says("Das Nationalmuseum in Oslo", "museum", "de")
    assert not says("Er kam am Montag", "museum", "de")


def test_famous_names_tell_where_a_capital_does_not() -> None:
    found = name_pairs("He works for a big airline.", "Er arbeitet für Lufthansa.", "en", "de")
    assert len(found.extra) == 1
    assert name_pairs("Bob left early.", "Bob ging früh.", "en", "de") == ((), (), ())


def test_an_acronym_is_another_one_by_a_single_letter() -> None:
    source, target = "She reported it to her MPD unit.", "Sie hat es danach sofort ihrer NYPD-Einheit gemeldet."
    assert name_pairs(source, target, "en", "de").swapped


def test_a_question_with_many_capitals_is_a_sentence() -> None:
    (phrase,) = phrases("Where was Ana Lima Souza born?", "en")
    assert (phrase.start, phrase.end) == (10, 24)
    assert phrases("The Rise and Fall of the House of Ana Lima", "en") == ()
    assert phrases("Où est mort Jean Dupont ?", "fr")


def test_latin_letters_in_a_text_without_spaces_end_where_it_goes_on() -> None:
    text = "他喜歡Bukowski的短篇小說"
    assert [text[s:e] for s, e in initials(text, "zh-Hant")] == ["Bukowski"]
    assert [(s, e) for s, e in initials("Bukowski의 소설", "ko")] == [(0, 8)]


def test_an_english_name_that_begins_like_a_common_word_is_a_name() -> None:
    assert meaning("Cars", "en") == "car"
    assert meaning("Carson", "en") is None
    assert meaning("Mann", "en") is None


def test_a_common_word_may_be_a_surname_that_is_heard() -> None:
    assert not name_pairs(
        "Yesterday he met Megan Fox again.", "Вчера он снова встретил Меган Фокс.", "en", "ru"
    ).missing
    assert not name_pairs("She loves the film Blue Fox.", "Она любит фильм «Синяя лиса».", "en", "ru").missing
    assert name_pairs("She loves the film Blue Fox.", "Она любит фильм «Дорога домой».", "en", "ru").missing


def test_words_in_katakana_and_days_are_no_names() -> None:
    for tag, word in (("ja", "ツアー"), ("ja", "チケット"), ("en", "mondays"), ("en", "sundays")):
        assert word in lexicon(tag).common
