"""JSONL: keys, values that are no text, lines that are no JSON."""

import json

import pytest

from tqcheck.errors import UnreadableError, UsageError


def test_every_field(items):
    record = {
        "id": 7, "source": "Oui", "target": "نعم", "source_lang": "fr", "target_lang": "ar", "note": "an answer",
        "document": 3, "max_length": 12, "state": "final", "key": "menu.yes", "variant": "one",
        "syntax": ["c-format"], "ignore": "ACC101, doubled-word", "extra": {"a": [1]},
    }  # fmt: skip
    (segment,) = items("a.jsonl", json.dumps(record))
    assert (segment.id, segment.source, segment.target, segment.document) == ("7", "Oui", "نعم", "3")
    assert (segment.source_lang, segment.target_lang, segment.max_length) == ("fr", "ar", 12)
    assert (segment.note, segment.state, segment.variant) == ("an answer", "final", "one")
    assert (segment.syntax, segment.ignore) == ({"c-format"}, {"ACC101", "doubled-word"})
    assert (segment.origin.line, segment.origin.key) == (1, "menu.yes")


@pytest.mark.parametrize(
    "record",
    [
        {"src": "Oui", "mt": "Yes", "src_lang": "fr", "tgt_lang": "en"},
        {"fr": "Oui", "en": "Yes"},
        {"translation": {"fr": "Oui", "en": "Yes"}},
        {"source": "Oui", "translation": "Yes", "sl": "fr", "tl": "en"},
        {"a": "Oui", "b": "Yes", "source_lang": "fr", "target_lang": "en", "source": "no", "target": "no"},
    ],
)
def test_other_keys(items, record):
    chosen = {"source_column": "a", "target_column": "b"} if "a" in record else {}
    (segment,) = items("a.jsonl", json.dumps(record) + "\n", **chosen)
    assert (segment.source, segment.target) == ("Oui", "Yes")
    assert (segment.source_lang, segment.target_lang) == ("fr", "en")


def test_without_source_and_with_other_keys_on_each_line(items):
    found = items(
        "a.jsonl", '{"target": "ja"}\n\n{"source": null, "target": "да"}\n{"tgt": "是", "id": "x"}\n{"target": null}\n'
    )
    assert [(s.id, s.source, s.target) for s in found] == [
        ("1", None, "ja"), ("3", None, "да"), ("x", None, "是"), ("5", None, ""),
    ]  # fmt: skip


def test_languages_of_the_line_outweigh_the_options(items):
    found = items(
        "a.jsonl", '{"target": "a", "target_lang": "de"}\n{"target": "b"}\n', target_lang="nl", source_lang="en"
    )
    assert [(s.source_lang, s.target_lang) for s in found] == [("en", "de"), ("en", "nl")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"source": "a", "target": "b"', "invalid JSON: Expecting ',' delimiter at character 30."),
        ('{"target": "b', "invalid JSON: Unterminated string starting at character 12."),
        ("Hello", "invalid JSON: Expecting value at character 1."),
        ('["a", "b"]', 'not a JSON object such as {"source": "…", "target": "…"}.'),
        ('{"id": 4, "source": "a"}', "no key for the target among: id, source."),
        ("{}", "no key for the target among: ."),
        ('{"target": 30}', "“target” is a number, not text."),
        ('{"target": "b", "source": ["a"]}', "“source” is a list, not text."),
        ('{"target": "b", "max_length": true}', "“max_length” is true or false, not a whole number of characters."),
        ('{"target": "b", "max_length": Infinity}', "“max_length” is a number, not a whole number of characters."),
        (
            '{"target": "b", "target_lang": "xq"}',
            "unknown language tag 'xq'. Give a BCP 47 tag such as 'fr', 'pt-BR' or 'zh-Hant'.",
        ),
        ('{"target": "b", "target_lang": 5}', "“target_lang” is a number, not a language tag."),
        ('{"target": "b", "ignore": [1]}', "“ignore” is a list, not a list of names."),
        (r'{"target": "\ud83d"}', "half a surrogate pair, U+D83D, which is no character."),
        (
            b'{"target": "caf\xe9"}',
            (
                "byte 0xE9 at character 16 cannot be decoded. Mend the line, or give the file's "
                "encoding with --encoding."
            ),
        ),
        (
            '{"en": "a", "fr": "b", "de": "c"}',
            "several languages: en, fr, de. Choose with --source-lang and --target-lang.",
        ),
        ("[" * 100_000, None),
        ('{"target": "b", "id": ' + 5000 * "9" + "}", None),
    ],
)
def test_a_line_that_does_not_fit_is_skipped(items, line, why):
    raw = line.encode() if isinstance(line, str) else line
    first, skip, last = items("a.jsonl", '{"target": "été"}\n'.encode() + raw + b'\n{"target": "b"}\n')
    assert (first.target, last.target, last.origin.line) == ("été", "b", 3)
    assert (skip.what, skip.incomplete, skip.origin.line) == ("line 2", True, 2)
    assert skip.why.startswith("JSON that cannot be read: ") if why is None else why in skip.why


def test_a_pair_of_surrogates_is_a_character(items):
    (segment,) = items("a.jsonl", r'{"target": "\ud83d\ude00"}')
    assert segment.target == "😀"


@pytest.mark.parametrize("text", ['[{"source": "a", "target": "b"}]', '{\n  "target": "b"\n}\n'])
def test_json_that_is_not_lines(items, text):
    with pytest.raises(UnreadableError, match=r":1: JSON, but not one object a line\. Write one object a line"):
        items("a.jsonl", text)


def test_a_column_that_no_line_has(items):
    (skip,) = items("a.jsonl", '{"source": "a", "target": "b"}\n', target_column="tarket")
    assert skip.why == "no column 'tarket' among: source, target. Did you mean 'target'?"


def test_several_languages_on_the_first_line_are_the_users_to_choose(items):
    lines = '{"en": "a", "fr": "b", "de": "c"}\n'
    with pytest.raises(UsageError, match="several languages: en, fr, de"):
        items("a.jsonl", lines)
    (segment,) = items("a.jsonl", lines, source_lang="de", target_lang="fr-CA")
    assert (segment.source, segment.target, segment.target_lang) == ("c", "b", "fr-CA")
