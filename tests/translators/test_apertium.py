"""The real Apertium, with Spanish to English and French to Spanish."""

import os
import time
from pathlib import Path

import pytest
from apertium_needed import needs_apertium
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tqcheck.errors import ModelError, UsageError
from tqcheck.translating import Translation
from tqcheck.translators import apertium, apertium_process, open_translator
from tqcheck.translators.apertium_stream import packed, unpacked

pytestmark = needs_apertium
ES_EN = {"source_lang": "es", "target_lang": "en"}
FR_EN = {"source_lang": "fr", "target_lang": "en"}


def texts(made):
    return [m.text if isinstance(m, Translation) else m for m in made]


def test_spanish_becomes_english() -> None:
    translator = open_translator("apertium", cache=None)
    made = translator.translate(["El gato duerme.", "Los dos niños tienen 3.500 libros"], **ES_EN)
    assert texts(made) == ["The cat sleeps.", "The two boys have 3.500 books"]
    assert [m.confidence for m in made] == [1.0, 1.0]
    assert translator.signature.startswith("apertium spa-eng@")
    assert translator.close() is None


def test_french_goes_through_spanish() -> None:
    translator = open_translator("apertium", cache=None)
    assert texts(translator.translate(["Le chat dort."], **FR_EN)) == ["The cat sleeps."]
    assert translator.signature.startswith("apertium fr-es-eng@")
    given_chain = open_translator("apertium:fra-spa-eng", cache=None)
    assert texts(given_chain.translate(["Le chat dort."], **FR_EN)) == ["The cat sleeps."]
    assert given_chain.signature == translator.signature


def test_words_that_it_does_not_know_lower_the_confidence() -> None:
    known, half = open_translator("apertium", cache=None).translate(["El gato come.", "Ghrtz qwrst el gato"], **ES_EN)
    assert known.confidence == 1.0
    assert half.confidence == 0.5
    assert "*" not in half.text


ODD = [
    "un *gato* [hola] ^a/b$ {x} <b>rojo</b> \\ # @ ~ + 3,5 %", "dos\n\nlíneas", "Nada", "Fin.", "¿Sí?", "[]", ".[]",
    ".[_]", "\\", "nul\0nul", "medio \ud800 par", "\ufeffmarca", "😀 🇪🇸", "日本語 العربية", "a\tb\r\nc\u2028d",
    "[[t:b:x]]negrita[[/]]", "foo@bar.com https://x.es/a?b=c#d", "%s {0} $HOME `rm -rf` $(id) ; | & '\"", "  dos  ",
    "^casa<n><f><sg>$", "-", "…",
]  # fmt: skip


def test_any_characters_come_back_one_to_one() -> None:
    made = open_translator("apertium", cache=None).translate([*ODD, "El gato come.", " ", ""], **ES_EN)
    assert len(made) == len(ODD) + 3
    assert all(isinstance(m, Translation) for m in made[:-2])
    assert made[-3].text == "The cat eats."
    assert made[-2:] == ["there is no text"] * 2
    first = made[0].text
    for piece in ("*cat*", "[hello]", "/", "$ {", "<b>red</b>", "\\ # @ ~ + 3,5 %"):
        assert piece in first
    assert made[5].text == "[]"
    assert made[7].text == ".[_]"


@given(st.lists(st.text(min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=40))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_given_comes_back_in_its_place(given_texts) -> None:
    chain = apertium.Installed().given("spa-eng")
    between = [text for given_text in given_texts for text in (given_text, "El gato come.")]
    made = chain.translate(between, **ES_EN)
    assert texts(made)[1::2] == ["The cat eats."] * len(given_texts)


@given(st.text())
def test_what_is_packed_holds_one_end_only(text) -> None:
    data = packed(text)
    assert data.count(b"\0") == 1
    assert data.endswith(b"\0")
    unpacked(data[:-1])


def test_a_text_that_does_not_go_through_stops_no_other(monkeypatch) -> None:
    real = apertium._parts
    monkeypatch.setattr(apertium, "_parts", lambda mode, t: "it choked" if "malo" in t else real(mode, t))
    made = open_translator("apertium", cache=None).translate(["Los libros.", "La casa.", "malo", "El gato."], **ES_EN)
    assert texts(made) == ["The books.", "The house.", "Apertium failed on it: it choked", "The cat."]


def test_a_pair_that_is_broken_is_said(monkeypatch) -> None:
    monkeypatch.setattr(apertium, "_parts", lambda *_: "no such file")
    with pytest.raises(ModelError, match="does not translate spa-eng: no such file"):
        open_translator("apertium", cache=None).translate(["Nada."], **ES_EN)


def test_a_locale_without_utf8_does_no_harm(monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    made = open_translator("apertium", cache=None).translate(["El niño está en España."], **ES_EN)
    assert texts(made) == ["The boy is in Spain."]


def test_languages_without_a_way_are_said() -> None:
    translator = open_translator("apertium", cache=None)
    with pytest.raises(ModelError, match=r"no way from ja to en here \(it has .*spa-eng"):
        translator.translate(["猫"], source_lang="ja", target_lang="en")


def test_a_given_chain_is_for_its_languages_only() -> None:
    with pytest.raises(ModelError, match="from es to en, not from fr to en"):
        open_translator("apertium:spa-eng", cache=None).translate(["Le chat"], **FR_EN)


@pytest.mark.parametrize("spec", ["apertium:spa", "apertium:spa-", "apertium:spa-xxxxxxxxxx", "apertium:../../x-y"])
def test_a_chain_that_is_none_is_refused(spec) -> None:
    with pytest.raises(UsageError, match="apertium:fra-spa-eng"):
        open_translator(spec, cache=None)


def test_a_pair_that_is_not_installed_is_said() -> None:
    with pytest.raises(ModelError, match="no pair spa-jpn here"):
        open_translator("apertium:spa-jpn", cache=None)


def test_what_was_translated_is_not_translated_again(tmp_path, monkeypatch) -> None:
    path = tmp_path / "scores.sqlite"
    first = open_translator("apertium", cache=path)
    made = first.translate(["El gato come.", "Nada."], **ES_EN)
    first.close()
    monkeypatch.setattr(apertium, "_parts", lambda *_: "must not be asked")
    second = open_translator("apertium", cache=path)
    assert second.translate(["Nada.", "El gato come."], **ES_EN) == made[::-1]
    second.close()


def children(group) -> list[str]:
    """The processes of a group that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(entry.name)
    return found


def test_a_process_that_takes_too_long_is_ended_with_its_children(monkeypatch, tmp_path) -> None:
    slow = tmp_path / "apertium"
    slow.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/group\nsleep 60 | cat\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(apertium_process, "_START", 1.0)
    began = time.monotonic()
    with pytest.raises(ModelError, match="did not end within"):
        apertium_process.ran(["-l"])
    assert time.monotonic() - began < 20
    group, last = int((tmp_path / "group").read_text()), time.monotonic() + 10
    while children(group) and time.monotonic() < last:
        time.sleep(0.05)  # the kernel takes its time with those that are no child of ours
    assert children(group) == []
