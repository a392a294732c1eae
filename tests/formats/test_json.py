"""JSON of strings in one language."""

import gzip
import json

import pytest

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import by_name, detect
from tqcheck.formats.entry import Entry
from tqcheck.model import Segment, Skip

NESTED = """{
  "// menu": "tqcheck: ignore[LNG102] the owner wants it so",
  "menu": {
    "file": {
      "open": "ファイルを開く",
      "saved_one": "{{count}} Datei gesichert",
      "saved_other":
        "{{count}} Dateien \\u201egesichert\\u201C"
    },
    "//": "Shown below the bell.",
    "hello.you": "أهلًا {{name}}، $t(menu.file.open)"
  },
  "steps": ["Налейте воды", "Ждите", 3, true, null],
  "empty": ""
}
"""
ARB = """{
  "@@locale": "pt_BR",
  "@@last_modified": "2026-01-01",
  "boats": "{count, plural, =0{Nenhum barco} one{{count} barco} other{{count} barcos}}",
  "@boats": {
    "description": "On the pier.\\ntqcheck: ignore[ACC101] zero is spelt out",
    "placeholders": {"count": {"type": "int"}}
  },
  "leave": "Zarpar",
  "@leave": {"x-tqcheck": "ignore[TRM] sailors say so"},
  "@only": {"description": "without a string"}
}
"""
EXTENSION = """{
  // tqcheck: ignore[LNG102] a chant
  "greeting": {
    "message": "שלום $USER$, נחסמו $1 אתרים",
    "description": "In the popup",
    "placeholders": {"user": {"content": "$1", "example": "נועה"}}
  },
  "bye": {"description": "forgotten"},
  "name": {"message": "Anker"}
}
"""


def told(found):
    return [(e.key, e.variant, e.text, e.line) for e in found if isinstance(e, Entry)]


def test_nested_strings_with_their_lines(entries) -> None:
    found = entries("ja.json", NESTED)
    assert told(found) == [
        ("menu.file.open", None, "ファイルを開く", 5),
        ("menu.file.saved", "one", "{{count}} Datei gesichert", 6),
        ("menu.file.saved", "other", "{{count}} Dateien „gesichert“", 8),
        ("menu.hello.you", None, "أهلًا {{name}}، $t(menu.file.open)", 11),
        ("steps.0", None, "Налейте воды", 13),
        ("steps.1", None, "Ждите", 13),
        ("steps.4", None, "", 13),
        ("empty", None, "", 14),
    ]
    assert {e.syntax for e in found} == {frozenset({"i18next-format"})}
    assert found[3].note == "Shown below the bell."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_those_of_the_file(entries, end) -> None:
    text = NESTED.replace("\n", end)
    for entry in entries("ja.json", text):
        line = text.split(end)[entry.line - 1]
        assert entry.text[:5] in line


@pytest.mark.parametrize(
    ("escaped", "text"),
    [(r"\"\\\/\b\f\n\r\t", '"\\/\b\f\n\r\t'), (r"\u0041\u00e9", "Aé"), (r"\uD83D\uDE00!", "😀!"), ("\u2028", "\u2028"),
     ("\x7f", "\x7f")],
)  # fmt: skip
def test_every_escape(entries, escaped, text) -> None:
    assert told(entries("fr.json", f'{{"a": "{escaped}"}}')) == [("a", None, text, 1)]


def test_half_a_pair_is_skipped(entries) -> None:
    skip, entry = entries("fr.json", '{\n"a": "\\ud83d",\n"b": "oui"}')
    assert (skip.origin.line, skip.incomplete, entry.text) == (2, True, "oui")
    assert "half a surrogate pair" in skip.why


def test_alone_the_strings_are_translations_without_a_source(items) -> None:
    found = items("zh-Hant.json", '{"cart_one": "一件商品", "cart_other": "{{count}} 件商品"}', source_lang="en")
    assert [(s.id, s.source, s.target_lang, s.source_lang) for s in found] == [
        ("cart[one]", None, "zh-Hant", "en"), ("cart[other]", None, "zh-Hant", "en"),
    ]  # fmt: skip
    assert (found[1].origin.key, found[1].origin.line, found[1].variant) == ("cart", 1, "other")
    assert items("zh-Hant.json", '{"a": ""}')[0].state == "untranslated"


@pytest.mark.parametrize(
    ("path", "tag"),
    [("fr.json", "fr"), ("app.pt-BR.json", "pt-BR"), ("strings.json", None), ("app_zh_Hant.arb", "zh-Hant")],
)
def test_language_of_the_name(items, path, tag) -> None:
    assert items(path, '{"a": "b"}')[0].target_lang == tag


def test_language_of_the_folder(items, tmp_path) -> None:
    (tmp_path / "_locales" / "he").mkdir(parents=True)
    assert items("_locales/he/messages.json", '{"a": {"message": "שלום"}}')[0].target_lang == "he"


def test_old_plurals_of_i18next(entries) -> None:
    assert [e[:2] for e in told(entries("de.json", '{"boat": "ein Boot", "boat_plural": "{{count}} Boote"}'))] == [
        ("boat", "one"), ("boat", "other"),
    ]  # fmt: skip
    text = '{"boat_0": "{{count}} лодка", "boat_1": "{{count}} лодки", "boat_2": "{{count}} лодок", "step_0": "Шаг"}'
    assert [e[:2] for e in told(entries("ru.json", text))] == [
        ("boat", "one"), ("boat", "few"), ("boat", "many"), ("step_0", None)
    ]  # fmt: skip
    assert told(entries("ja.json", '{"boat_0": "船{{count}}隻"}')) == [("boat", "other", "船{{count}}隻", 1)]


def test_contexts_and_words_that_look_like_plurals_are_keys(entries) -> None:
    text = (
        '{"friend_male": "Freund", "friend_female": "Freundin", "part_one": "Teil eins", "x_0": "{{count}}", "x_1": "a"'
        ', "rank_ordinal_one": "{{count}}.", "rank_ordinal_other": "{{count}}."}'
    )
    assert [e[:2] for e in told(entries("de.json", text))] == [
        ("friend_male", None), ("friend_female", None), ("part_one", None), ("x_0", None), ("x_1", None),
        ("rank_ordinal", "one"), ("rank_ordinal", "other"),
    ]  # fmt: skip


def test_an_object_of_plural_forms(entries) -> None:
    found = entries(
        "pl.json", '{"boat": {"one": "łódź", "few": "łodzie", "many": "łodzi", "other": "łodzi"}, "n": {"one": "1"}}'
    )
    assert [e[:2] for e in told(found)] == [
        ("boat", "one"), ("boat", "few"), ("boat", "many"), ("boat", "other"), ("n.one", None)
    ]  # fmt: skip


def test_arb(entries, items) -> None:
    boats, leave = entries("app_pt.arb", ARB)
    assert (boats.key, boats.line, boats.syntax) == ("boats", 4, {"icu-message-format"})
    assert boats.note == "On the pier."
    [asked] = boats.suppressions
    assert (asked.check, asked.reason) == ("ACC101", "zero is spelt out")
    assert [(s.check, s.reason, s.line) for s in leave.suppressions] == [("TRM", "sailors say so", 10)]
    assert items("app.json", ARB)[0].target_lang == "pt-BR"


def test_messages_of_a_browser_extension(entries) -> None:
    greeting, skip, name = entries("messages.json", EXTENSION)
    assert (greeting.key, greeting.line, greeting.note) == ("greeting", 4, "In the popup")
    assert greeting.syntax == {"webextension-format"}
    assert [(s.reason, s.line) for s in greeting.suppressions] == [("a chant", 2)]
    assert (skip.origin.line, skip.why) == (8, "“bye” has no message.")
    assert (name.text, name.line) == ("Anker", 9)


def test_records_of_formatjs_and_transifex(entries) -> None:
    [entry] = entries("fr.json", '{"a1": {"defaultMessage": "Bonjour {name}", "description": "salut"}}')
    assert (entry.key, entry.text, entry.syntax) == ("a1", "Bonjour {name}", {"icu-message-format"})
    [entry] = entries("fr.json", '{"a": {"string": "Oui", "character_limit": 20, "developer_comment": "bouton"}}')
    assert (entry.text, entry.max_length, entry.note) == ("Oui", 20, "bouton")
    [entry] = entries("fr.json", '{"error": {"message": "Erreur", "title": "Oups"}}')[:1]
    assert entry.key == "error.message"


def test_angular_and_languages_within_one_file(items, entries) -> None:
    [segment] = items("messages.json", '{"locale": "fr-CA", "translations": {"1": "Bonjour {$name}"}}')
    assert (segment.target_lang, segment.origin.key) == ("fr-CA", "1")
    both = '{"ko": {"hi": "안녕"}, "th": {"hi": "สวัสดี"}}'
    assert [(s.target_lang, s.target) for s in items("i18n.json", both)] == [("ko", "안녕"), ("th", "สวัสดี")]
    assert [e.text for e in entries("i18n.json", both, target_lang="th")] == ["สวัสดี"]
    with pytest.raises(UsageError, match=r"it holds ko, th: which\? Choose with --target-lang"):
        entries("i18n.json", both)
    assert entries("x.json", '{"my": {"orders": "Bestellungen"}}')[0].key == "my.orders"
    assert entries("de.json", '{"de": {"orders": "Bestellungen"}}')[0].key == "orders"


def test_a_comment_sets_aside(entries) -> None:
    text = '{\n"a": "x", // tqcheck: ignore[ACC101, LNG] invoice ids\n/* tqcheck: ignore[MKP101] raw\n */\n"b": "y"}'
    first, second = entries("de.json", text)
    assert [(s.check, s.reason, s.line) for s in first.suppressions] == [
        ("ACC101", "invoice ids", 2), ("LNG", "invoice ids", 2)
    ]  # fmt: skip
    assert [(s.check, s.reason, s.line) for s in second.suppressions] == [("MKP101", "raw", 3)]
    [named] = entries("de.json", '{"//a": "tqcheck: ignore[ACC101] ids", "a": "x"}')
    assert named.suppressions[0].reason == "ids"


def test_of_a_key_that_comes_twice_the_last_counts(entries) -> None:
    skip, entry = entries("fr.json", '{\n"a": "un",\n"a": "deux"}')
    assert (skip.origin.line, skip.incomplete, entry.text, entry.line) == (2, False, "deux", 3)


def test_laravels_keys_tell_its_placeholders(entries) -> None:
    [entry] = entries("fr.json", '{"Welcome, :name": "Bienvenue, :name"}')
    assert (entry.key, entry.syntax) == ("Welcome, :name", {"laravel-format"})


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{\n"a": "b",\n}', 3, r"a key in quotation marks was expected, not “}”\. Remove the comma before it"),
        ('{\n"a": "b"\n"c": "d"}', 3, 'a comma or } was expected, not “"c'),
        ('{"a": "he said "no""}', 1, "Write a quotation mark within a text as"),
        ('{\n\n"a": "b\nc"}', 3, "invalid control character"),
        ('{\n"a": "\\q"}', 2, r"invalid \\escape"),
        ('{\n"a": "b', 2, "the string is not closed"),
        ('{\n"a": "b",', 2, "not the end of the file"),
        ('{"a": tru}', 1, "a value was expected, not “tru"),
        ('{\n"a": "b"}\n{', 3, "something follows the end"),
        ('{"a" "b"}', 1, "a colon was expected behind the key “a”"),
        ("{'a': 'b'}", 1, "a key in quotation marks"),
        (f'{{"a": {"[" * 200}', 1, "100 deep"),
        ('{\n"name": "x",\n"dependencies": {"left-pad": "^1.0"}}', 3, "packages that a program needs, not"),
    ],
)  # fmt: skip
def test_errors_name_line_and_mend(items, text, line, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        items("fr.json", text)
    assert error.value.line == line
    assert error.value.mend


def test_a_group_may_be_called_dependencies(entries) -> None:
    assert entries("de.json", '{"dependencies": {"title": "Abhängigkeiten"}}')[0].text == "Abhängigkeiten"


def test_bytes_that_are_not_of_the_encoding_name_their_line(items) -> None:
    with pytest.raises(UnreadableError, match="0xE9") as error:
        items("fr.json", '{\n"z": "ça",\n"y": "là",\n"a": "'.encode() + b"\xe9" + b'"}')
    assert error.value.line == 4


def test_packed_and_marked(items) -> None:
    data = gzip.compress(b"\xef\xbb\xbf" + '{"a": "é"}'.encode())
    [segment] = items("fr.json.gz", data)
    assert (segment.target, segment.target_lang) == ("é", "fr")
    [segment] = items("ru.json", '{"a": "да"}'.encode("utf-16"))
    assert segment.target == "да"


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("a.json", '{"source": "a", "target": "b"}\n{"source": "c", "target": "d"}\n', "jsonl"),
        ("a.json", '{"source": "a", "target": "b"}\n', "jsonl"),
        ("a.json", json.dumps({"source": "a" * 5000, "target": "b"}), "jsonl"),
        ("a.json", json.dumps({"welcome": "a" * 5000, "target": "b"}), "json"),
        ("a.json", '{"translation": {"en": "a", "fr": "b"}}', "jsonl"),
        ("a.json", '{"translation": {"open": "Öffnen"}}', "json"),
        ("a.json", json.dumps({"source": "a", "target": "b" * 5000}), "jsonl"),
        ("a.json", '{"translation": {"en": "a", "fr": "b"}}\n{"translation": {"en": "a", "fr": "b"}}\n', "jsonl"),
        ("a.json", '{"menu":{"open":"Öffnen"}}', "json"),
        ("a.json", "{}", "json"),
        ("a.txt", '{\n  "menu": {"open": "Öffnen"}\n}\n', "json"),
        ("a.json", "[\n", "json"),
    ],
)
def test_json_or_jsonl(file, name, text, format_) -> None:
    assert detect(file(name, text)).name == format_


def test_nothing_but_numbers_is_nothing_to_check(items) -> None:
    with pytest.raises(UnreadableError, match="nothing to check"):
        items("fr.json", '{"a": 1}')
    assert all(isinstance(i, Segment | Skip) for i in items("fr.json", '{"a": 1, "b": "c"}'))


def test_comments_without_an_end_are_sniffed_at_once() -> None:
    assert not by_name("json").sniff(" // " * 1_000)  # each // doubled the time
