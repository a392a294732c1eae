"""YAML of strings in one language."""

import pytest
import yaml as parser

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import by_name, detect, yaml_tree
from tqcheck.formats.entry import Entry
from tqcheck.model import Skip

RAILS = """# Strings of the harbour.
# tqcheck: ignore[LNG103] the house style
ru:
  defaults: &defaults
    save: Сохранить  # on a button
    undo: "Отменить\\u00A0\\"всё\\"\\n"
  # Above the berth.
  # tqcheck: ignore[ACC101, MKP] fees are in the tariff
  berth:
    <<: *defaults
    undo: 'Отмена ''сейчас'''
    hello: Здравствуйте, %{name}!
  boats:
    zero: нет лодок
    one: "%{count} лодка"
    few: "%{count} лодки"
    many: "%{count} лодок"
    other: "%{count} лодки"
  long: |

    Первая строка
    # не комментарий

  folded: >-
    Две строки
    в одной.
  plain: Слова на
    двух строках
  date:
    order:
      - :day
      - :month
    day_names: [Вс, "Пн #1"] # tqcheck: ignore[LNG105] short names
    precision: 3
    on: ~
  same: *defaults
"""


def told(found):
    return [(e.key, e.variant, e.text, e.line) for e in found if isinstance(e, Entry)]


EXPECTED = [
    ("defaults.save", None, "Сохранить", 5),
    ("defaults.undo", None, 'Отменить\u00a0"всё"\n', 6),
    ("berth.save", None, "Сохранить", 5),
    ("berth.undo", None, "Отмена 'сейчас'", 11),
    ("berth.hello", None, "Здравствуйте, %{name}!", 12),
    ("boats", "zero", "нет лодок", 14),
    ("boats", "one", "%{count} лодка", 15),
    ("boats", "few", "%{count} лодки", 16),
    ("boats", "many", "%{count} лодок", 17),
    ("boats", "other", "%{count} лодки", 18),
    ("long", None, "\nПервая строка\n# не комментарий\n", 21),
    ("folded", None, "Две строки в одной.", 25),
    ("plain", None, "Слова на двух строках", 27),
    ("date.day_names.0", None, "Вс", 33),
    ("date.day_names.1", None, "Пн #1", 33),
    ("date.on", None, "", 35),
    ("same.save", None, "Сохранить", 5),
    ("same.undo", None, 'Отменить\u00a0"всё"\n', 6),
]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_rails(entries, monkeypatch, loader) -> None:
    if not hasattr(parser, loader):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yaml_tree, "_LOADER", getattr(parser, loader))
    found = entries("config/ru.yml".replace("/", "_"), RAILS)
    assert told(found) == EXPECTED
    assert {e.syntax for e in found} == {frozenset({"rails-format"})}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_those_of_the_file(entries, end) -> None:
    text = RAILS.replace("\n", end)
    for entry in entries("ru.yml", "\ufeff" + text):
        first = entry.text.strip().split("\n")[0][:6]
        assert first in text.split(end)[entry.line - 1], entry


def test_the_language_stands_above(items) -> None:
    assert {s.target_lang for s in items("strings.yml", RAILS)} == {"ru"}
    assert items("strings.yml", "no:\n  a: Ja\n")[0].target_lang == "no"
    assert items("x.yml", '"zh-TW":\n  a: 是\n')[0].target_lang == "zh-TW"
    assert items("fr.yml", "menu:\n  a: Oui\n")[0].target_lang == "fr"
    assert items("fr.yml", "menu:\n  a: Oui\n")[0].origin.key == "menu.a"
    assert items("fr.yml", "my:\n  a: Oui\n")[0].origin.key == "my.a"


def test_notes_and_suppressions(entries) -> None:
    found = {(e.key, e.variant): e for e in entries("ru.yml", RAILS)}
    save = found["defaults.save", None]
    assert save.note == "on a button"
    assert [(s.check, s.reason, s.line) for s in save.suppressions] == [("LNG103", "the house style", 2)]
    hello = found["berth.hello", None]
    assert [(s.check, s.reason, s.line) for s in hello.suppressions] == [
        ("LNG103", "the house style", 2), ("ACC101", "fees are in the tariff", 8), ("MKP", "fees are in the tariff", 8),
    ]  # fmt: skip
    for n in range(2):
        assert "LNG105" in {s.check for s in found[f"date.day_names.{n}", None].suppressions}
    assert "LNG105" not in {s.check for s in found["date.on", None].suppressions}


def test_words_that_ruby_takes_for_truth_are_skipped_and_elsewhere_are_text(entries) -> None:
    skip, entry = entries("de.yml", "de:\n  answers:\n    negative: No\n    positive: 'Yes'\n")
    assert (skip.origin.line, skip.incomplete) == (3, True)
    assert skip.why == "“answers.negative” is No, which Ruby takes for true or false: quote it."
    assert entry.text == "Yes"
    assert told(entries("de.yml", "a:\n  b: No\n")) == [("a.b", None, "No", 2)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("!!str 12", "12"), ("'12'", "12"), ("12", None), ("1_000", None), ("0x1F", None), ("true", None),
        ("2026-01-01", None), ("12 o'clock", "12 o'clock"), ("~", ""), ("", ""), ("!ruby/object:X y", None),
        ("&a x", "x"), ("!!str &a 'x'", "x"), (r'"\x41\u00e9\U0001F600\t\"\\\/"', 'Aé😀\t"\\/'), ("'it''s'", "it's"),
        ("😀 да", "😀 да"), (r"'a\nb'", r"a\nb"), ('"a\n\n    b"', "a\nb"), ('"a\\\n    b"', "ab"),
    ],
)  # fmt: skip
def test_scalars(entries, value, text) -> None:
    found = told(entries("fr.yml", f"fr:\n  z: z\n  a: {value}\n"))
    assert found[1:] == ([] if text is None else [("a", None, text, 3)])


def test_several_languages(items, entries) -> None:
    both = "en:\n  a: Yes!\nth:\n  a: ใช่\n"
    assert [(s.target_lang, s.target, s.origin.line) for s in items("a.yml", both)] == [
        ("en", "Yes!", 2), ("th", "ใช่", 4)
    ]  # fmt: skip
    assert [s.target for s in items("a.yml", both, target_lang="th")] == ["ใช่"]
    assert [e.text for e in entries("th.yml", both)] == ["ใช่"]
    with pytest.raises(UsageError, match="it holds en, th: which"):
        entries("a.yml", both)


def test_symfony_and_others(entries) -> None:
    [hello] = entries("messages.el.yaml", "hello: Γεια σου %name%\n")
    assert hello.syntax == {"symfony-format"}
    assert entries("messages+intl-icu.fr.yaml", "a: '{n, number}'\n")[0].syntax == {"icu-message-format"}
    assert entries("ja.yaml", "a: こんにちは {{name}}\n")[0].syntax == {"i18next-format"}


def test_of_a_key_that_comes_twice_the_last_counts_and_a_second_document_is_told(entries) -> None:
    dead, entry, second = entries("fr.yml", "fr:\n  a: un\n  a: deux\n---\nde:\n  a: zwei\n")
    assert (dead.incomplete, dead.origin.line, entry.text) == (False, 2, "deux")
    assert (second.origin.line, second.why) == (4, "a second document begins; only the first is read.")


def bomb() -> str:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "a0: &a0 [x, x, x]\n" + "\n".join(levels) + "\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (bomb(), 7, "its aliases make more than a million values"),
        ("a: &a\n  b: *a\n", 2, "no anchor “&a” stands above"),
        ("a: *x\n", 1, "no anchor “&x”"),
        ("fr:\n  a: %{name} x\n", 2, r"cannot start any token\. Put the text in quotation marks"),
        ("fr:\n  a: b: c\n", 2, r"mapping values are not allowed in this context\. Put a text with a colon"),
        ("fr:\n\ta: b\n", 2, "indent with spaces"),
        ('fr:\n  a: "x\n  b: y\n', 2, "A quotation mark is not closed"),
        ("fr:\n  a: 'it's'\n", 2, "Double a quotation mark"),
        ("fr:\n  a: \x07\n", 2, r"control character U\+0007"),
        ("? [a, b]\n: c\n", 1, "a key that is no text"),
        ("- a\n- b\n", 1, "no mapping of strings"),
        ("just words\n", 1, "no mapping of strings"),
        ("a: " + "[" * 200, 1, "100 deep"),
        ("a: " + "{a: " * 50_000, 1, "deep"),
    ],
)
def test_errors_name_line_and_mend(items, text, line, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        items("fr.yml", text)
    assert error.value.line == line
    assert error.value.mend


def test_nothing_is_made_of_tags(entries, tmp_path) -> None:
    made = tmp_path / "made"
    text = f"fr:\n  a: !!python/object/apply:os.mkdir ['{made}']\n  b: !!python/name:os.system ''\n  c: oui\n"
    assert [e.text for e in entries("fr.yml", text)] == [str(made), "oui"]
    assert not made.exists()


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("a.yml", "a: b, c\nd: e, f\n", "yaml"),
        ("a", "# x\n---\nfr:\n  a: b\n", "yaml"), ("a.txt", "Note: this.\n", "text"),
        ("a", "menu:\n  open: Ouvrir\n", "yaml"), ("a.yaml", "Hello\n", "yaml"),
    ],
)  # fmt: skip
def test_sniffing(file, name, text, format_) -> None:
    assert detect(file(name, text)).name == format_


def test_an_empty_language_is_nothing_to_check(items) -> None:
    with pytest.raises(UnreadableError, match="nothing to check"):
        items("fr.yml", "fr:\n")
    assert not [i for i in items("fr.yml", "fr:\n  a: b\n") if isinstance(i, Skip)]


def test_comments_of_windows_are_sniffed_at_once() -> None:
    head = " # x\r\n" * 600 + "just words\r\n"  # each line doubled the time
    assert not by_name("yaml").sniff(head)
    assert by_name("yaml").sniff(" # x\r\n" * 600 + "fr:\r\n  a: b\r\n")
