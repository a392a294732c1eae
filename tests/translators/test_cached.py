import sqlite3

import pytest

from tqcheck.cache import Cache
from tqcheck.errors import ModelError
from tqcheck.translating import Translation
from tqcheck.translators.by_pair import ByPair
from tqcheck.translators.cached import Cached


class Reversing:
    """Writes texts backwards, and remembers what it was asked."""

    def __init__(self, signature="reversing@1", *, fails_at=None) -> None:
        self.signature, self.fails_at = signature, fails_at
        self.asked, self.closed = [], 0

    def translate(self, texts, *, target_lang, **_):
        if self.fails_at in texts:
            raise ModelError("out of luck.")
        self.asked.append(list(texts))
        return [
            "not this one"
            if text == "bad"
            else Translation(text=text[::-1] + target_lang, confidence=0.5, complete=False)
            for text in texts
        ]

    def close(self):
        self.closed += 1
        return "it cost nothing."


@pytest.fixture
def path(tmp_path):
    return tmp_path / "scores.sqlite"


def run(path, translator, texts, *, source="es", target="en"):
    """Translate as one run does, by twos."""
    cached = Cached(translator, Cache(path), batch=2)
    try:
        return [
            m if isinstance(m, str) else m.text for m in cached.translate(texts, source_lang=source, target_lang=target)
        ]
    finally:
        cached.close()


def test_a_second_run_asks_nothing(path) -> None:
    first, second = Reversing(), Reversing()
    texts = ["uno", "dos", "uno", "", "tres \ud800 \0"]
    made = run(path, first, texts)
    assert made == [t[::-1] + "en" for t in texts]
    assert first.asked == [["uno", "dos"], ["", "tres \ud800 \0"]]
    assert run(path, second, texts[::-1]) == made[::-1]
    assert second.asked == []


def test_all_that_a_translation_is_comes_back(path) -> None:
    run(path, Reversing(), ["uno"])
    cached = Cached(Reversing(), Cache(path), batch=1)
    kept = cached.translate(["uno"], source_lang="es", target_lang="en")
    assert kept == [Translation(text="onuen", confidence=0.5, complete=False)]
    cached.close()


def test_a_run_that_was_stopped_goes_on_where_it_was(path) -> None:
    with pytest.raises(ModelError):
        run(path, Reversing(fails_at="d"), ["a", "b", "c", "d", "e"])
    second = Reversing()
    run(path, second, ["a", "b", "c", "d", "e"])
    assert second.asked == [["c", "d"], ["e"]]


@pytest.mark.parametrize("change", [{"source": "fr"}, {"target": "de"}, {"signature": "reversing@2"}])
def test_another_model_or_language_is_another_translation(path, change) -> None:
    run(path, Reversing(), ["uno"])
    other = Reversing(change.pop("signature", "reversing@1"))
    run(path, other, ["uno"], **change)
    assert other.asked == [["uno"]]


def test_why_there_is_no_translation_is_not_kept(path) -> None:
    assert run(path, Reversing(), ["bad", "good"]) == ["not this one", "doogen"]
    again = Reversing()
    run(path, again, ["bad", "good"])
    assert again.asked == [["bad"]]


@pytest.mark.parametrize("value", [b"", b"\xff", b"{", b"null", b"[]", b"[1]", b'["a", 1]', b'"abc"', b"7"])
def test_an_entry_that_is_none_is_translated_again(path, value) -> None:
    run(path, Reversing(), ["uno"])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE readings SET value = ?", (value,))
    connection.close()
    assert run(path, Reversing(), ["uno"]) == ["onuen"]


def test_a_broken_file_is_said_at_the_end(path) -> None:
    path.write_bytes(b"this is no database" * 100)
    cached = Cached(Reversing(), Cache(path), batch=2)
    assert len(cached.translate(["uno"], source_lang="es", target_lang="en")) == 1
    said = cached.close()
    assert said.startswith("it cost nothing. The cache of translations: ")


def test_a_family_opens_one_translator_for_each_pair() -> None:
    made = []

    def choose(source, target):
        made.append(Reversing(f"{source}-{target}"))
        return made[-1]

    family = ByPair("family", choose)
    assert family.signature == "family"
    for source in ("es", "fr", "es"):
        family.translate(["x"], source_lang=source, target_lang="en")
    assert family.signature == "es-en, fr-en"
    assert family.close() == "it cost nothing. it cost nothing."
    assert [t.closed for t in made] == [1, 1]
