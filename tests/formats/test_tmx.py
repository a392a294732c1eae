"""Reading TMX: one pair out of many languages."""

import gzip
from pathlib import Path

import pytest

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.model import Segment, Skip

FILE = (Path(__file__).parent / "files" / "signs.tmx").read_text(encoding="utf-8")


@pytest.fixture
def pairs(items):
    def of(text=FILE, **options):
        found = [i for i in items("a.tmx", text, **options) if isinstance(i, Segment)]
        return [(s.target_lang, s.source, s.target) for s in found]

    return of


def test_a_unit(items) -> None:
    found, second = items("a.tmx", FILE, target_lang="fr")
    assert found.source == "Keep <b>clear</b> & quiet"
    assert found.target == "Restez <b>à distance</b> & silencieux"
    assert [(c.kind, c.id) for c in found.source_codes] == [(c.kind, c.id) for c in found.target_codes]
    assert (found.source_lang, found.target_lang) == ("en-US", "fr-FR")
    assert (found.id, found.origin.key, found.origin.line) == ("quay", "quay", 10)
    assert found.document == "signs.xml"
    assert found.note == "Signs at the quay\nx-document: signs.xml\nx-status: checked"
    assert (second.id, second.origin.key, second.state) == ("#2", None, "untranslated")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("ar", [("ar", "Keep <b>clear</b> & quiet", "ابتعد")]),
        ("pt-PT", [("pt-PT", "Boat", "Barco")]),
        ("pt", [("pt-BR", "Keep <b>clear</b> & quiet", "Afaste-se"), ("pt-PT", "Boat", "Barco")]),
        ("zh-Hant", [("zh-TW", "Boat", "船隻")]),
        ("zh", [("zh-CN", "Boat", "船")]),
    ],
)
def test_the_pair_is_matched_exactly_then_by_script_then_by_language(pairs, target, expected) -> None:
    assert pairs(target_lang=target) == expected


def test_a_unit_without_the_pair_is_counted(items) -> None:
    [skip] = [i for i in items("a.tmx", FILE, target_lang="ar") if isinstance(i, Skip)]
    assert (skip.what, skip.why, skip.incomplete) == ("unit #2", "it has not both en-US and ar.", False)


def test_any_language_can_be_the_source(pairs) -> None:
    assert pairs(source_lang="zh-TW", target_lang="zh-CN") == [("zh-CN", "船隻", "船")]


TWO = """<tmx version="1.4"><header srclang="{}"/><body><tu><tuv xml:lang="ja"><seg>船</seg></tuv>
<tuv xml:lang="en-GB"><seg>Ship</seg></tuv></tu></body></tmx>"""


def test_two_languages_need_no_options(pairs) -> None:
    assert pairs(TWO.format("ja")) == [("en-GB", "船", "Ship")]
    assert pairs(TWO.format("en")) == [("ja", "Ship", "船")]
    assert pairs(TWO.format("*all*"), target_lang="en") == [("en-GB", "船", "Ship")]
    assert pairs(TWO.format("*all*"), source_lang="en") == [("ja", "Ship", "船")]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (FILE, {}, "it holds ar, en-US, fr-FR, pt-BR, pt-PT, zh-CN, zh-TW: which two?"),
        (TWO.format("*all*"), {}, "it holds en-GB, ja: which two?"),
        (TWO.format("ko"), {}, "it holds en-GB, ja, but not ko."),
        (FILE, {"target_lang": "he"}, "but not he."),
    ],
)
def test_an_unclear_pair_lists_the_languages(pairs, text, options, message) -> None:
    with pytest.raises(UsageError) as error:
        pairs(text, **options)
    assert error.value.message.endswith(message)
    assert error.value.mend == "Choose with --source-lang and --target-lang."


def test_utf_16_packed_and_a_namespace(items) -> None:
    text = FILE.replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ').replace("UTF-8", "UTF-16")
    assert items("a.tmx.gz", gzip.compress(text.encode("utf-16")), target_lang="ar")[0].target == "ابتعد"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tmx><body>", "no element found"),
        ("<html><tmx ></tmx></html>", "the root element is <html>"),
        ("", "the file is empty"),
        (FILE.replace('"tmx14.dtd"', '"x" [<!ENTITY a "b">]'), "declares the entity"),
        (FILE.replace("<seg>Boat", "<seg>&boat;"), "entity “&boat;” is not defined"),
        (FILE.encode("cp1256", "replace"), "not in the encoding utf-8 that it declares"),
        (TWO.format("ja").replace("en-GB", "Default"), "'Default', which is no language tag"),
    ],
)
def test_bad_files(items, text, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        items("a.tmx", text, **({"target_lang": "ar"} if "Default" not in str(text) else {}))
    assert error.value.mend
    assert error.value.path.endswith("a.tmx")
