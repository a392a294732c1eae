"""Files of every format that hold one text: of any characters, and of ten million."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tqcheck.api import check
from tqcheck.bounded import MAX_LENGTH
from tqcheck.errors import TqcheckError
from tqcheck.formats import NAMES, ReadOptions, by_name, entries, read
from tqcheck.formats.entry import Entry
from tqcheck.model import Segment, Skip

FILES = {
    "tsv": "source\ttarget\nHello\t{}\n",
    "csv": 'source,target\nHello,"{}"\n',
    "jsonl": '{"source":"Hello","target":"{}","source_lang":"en","target_lang":"de"}\n',
    "po": 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
          'msgid "Hello"\nmsgstr "{}"\n',
    "xliff": '<xliff version="1.2"><file original="a" source-language="en" target-language="de"><body>'
             '<trans-unit id="1"><source>Hello</source><target>{}</target></trans-unit></body></file></xliff>',
    "tmx": '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Hello</seg></tuv>'
           '<tuv xml:lang="de"><seg>{}</seg></tuv></tu></body></tmx>',
    "android": '<resources><string name="a">{}</string></resources>',
    "strings": '"a" = "{}";\n',
    "stringsdict": '<plist version="1.0"><dict><key>a</key><dict><key>NSStringLocalizedFormatKey</key>'
                   "<string>%#@v@</string><key>v</key><dict><key>NSStringFormatSpecTypeKey</key>"
                   "<string>NSStringPluralRuleType</string><key>NSStringFormatValueTypeKey</key><string>d</string>"
                   "<key>other</key><string>{}</string></dict></dict></dict></plist>",
    "xcstrings": '{"sourceLanguage":"en","strings":{"Hello":{"localizations":{"de":{"stringUnit":'
                 '{"state":"translated","value":"{}"}}}}},"version":"1.0"}',
    "properties": "a={}\n",
    "fluent": "a = {}\n",
    "json": '{"a": "{}"}',
    "yaml": 'de:\n  a: "{}"\n',
    "resx": '<root><data name="a" xml:space="preserve"><value>{}</value></data></root>',
    "qt": '<TS version="2.1" language="de" sourcelanguage="en"><context><name>c</name><message><source>Hello</source>'
          "<translation>{}</translation></message></context></TS>",
    "php": "<?php\nreturn ['a' => '{}'];\n",
    "text": "{}\n",
}  # fmt: skip
PIECES = ["\0", "\x1b[2J", "\u202e", "\u2066", "e" + "\u0301" * 200, "\ufeff", "\u2028", "\r", "\n", "\x85", "\uffff",
          "\\u",
          "\\ud800", "\\x", "\\", "\\\\", '"', "'", "<", "</", "<a", "<b>", "&", "&#0;", "&#xD800;", "&x;", "]]>", "{",
          "}", "{$", "{{", "%", "$", "#", "*a", "?>",
          "<?php", "/*", "//", ";", "=", ":", "- ", "|", "\t", ",", "é", "日本"]  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join)
OPTIONS = ReadOptions(source_lang="en", target_lang="de")
LONG = 10_000_000


def written(tmp_path, name, text) -> str:
    path = tmp_path / "file"
    path.write_text(FILES[name].replace("{}", text), encoding="utf-8", errors="surrogatepass", newline="")
    return str(path)


def found(path, name) -> list[Segment | Skip | Entry]:
    alone = by_name(name).entries and name not in ("xcstrings", "qt")
    return list((entries if alone else read)(path, OPTIONS, format=name))


def test_every_format_is_here() -> None:
    assert set(FILES) == set(NAMES) - {"parquet", "arrow"}


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=60, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(text=NASTY)
def test_any_characters(tmp_path, name, text) -> None:
    path = written(tmp_path, name, text)
    try:
        items = found(path, name)
    except TqcheckError as error:
        assert path in str(error)  # noqa: PT017  many texts break the file around them
        return
    for item in items:
        assert isinstance(item, Segment | Skip | Entry)
        if not isinstance(item, Skip):
            f"{item}".encode()
        if isinstance(item, Segment):
            assert all(0 <= c.start < c.end <= len(item.target) for c in item.target_codes)


@pytest.mark.parametrize("name", FILES)
def test_a_line_of_ten_megabytes_is_read_or_refused_with_a_reason(tmp_path, name) -> None:
    path = written(tmp_path, name, "Ein Satz. " * (LONG // 10))
    try:
        items = found(path, name)
    except TqcheckError as error:
        assert "longer" in str(error) or "more than" in str(error)  # noqa: PT017  either will do
        return
    (item,) = items
    if isinstance(item, Skip):
        assert "longer" in item.why
    else:
        assert len(item.text if isinstance(item, Entry) else item.target) >= LONG - 2


@pytest.mark.parametrize("side", ["source", "target"])
def test_a_segment_that_is_too_long_is_told_and_not_checked(side) -> None:
    texts = {"source": "One 1.", "target": "Eins 2."}
    long = Segment(id="long", source_lang="en", target_lang="de", **texts | {side: "a" * (MAX_LENGTH + 1)})
    short = Segment(id="short", source_lang="en", target_lang="de", **texts)
    report = check([long, short], select=("number-mismatch",))
    assert [r.segment.id for r in report.results] == ["short"]
    (skip,) = [s for s in report.summary.skipped if "long" in s.what]
    assert f"its {side} has 100,001 characters" in skip.why
    assert skip.incomplete
