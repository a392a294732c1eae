"""The language of a text, cheap look and sure look."""

import pytest

from tqcheck.lang.lengths import expected
from tqcheck.lang.tables import languages
from tqcheck.lang.writing import scripts
from tqcheck.text.chinese import mismatch
from tqcheck.text.identify import other_language, plainly
from tqcheck.text.proportion import sentences

SENTENCES = {
    "en": "The people who live on the other side of the river have not seen the bridge yet.",
    "de": "Die Leute, die auf der anderen Seite des Flusses wohnen, haben die Brücke noch nicht gesehen.",
    "fr": "Les gens qui habitent de l'autre côté de la rivière n'ont pas encore vu le pont.",
    "es": "La gente que vive al otro lado del río todavía no ha visto el puente.",
    "tr": "Nehrin öbür yanında oturan insanlar köprüyü daha görmediler ama onun için bir yol var.",
    "ru": "Люди, которые живут на другом берегу реки, ещё не видели моста.",
    "ar": "لم ير الناس الذين يعيشون على الضفة الأخرى من النهر الجسر بعد.",
    "fa": "مردمی که در آن سوی رودخانه زندگی می‌کنند هنوز پل را ندیده‌اند.",
    "hi": "नदी के उस पार रहने वाले लोगों ने अभी तक पुल नहीं देखा है।",
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_the_cheap_look_knows_its_own_language(tag: str) -> None:
    assert plainly(SENTENCES[tag], tag)
    assert other_language(SENTENCES[tag], tag) is None


@pytest.mark.parametrize(
    ("tag", "other"), [("en", "de"), ("fr", "en"), ("es", "de"), ("ru", "tr"), ("fa", "ar"), ("tr", "fr")]
)
def test_the_sure_look_names_the_other_language(tag: str, other: str) -> None:
    assert other_language(SENTENCES[tag], other) == tag


def test_close_relatives_are_not_told_apart() -> None:
    assert other_language("Vi har ikke set den nye bro over fjorden endnu.", "nb") is None


def test_standards_of_chinese() -> None:
    assert mismatch("这个软件让我们说话", "zh-Hant") == ("Simplified Chinese", 0.85)
    assert mismatch("這個軟體讓我們說話", "zh-TW") is None
    assert mismatch("這個軟體讓我們說話", "zh") is None


def test_scripts_of_a_tag() -> None:
    assert scripts("sr") == {"Cyrl", "Latn"}
    assert scripts("sr-Latn") == {"Latn"}
    assert scripts("ja") == {"Hani", "Hira", "Kana"}


def test_lengths_are_known_for_more_than_a_hundred_languages() -> None:
    known = [tag for tag in languages("common_words") if expected("en", tag)]
    assert len(known) > 80
    assert expected("pt-BR", "zh-Hant-TW")
    assert expected("en", "tlh") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Miller left at 3.5 p.m.", 1),
        ("彼は来た。彼女は去った。", 2),
        ("वह आया। वह गया।", 2),
        ("No end", 1),
        ("", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert sentences(text) == count
