"""Reading PO."""

import gzip
from pathlib import Path

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.formats.po_language import from_locale, from_path, singular
from tqcheck.model import Segment, Skip

FILE = (Path(__file__).parent / "files" / "harbour.ar.po").read_text(encoding="utf-8")


@pytest.fixture
def segments(items):
    return lambda text=FILE, name="a.po", **options: [i for i in items(name, text, **options) if isinstance(i, Segment)]


def test_an_entry(segments) -> None:
    found = segments()[0]
    assert (found.source, found.target) == ('Berth %d\nis "free"', "المرسى %d\nشاغر")
    assert (found.source_lang, found.target_lang, found.state) == ("en", "ar", "translated")
    assert found.origin.key == 'sign\x04Berth %d\nis "free"'
    assert found.id == 'sign | Berth %d\nis "free"'
    assert found.origin.line == 18
    assert found.note == "Keep it short.\nOn a sign"
    assert (found.syntax, found.ignore, found.max_length) == ({"c-format"}, {"ACC301", "ACC302", "ACC303"}, 100)


def test_states(segments) -> None:
    _, fuzzy, empty, *_ = segments()
    assert (fuzzy.state, fuzzy.syntax, fuzzy.target) == ("needs-review", {"python-brace-format"}, "أهلًا {name}")
    assert (empty.state, empty.target, empty.source) == ("untranslated", "", "Leave")


def test_plural_forms_are_siblings_of_which_the_form_for_one_translates_the_msgid(segments) -> None:
    found = segments()[3:]
    assert [s.variant for s in found] == list("012345")
    assert [s.origin.line for s in found] == [32, 33, 34, 36, 37, 38]
    assert [s.source for s in found] == ["%d boats", "%d boat", *["%d boats"] * 4]
    assert {s.origin.key for s in found} == {"%d boat"}
    assert found[1].id == "%d boat[1]"


def test_obsolete_entries_are_counted(items) -> None:
    [skip] = [i for i in items("a.po", FILE) if isinstance(i, Skip)]
    assert (skip.what, skip.incomplete) == ("1 obsolete entry", False)


def test_japanese_has_one_form_for_all(segments) -> None:
    text = """msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n
msgid "%d boat"\nmsgid_plural "%d boats"\nmsgstr[0] "船%d隻"\n"""
    [found] = segments(text, "ja.po")
    assert (found.source, found.target_lang, found.variant) == ("%d boats", "ja", "0")


@pytest.mark.parametrize(
    ("header", "forms", "index"),
    [
        ("nplurals=2; plural=n != 1;", 2, 0),
        ("nplurals=4; plural=(n%100==1 ? 1 : n%100==2 ? 2 : n%100==3 || n%100==4 ? 3 : 0);", 4, 1),
        ("nplurals=2; plural=n>1;", 2, 0),
        ("nplurals=1; plural=0;", 1, None),
        ("", 3, 0),
        ("nplurals=2; plural=1/0;", 2, 0),
        (f"nplurals=2; plural={'(' * 400}n{')' * 400};", 2, 0),
        ("nplurals=2; plural=__import__('os');", 2, 0),
    ],
)
def test_singular(header, forms, index) -> None:
    assert singular(header, forms) == index


@pytest.mark.parametrize(
    ("name", "tag"),
    [("pt_BR", "pt-BR"), ("sr@latin", "sr-Latn"), ("uz_UZ@cyrillic", "uz-Cyrl-UZ"), ("ca@valencia", "ca-valencia"),
     ("de_DE.UTF-8@euro", "de-DE"), ("zh_Hant", "zh-Hant"), ("French", None), ("", None), ("@", None)],
)  # fmt: skip
def test_locales(name, tag) -> None:
    assert from_locale(name) == tag


@pytest.mark.parametrize(
    ("path", "tag"),
    [("po/fr.po", "fr"), ("x/pt_BR.po.gz", "pt-BR"), ("locale/ja/LC_MESSAGES/django.po", "ja"),
     ("plugin-de_AT.po", "de-AT"),
     ("messages.zh_Hant.po", "zh-Hant"), ("sr@latin.po", "sr-Latn"), ("locales/he/app.po", "he"), ("web.po", None),
     ("messages.po", None), ("-", None)],
)  # fmt: skip
def test_language_of_a_path(path, tag) -> None:
    assert from_path(path) == tag


def test_languages_of_the_user_and_the_header(segments) -> None:
    text = FILE.replace("Language: ar", r'X-Source-Language: fr\n"' + '\n"Language: ar')
    assert (segments(text)[0].source_lang, segments(text, source_lang="de")[0].source_lang) == ("fr", "de")
    assert segments(target_lang="arz")[0].target_lang == "arz"


def test_an_old_charset_and_packing(segments) -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n\nmsgid "Boat"\nmsgstr "Лодка"\n'
    assert segments(gzip.compress(text.encode("koi8-r")), "ru.po.gz")[0].target == "Лодка"
    assert segments(text.encode("cp1251"), "ru.po", encoding="cp1251")[0].target == "Лодка"
    with pytest.raises(UnreadableError, match="unknown encoding"):
        segments(text.replace("KOI8-R", "KOI99").encode("koi8-r"))
    assert segments(FILE.replace("UTF-8", "CHARSET"))[0].target_lang == "ar"


def test_characters_that_end_lines_elsewhere(segments) -> None:
    [found] = segments('msgid "a"\nmsgstr "b\u2028c\x0cd\x85e"\n')
    assert found.target == "b\u2028c\x0cd\x85e"


def test_a_file_that_is_a_name_is_not_opened(segments, file) -> None:
    other = file("other.po", 'msgid "secret"\nmsgstr "secret"\n')
    with pytest.raises(UnreadableError, match="not PO"):
        segments(other)


def test_the_last_entry_is_kept_whatever_comment_follows(segments) -> None:
    for end in ("#", "#,", "#:", "#.", "# x", "#~|"):
        assert len(segments(f'msgid "a"\nmsgstr "b"\n{end}\n')) == 1


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "the string is not closed"),
        ('msgid "a"\nmsgstr "b \\"\n', 2, "the string is not closed"),
        ('msgid "a"\nmsgstr "b "c" d"\n', 2, "the string is not closed, or a quotation mark"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "a msgid without a msgstr"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 4, "a msgid without a msgstr"),
        ('msgid "a"\nmsgstr "b"\nnonsense\n', 3, "not PO: “nonsense”"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "a syntax error"),
        ('msgid "a"\nmsgstr "b"\n#| x\nmsgid "c"\nmsgstr ""\n', 3, "a syntax error: invalid continuation line"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "\udce9"\n', 5, "byte 0xE9 at character 9 cannot be decoded"),
    ],
)
def test_errors_name_the_line_and_a_mend(segments, text, line, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        segments(text.encode("utf-8", "surrogateescape"))
    assert error.value.line == line
    assert error.value.path.endswith("a.po")
