"""Reading XLIFF 1.2."""

import gzip
from pathlib import Path

import pytest

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import detect
from tqcheck.model import Segment, Skip

FILE = (Path(__file__).parent / "files" / "harbour.en-ar.xlf").read_text(encoding="utf-8")


@pytest.fixture
def units(items):
    return lambda text=FILE, name="a.xlf", **options: items(name, text, **options)


@pytest.fixture
def segments(units):
    return lambda *args, **options: {s.id: s for s in units(*args, **options) if isinstance(s, Segment)}


def test_a_unit(segments) -> None:
    found = segments()["open"]
    assert found.source == 'Open the <g id="1">gate</g>'
    assert found.target == 'افتح <g id="1">البوابة</g>'
    assert (found.source_lang, found.target_lang) == ("en-US", "ar")
    assert (found.origin.line, found.origin.key) == (9, "open (menu.open)")
    assert (found.document, found.state, found.max_length) == ("menus.json", "final", 12)
    assert found.note == "A gate on the quay.\ngettext-msgctxt: button\nA harbour's timetable"
    assert [found.target[c.start : c.end] for c in found.target_codes] == ['<g id="1">', "</g>"]
    assert [c.id for c in found.source_codes] == ["1", "1"]


def test_plural_forms_states_and_the_line_of_the_target(segments) -> None:
    found = segments()
    assert [(found[i].variant, found[i].state, found[i].origin.line) for i in ("7[0]", "7[1]")] == [
        ("0", "needs-review", 20),
        ("1", "untranslated", 23),
    ]
    assert found["7[0]"].note == "A harbour's timetable\nBoats at the quay"
    assert found["guide.html#/%d files:dict/files:dict/one:dict/:string"].variant == "one"
    assert (found["pixels"].max_length, found["pixels"].state) == (None, None)


def test_what_is_not_to_be_translated_is_counted(units) -> None:
    [skip] = [i for i in units() if isinstance(i, Skip)]
    assert (skip.what, skip.incomplete, skip.origin.line) == ("unit brand", False, 28)


def test_without_a_target(segments) -> None:
    found = segments()["slogan"]
    assert (found.source, found.target, found.state, found.origin.line) == ("Water & wind", "", "untranslated", 29)


def test_segmentation_and_a_second_file(segments) -> None:
    first, second = (segments()[f"guide.html#open/{n}"] for n in "12")
    assert (first.source, first.target, first.origin.line) == ("Hello.", "سلام.", 39)
    assert (second.source, second.target, second.origin.line) == ("How are you?", "حالت چطور است؟", 40)
    assert (second.state, second.document, second.target_lang) == ("final", "guide.html", "fa")
    assert second.origin.key == "open"


def test_languages_of_the_user_outweigh_the_file_but_not_the_unit(segments) -> None:
    found = segments(source_lang="en-GB", target_lang="ar-EG")
    assert (found["open"].source_lang, found["open"].target_lang) == ("en-GB", "ar-EG")
    assert found["guide.html#/%d files:dict/files:dict/one:dict/:string"].target_lang == "fa-AF"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_and_packing(units, encoding) -> None:
    plain = [i.id for i in units() if isinstance(i, Segment)]
    other = units(gzip.compress(FILE.replace('encoding="UTF-8"', "").encode(encoding)), "b.xlf.gz")
    assert [i.id for i in other if isinstance(i, Segment)] == plain


def test_prefixes_and_no_namespace_and_a_lying_suffix(units, tmp_path) -> None:
    body = '{0}file original="a" source-language="fr" target-language="ja">{0}body>{0}trans-unit id="1">'
    body += "{0}source>Oui{1}source>{0}target>はい{1}target>{1}trans-unit>{1}body>{1}file>"
    bare = f'<xliff version="1.1">{body.format("<", "</")}</xliff>'
    prefixed = (
        f'<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" version="1.2">{body.format("<x:", "</x:")}</x:xliff>'
    )
    for text in (bare, prefixed):
        assert [(i.source, i.target, i.target_lang) for i in units(text, "a.txt")] == [("Oui", "はい", "ja")]
        assert detect(str(tmp_path / "a.txt")).name == "xliff"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("</xliff>", "", 46, "broken XML: no element found"),
        ("<source>Rocío</source>", "<source>Rocío", 28, "broken XML: mismatched tag"),
        ("document:1.2", "document:9.9", 3, "unknown version"),
        ('target-language="ar"', 'target-language="klingon"', 4, "unknown language tag 'klingon'"),
        ("<!-- exp", '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///x">]><!-- exp', 2, "declares the entity “a”"),
    ],
)  # fmt: skip
def test_bad_files(units, old, new, line, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        units(FILE.replace(old, new))
    assert error.value.line == line
    assert error.value.path.endswith("a.xlf")
    assert error.value.mend


def test_a_wrong_declaration_of_the_encoding(units) -> None:
    with pytest.raises(UnreadableError, match="not in the encoding utf-8 that it declares: byte 0x") as error:
        units(FILE.encode("cp1256", "replace"))
    assert error.value.line == 9
    assert units(FILE.replace("UTF-8", "windows-1256").encode("cp1256", "replace"))
    assert units(FILE.encode("cp1256", "replace"), encoding="cp1256")


def test_not_xliff_and_nothing(units) -> None:
    with pytest.raises(UnreadableError, match="the root element is <html>"):
        units("<html><!-- <xliff > --></html>")
    with pytest.raises(UnreadableError, match="the file is empty"):
        units("")
    with pytest.raises(UsageError):
        units(target_lang="klingon")


def test_malformed_units_are_skipped_and_told(units) -> None:
    text = FILE.replace('id="pixels" ', "").replace("<source>%d boat</source>", "")
    assert [(i.why, i.origin.line) for i in units(text) if isinstance(i, Skip) and i.incomplete] == [
        ("it has no <source>.", 20),
        ("it has no id.", 31),
    ]
