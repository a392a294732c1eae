"""Large cities by all their spellings: they support a name, and never make a finding."""

import lzma

import pytest

from tqcheck.lang.names.cities import FILE, key, spellings
from tqcheck.text.name_pairs import name_pairs
from tqcheck.text.name_support import same_city


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Keulen", "Er wohnt in Köln."),
        ("Köln", "他住在科隆。"),
        ("Кёльне", "昨日ケルンに着いた。"),
        ("Lüttich", "Elle habite à Liège."),
        ("Trieste", "Живёт в Триесте."),
        ("Lwów", "وصل إلى لفيف أمس"),
        ("Genf", "Byliśmy w Genewie."),
        ("Pressburg", "Bratislavě se daří."),
        ("Nizza", "वह नीस में रहती है।"),
        ("Rom", "เขาอยู่ที่โรม"),
        ("Wien", "בווינה יורד שלג"),
        ("New Delhi", "Conferência em Nova Deli."),
    ],
)
def test_one_city_by_two_names(name, text) -> None:
    assert same_city(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [("Rome", "She lives in Oslo."), ("Köln", "他住在巴黎。"), ("Wien", ""), ("", "Wien"), ("Qwertz", "Wien")],
)
def test_different_cities(name, text) -> None:
    assert not same_city(name, text)


def test_keys() -> None:
    assert key("Colònia") == key("colonia") == "coloni"
    assert key("Рио-де-Жанейро") == "рио де жанеир"
    assert key("科隆") == "科隆"
    assert key("…") == ""


def test_the_file() -> None:
    text = lzma.decompress(FILE.read_bytes()).decode("utf-8")
    lines = [line.split("\t") for line in text.splitlines()]
    assert len(lines) > 4000
    assert all(len(line) > 1 and all(line) for line in lines)
    assert FILE.stat().st_size < 300_000
    assert all(key(spelling) in {spelling, spelling[:-1]} for line in lines[:200] for spelling in line)
    assert {"wien", "vienn", "비엔나", "維也納"} <= spellings("Vienna")


def test_a_city_of_the_list_supports_and_does_not_accuse() -> None:
    source, target = "The trial in Regensburg began.", "Le procès de Ratisbonne a commencé."
    assert name_pairs(source, target, "en", "fr") == ((), (), ())
    assert not name_pairs("They met there again.", "他们又在雷根斯堡见面了。", "en", "zh").extra
