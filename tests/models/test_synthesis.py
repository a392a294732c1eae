from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "tqcheck-mini"))

from synthesis import KINDS, WEIGHTS, Generator, Pair


def pair(source_lang, source, target_lang, target):
    return Pair(source_lang=source_lang, target_lang=target_lang, source=source, target=target)


POOL = [
    pair(
        "en",
        "The minister arrived in Berlin on Monday, and nobody was surprised.",
        "de",
        "Der Minister kam am Montag in Berlin an, und niemand war überrascht.",
    ),
    pair(
        "en",
        "She bought three apples, two pears and a melon.",
        "de",
        "Sie kaufte drei Äpfel, zwei Birnen und eine Melone.",
    ),
    pair(
        "en",
        "The train to Vienna leaves at 9:45. Please do not be late!",
        "de",
        "Der Zug nach Wien fährt um 9:45 Uhr ab. Bitte kommen Sie nicht zu spät!",
    ),
    pair(
        "en",
        "The minister arrived in Berlin on Monday, and nobody was surprised.",
        "fr",
        "Le ministre est arrivé lundi à Berlin, et personne n’a été surpris.",
    ),
    pair(
        "en",
        "Our neighbours sold their house, because it was too small.",
        "fr",
        "Nos voisins ont vendu leur maison, parce qu’elle était trop petite.",
    ),
    pair(
        "en",
        "The museum is closed today, but the garden is open.",
        "ja",
        "今日は博物館は休みですが、庭園は開いています。",
    ),
    pair("en", "He read the letter twice, then he burned it.", "ja", "彼は手紙を二度読み、それから燃やした。"),
    pair("en", "The museum is closed today, but the garden is open.", "th", "วันนี้พิพิธภัณฑ์ปิด แต่สวนเปิด"),
    pair("en", "He read the letter twice, then he burned it.", "ar", "قرأ الرسالة مرتين، ثم أحرقها."),
    pair("en", "The museum is closed today, but the garden is open.", "ar", "المتحف مغلق اليوم، لكن الحديقة مفتوحة."),
]


@pytest.fixture(scope="module")
def generator():
    return Generator(POOL, seed=3)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_spans_lie_inside_and_something_changed(generator, kind):
    for clean in POOL:
        for turn in range(4):
            wrong = generator.corrupt(clean, kind, turn=turn)
            if wrong is None:
                continue
            assert (wrong.source, wrong.target) != (clean.source, clean.target)
            assert wrong.severity in {"critical", "major", "minor"}
            for spans, text in ((wrong.target_spans, wrong.target), (wrong.source_spans, wrong.source)):
                assert all(0 <= start < end <= len(text) for start, end in spans)
                assert all(text[start:end].strip() == text[start:end] for start, end in spans)


def test_the_order_of_calls_does_not_matter():
    forward, backward = Generator(POOL, seed=3), Generator(POOL, seed=3)
    first = [forward.corrupt(p, kind) for p in POOL for kind in KINDS]
    second = [backward.corrupt(p, kind) for p in reversed(POOL) for kind in reversed(KINDS)]
    assert first == second[::-1]


def test_turns_give_different_errors(generator):
    assert len({generator.corrupt(POOL[0], turn=turn) for turn in range(20)}) > 10


def test_every_kind_has_a_weight():
    assert set(WEIGHTS) == set(KINDS)


def test_unknown_kind(generator):
    with pytest.raises(KeyError):
        generator.corrupt(POOL[0], "no-such-kind")


def test_empty_pool_and_empty_texts():
    alone = Generator([], seed=1)
    for kind in KINDS:
        alone.corrupt(pair("en", "Hi", "de", "Hallo"), kind)
        alone.corrupt(pair("en", "", "de", "…"), kind)


def changes(wrong, clean):
    """Return the spoilt words of the target, and those of the source that they answer to."""
    assert wrong is not None
    assert (wrong.source, wrong.target) != (clean.source, clean.target)
    return [wrong.target[a:b] for a, b in wrong.target_spans], [wrong.source[a:b] for a, b in wrong.source_spans]


@pytest.mark.parametrize(
    "example",
    [
        ("fr", "Espagne", "We will drive through Spain.", "Nous traverserons l’Espagne."),
        ("ru", "Испании", "We lived in Spain for a year.", "Мы год жили в Испании."),
        ("ar", "إسبانيا", "We lived in Spain for a year.", "عشنا سنة في إسبانيا."),
        ("he", "ספרד", "The train from Spain is late.", "הרכבת מן ספרד מאחרת."),
        ("ja", "スペイン", "We lived in Spain for a year.", "私たちは一年間スペインに住んでいました。"),
        ("zh", "西班牙", "We lived in Spain for a year.", "我们在西班牙住了一年。"),
        ("ko", "스페인", "We lived in Spain for a year.", "우리는 일 년 동안 스페인에서 살았다."),
        ("th", "สเปน", "We lived in Spain for a year.", "เราอาศัยอยู่ในสเปนหนึ่งปี"),
        ("hi", "स्पेन", "We lived in Spain for a year.", "हम एक साल स्पेन में रहे।"),
        ("tr", "İspanya", "Spain is a beautiful country.", "İspanya güzel bir ülkedir."),
    ],
)
def test_another_entity_in_every_script(generator, example):
    tag, right, source, target = example
    clean = pair("en", source, tag, target)
    wrong = generator.corrupt(clean, "entity")
    (name,), answers = changes(wrong, clean)
    assert answers == ["Spain"]
    assert right not in wrong.target
    assert name not in clean.target


def test_an_entity_of_the_source(generator):
    clean = pair("de", "Spanien liegt im Süden.", "en", "Spain lies in the south.")
    words, answers = changes(generator.corrupt(clean, "entity-in-source"), clean)
    assert words == ["Spain"]
    assert answers != ["Spanien"]


def test_a_korean_particle_follows_the_name(generator):
    clean = pair("en", "Spain won the match.", "ko", "스페인은 경기에서 이겼다.")
    (name,), _ = changes(generator.corrupt(clean, "entity"), clean)
    assert name[-1] in "은는"


@pytest.mark.parametrize(
    ("tag", "source", "target"),
    [
        ("de", "He paid 350 euros.", "Er zahlte 350 Euro."),
        ("fa", "He paid 350 euros.", "او ۳۵۰ یورو پرداخت."),
        ("ja", "He paid 350 euros.", "彼は350ユーロを払った。"),
    ],
)
def test_another_number_in_the_same_digits(generator, tag, source, target):
    clean = pair("en", source, tag, target)
    (number,), answers = changes(generator.corrupt(clean, "number"), clean)
    assert number.isdecimal()
    assert answers == ["350"]
    assert number[0].isascii() == (tag != "fa")


@pytest.mark.parametrize(
    "example",
    [
        ("fr", "mardi", "date", "The shop opens on Tuesday.", "Le magasin ouvre mardi."),
        ("ja", "火曜日", "date", "The shop opens on Tuesday.", "店は火曜日に開きます。"),
        ("de", "Meter", "unit", "The tower is 80 metres high.", "Der Turm ist 80 Meter hoch."),
        ("de", "keine", "negation", "That is not a good idea.", "Das ist keine gute Idee."),
        ("fr", "pas", "negation", "She does not like milk.", "Elle n’aime pas le lait."),
        ("ja", "ません", "negation", "I do not understand this.", "これは分かりません。"),
        ("zh", "不", "negation", "This is not my bag.", "这不是我的包。"),
        ("cs", "Není", "negation", "He is not at home.", "Není doma."),
        ("de", "Er", "gender", "He sings well.", "Er singt gut."),
        ("ja", "彼は", "gender", "He sings well.", "彼は歌が上手です。"),
    ],
)
def test_small_words_that_matter(generator, example):
    tag, gone, kind, source, target = example
    clean = pair("en", source, tag, target)
    wrong = generator.corrupt(clean, kind)
    assert changes(wrong, clean)
    assert gone not in wrong.target


def test_a_source_without_gender_tells_nothing(generator):
    assert generator.corrupt(pair("fi", "Hän laulaa hyvin.", "de", "Er singt gut."), "gender") is None


def test_the_omitted_sentence_is_marked(generator):
    clean = POOL[0]
    wrong = generator.corrupt(clean, "sentence-omitted")
    words, (answer,) = changes(wrong, clean)
    assert words == []
    assert answer in {p.source for p in POOL}


def test_the_dropped_sentence_is_found_in_the_source(generator):
    clean = POOL[2]
    wrong = generator.corrupt(clean, "clause-dropped")
    (answer,) = changes(wrong, clean)[1]
    assert answer in {"The train to Vienna leaves at 9:45.", "Please do not be late!"}
    assert wrong.target in {"Der Zug nach Wien fährt um 9:45 Uhr ab.", "Bitte kommen Sie nicht zu spät!"}


def test_another_process_makes_the_same():
    code = (
        "import test_synthesis as t\n"
        "g = t.Generator(t.POOL, seed=3)\n"
        "print([g.corrupt(p, k, turn=n) for p in t.POOL for k in t.KINDS for n in range(2)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
