"""Apple's .strings and .stringsdict."""

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.formats import detect
from tqcheck.formats.entry import Entry
from tqcheck.model import Segment, Skip, Suppression

FILE = r"""/* Licence of the quay */

/* No comment provided by engineer. */
"Cast off" = "Larguez les amarres";

// Title of the window
/* tqcheck: ignore[LNG203] no stop
   in a title */
"win.title" = "Fen\U00eatre \"%@\"\n";  // shown big
key.bare-1 = 'l\'ancre';
"Alone";
"two lines" =
    "Первая
вторая \U0001F6 \UD83D\UDE00";
"quoted" = "Er sagte "nein" zu uns";
"no end" = "a"
"next" = "صباح الخير";
"Cast off" = "岸を離れる";
"open
"""
PLIST = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <!-- tqcheck: ignore[ACC] as agreed -->
    <key>anchor</key>
    <string>Zakotvit &amp; čekat</string>
    <key>list</key>
    <array/>
</dict>
</plist>
"""
DICT = """<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
    <!-- How many boats
         lie at how many piers -->
    <key>%d boats at %d piers</key>
    <dict>
        <key>NSStringLocalizedFormatKey</key>
        <string>%#@boats@ u %2$#@piers@</string>
        <key>boats</key>
        <dict>
            <key>NSStringFormatSpecTypeKey</key>
            <string>NSStringPluralRuleType</string>
            <key>NSStringFormatValueTypeKey</key>
            <string>d</string>
            <key>one</key>
            <string>%d loď</string>
            <key>few</key>
            <string>%d lodě</string>
            <key>lots</key>
            <string>%d</string>
        </dict>
        <key>piers</key>
        <dict><key>NSStringFormatSpecTypeKey</key><string>Gender</string></dict>
    </dict>
    <key>tap</key>
    <dict>
        <key>NSStringDeviceSpecificRuleType</key>
        <dict>
            <key>mac</key>
            <string>Klikněte</string>
            <key>iphone</key>
            <string>Klepněte</string>
        </dict>
    </dict>
    <key>delete</key>
    <dict>
        <key>NSStringVariableWidthRuleType</key>
        <dict><key>20</key><string>सब हटाएँ</string></dict>
    </dict>
    <key>odd</key>
    <string>x</string>
    <key>bare</key>
    <dict/>
</dict>
</plist>
"""


def good(items) -> list[Entry]:
    return [i for i in items if isinstance(i, Entry)]


def test_texts_and_lines(entries) -> None:
    assert [(e.key, e.text, e.line) for e in good(entries("Localizable.strings", FILE))] == [
        ("win.title", 'Fenêtre "%@"\n', 9),
        ("key.bare-1", "l'ancre", 10),
        ("Alone", "Alone", 11),
        ("two lines", "Первая\nвторая \x01F6 😀", 13),
        ("next", "صباح الخير", 17),
        ("Cast off", "岸を離れる", 18),
    ]


def test_notes_suppressions_and_syntax(entries) -> None:
    title, bare = good(entries("Localizable.strings", FILE))[:2]
    assert title.note == "Title of the window\nin a title\nshown big"
    assert title.suppressions == (Suppression(check="LNG203", reason="no stop", line=7),)
    assert title.syntax == {"objc-format"}
    assert (bare.note, bare.suppressions, bare.syntax) == (None, (), frozenset())


def test_broken_records_are_skipped_with_their_lines(entries) -> None:
    skips = [i for i in entries("Localizable.strings", FILE) if isinstance(i, Skip)]
    assert [(s.what, s.incomplete) for s in skips] == [
        ("string Cast off", False),
        ("line 15", True),
        ("line 16", True),
        ("line 19", True),
    ]
    assert skips[0].why == "its key stands in the file twice, and the program shows the one in line 18."
    assert skips[1].why == "a “;” is missing behind “quoted”, or a quotation mark within it lacks its “\\”."
    assert skips[3].why == "there is no string where a key should be, or it is not closed."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings(entries, codec, end) -> None:
    text = '/* c */\n\n"a" = "สวัสดี";\n"b" =\n"b\\nc";\n'.replace("\n", end)
    found = good(entries("a.strings", text.encode(codec)))
    assert [(e.text, e.line) for e in found] == [("สวัสดี", 3), ("b\nc", 5)]


def test_a_property_list(entries) -> None:
    entry, skip = entries("a.strings", PLIST)
    assert (entry.key, entry.text, entry.line) == ("anchor", "Zakotvit & čekat", 7)
    assert entry.suppressions == (Suppression(check="ACC", reason="as agreed", line=5),)
    assert (skip.what, skip.why) == ("line 8", "the value of “list” is no string.")
    with pytest.raises(UnreadableError, match=r"compiled .*plutil -convert xml1"):
        entries("b.strings", b"bplist00\xd1\x01\x02")


@pytest.mark.parametrize(
    ("folder", "language"),
    [
        ("zh-Hant.lproj", "zh-Hant"),
        ("pt-BR.lproj", "pt-BR"),
        ("Base.lproj", None),
        ("French.lproj", "fr"),
        ("zh_TW.lproj", "zh-Hant"),
    ],
)
def test_the_language_is_that_of_the_folder(items, folder, language) -> None:
    (segment,) = items(f"{folder}/Localizable.strings", '"a" = "b";')
    assert isinstance(segment, Segment)
    assert segment.target_lang == language


def test_stringsdict(entries) -> None:
    found = entries("a.stringsdict", DICT)
    assert [(e.key, e.variant, e.text, e.line) for e in good(found)] == [
        ("%d boats at %d piers", None, "%#@boats@ u %2$#@piers@", 9),
        ("%d boats at %d piers/boats", "one", "%d loď", 17),
        ("%d boats at %d piers/boats", "few", "%d lodě", 19),
        ("tap", "mac", "Klikněte", 31),
        ("tap", "iphone", "Klepněte", 33),
        ("delete", "20", "सब हटाएँ", 39),
    ]
    assert good(found)[1].note == "How many boats\nlie at how many piers"
    assert [(s.origin.line, s.why) for s in found if isinstance(s, Skip)] == [
        (21, "“lots” is no plural category: it must be few, many, one, other, two, zero."),
        (24, "its NSStringFormatSpecTypeKey is “Gender”, not NSStringPluralRuleType."),
        (41, "it is no <dict>."),
        (44, "it has no NSStringLocalizedFormatKey."),
    ]


def test_content_tells_them_apart(file) -> None:
    for name in ("a", "b.dat", "c.xml"):
        assert detect(file(name, DICT)).name == "stringsdict"
        assert detect(file(name, FILE)).name == "strings"


def test_what_is_no_property_list(entries) -> None:
    with pytest.raises(UnreadableError, match="a property list without a <dict>"):
        entries("a.stringsdict", "<plist><string>x</string></plist>")
    with pytest.raises(UnreadableError) as error:
        entries("a.stringsdict", DICT.replace("</dict>\n</plist>", "</plist>"))
    assert error.value.line == 45
