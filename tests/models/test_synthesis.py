from __future__ import annotations

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
