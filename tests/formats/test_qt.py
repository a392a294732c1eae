"""Qt's TS."""

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.formats import detect
from tqcheck.model import Segment

FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- a licence -->
<TS version="2.1" language="pl_PL" sourcelanguage="en_GB">
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../main.cpp" line="12"/>
        <source>&amp;Open &quot;%1&quot;</source>
        <comment>menu</comment>
        <extracomment>Keep it short.</extracomment>
        <translatorcomment>tqcheck: ignore[MKP105] no key here</translatorcomment>
        <translation>&amp;Otwórz „%1”</translation>
    </message>
    <message numerus="yes">
        <source>%n boat(s)</source>
        <translation>
            <numerusform>%n łódź</numerusform>
            <numerusform>%n łodzie</numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Leave</source>
        <oldsource>Go</oldsource>
        <translation type="unfinished">Wypłyń</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Old</source>
        <translation type="obsolete">Stare</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="vanished">Nie ma</translation>
    </message>
</context>
<context>
    <name></name>
    <message id="bell-rung">
        <source>Bell<byte value="x7"/>%L2</source>
        <translation variants="yes">
            <lengthvariant>Dzwonek<byte value="7"/>%L2</lengthvariant><lengthvariant>Dzwon</lengthvariant>
        </translation>
    </message>
    <message>
        <source>Bad</source>
        <translation><byte value="xD800"/></translation>
    </message>
</context>
</TS>
"""


@pytest.fixture
def segments(items):
    return lambda text=FILE, name="a.ts", **options: [i for i in items(name, text, **options) if isinstance(i, Segment)]


def test_a_message(segments) -> None:
    found = segments()[0]
    assert (found.source, found.target) == ('&Open "%1"', "&Otwórz „%1”")
    assert (found.source_lang, found.target_lang, found.state) == ("en-GB", "pl-PL", "translated")
    assert (found.id, found.origin.key, found.origin.line) == (
        'MainWindow | &Open "%1" | menu', 'MainWindow | &Open "%1" | menu', 13
    )  # fmt: skip
    assert found.note == "menu\nKeep it short."
    assert (found.syntax, found.variant) == ({"qt-format"}, None)
    assert [(s.check, s.reason, s.line) for s in found.suppressions] == [("MKP105", "no key here", 12)]


def test_plural_forms_are_siblings(segments) -> None:
    found = segments()[1:4]
    assert [(s.target, s.variant, s.origin.line, s.state) for s in found] == [
        ("%n łódź", "0", 18, "translated"), ("%n łodzie", "1", 19, "translated"), ("", "2", 20, "untranslated"),
    ]  # fmt: skip
    assert {s.source for s in found} == {"%n boat(s)"}
    assert found[2].id == "MainWindow | %n boat(s)[2]"
    assert found[0].syntax == {"qt-format", "qt-plural-format"}


def test_states_and_obsolete_messages(segments, items) -> None:
    assert [s.state for s in segments()[4:6]] == ["needs-review", "untranslated"]
    *_, bad, dead = items("a.ts", FILE)
    assert (bad.why, bad.origin.line) == ('<byte value="xD800"/> is no character.', 49)
    assert (dead.what, dead.incomplete) == ("2 obsolete messages", False)


def test_ids_bytes_and_lengths(segments) -> None:
    long, short = segments()[6:]
    assert (long.source, long.target, long.id) == ("Bell\x07%L2", "Dzwonek\x07%L2", "bell-rung")
    assert (short.target, short.id, short.origin.key) == ("Dzwon", "bell-rung[length 2]", "bell-rung")


def test_languages(segments) -> None:
    bare = FILE.replace(' language="pl_PL" sourcelanguage="en_GB"', "")
    assert (segments(bare, "app_zh_TW.ts")[0].target_lang, segments(bare)[0].source_lang) == ("zh-TW", "en")
    assert segments(target_lang="be", source_lang="ru")[0].target_lang == "be"
    message = "<message><source>Fish</source><translation>דג</translation></message>"
    [he] = segments(f'<TS language="he"><context>{message}</context></TS>')
    assert (he.target, he.target_lang, he.id) == ("דג", "he", "Fish")


def test_a_message_without_translation_is_untranslated(segments) -> None:
    [found] = segments(
        "<TS>\n<context><name>A</name>\n<message><source>Fish</source></message></context></TS>", "ja.ts"
    )
    assert (found.target, found.state, found.origin.line, found.target_lang) == ("", "untranslated", 3, "ja")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("export const a: string = 'b';\n", 1, "perhaps a program in TypeScript"),
        ("<TS>\n<context><message><source>a</sourc></message></context></TS>", 2, "mismatched tag"),
        ('<!DOCTYPE TS [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<TS><context/></TS>', 1, "entities are refused"),
        ("<other>\n</other>", 1, "the root element is <other>, not <TS>"),
    ],
)
def test_errors_name_line_and_mend(items, text, line, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        items("a.ts", text)
    assert error.value.line == line
    assert error.value.mend


def test_sniffing(file) -> None:
    assert detect(file("a.xml", FILE)).name == "qt"
    assert detect(file("a.ts", FILE)).name == "qt"
