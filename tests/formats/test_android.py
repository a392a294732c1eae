"""Android's strings.xml."""

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.formats.entry import Entry
from tqcheck.model import Segment, Skip, Suppression

FILE = r"""<?xml version="1.0" encoding="utf-8"?>
<!-- Licence: whoever sails may read -->

<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2"
    xmlns:tools="http://schemas.android.com/tools" tools:locale="fr">

    <!-- Harbour -->

    <!-- Shown above the map
         of the quays -->
    <string name="title">L\'heure de la mar\u00E9e\n"  au  port " \uD83D\uDE00
        et \@bord</string>
    <string
        name="welcome"
        product="tablet">
        Salut <xliff:g id="name" example="Anna">%1$s</xliff:g>,
        <b>vite</b>&#160;!<br/></string> <!-- tqcheck: ignore[MKP101] the name is short -->
    <string name="link"><![CDATA[Lire <a href="https://quay.example">l\'avis</a>]]></string>
    <string name="html">&lt;b>50 % de remise&lt;/b> \\ \"\?\t</string>
    <string name="code" translatable="false">QUAY_7</string>
    <string name="same">@string/title</string>
    <string name="plain" formatted="false">100 %s</string>
    <!-- Boats at the pier -->
    <plurals name="boats">
        <!-- one boat -->
        <item quantity="one">%d bateau</item>
        <item quantity="other">
            %d bateaux
        </item>
        <item quantity="lots">%d</item>
    </plurals>
    <string-array name="winds" tools:ignore="MissingTranslation, Typos">
        <item>ليفانت</item>
        <item>नैऋत्य हवा</item>
    </string-array>
    <item type="string" name="item">海風</item>
    <color name="sea">#0af</color>
    <string name="broken">\u12</string>
    <string>sans nom</string>
    <string name="title">Deux fois</string>
    <string name="empty"/>
</resources>
"""


@pytest.fixture
def found(entries) -> dict[str, Entry]:
    return {f"{e.key}|{e.variant or ''}": e for e in entries("strings.xml", FILE) if isinstance(e, Entry)}


def test_texts_are_as_android_shows_them(found) -> None:
    assert {name: e.text for name, e in found.items()} == {
        "title|": "L'heure de la marée\n  au  port  😀 et @bord",
        "welcome[product=tablet]|": "Salut %1$s, <b>vite</b>\u00a0!<br/>",
        "link|": 'Lire <a href="https://quay.example">l\'avis</a>',
        "html|": '<b>50 % de remise</b> \\ "?\t',
        "plain|": "100 %s",
        "plurals/boats|one": "%d bateau",
        "plurals/boats|other": "%d bateaux",
        "array/winds[0]|": "ليفانت",
        "array/winds[1]|": "नैऋत्य हवा",
        "item|": "海風",
        "empty|": "",
    }


def test_a_line_is_that_on_which_the_text_begins(found) -> None:
    lines = FILE.split("\n")
    begin = {
        "title|": "L\\'heure", "welcome[product=tablet]|": "Salut", "link|": "Lire", "html|": "remise",
        "plain|": "100 %s", "plurals/boats|one": "%d bateau<", "plurals/boats|other": "%d bateaux",
        "array/winds[0]|": "ليفانت", "array/winds[1]|": "नैऋत्य", "item|": "海風", "empty|": 'name="empty"',
    }  # fmt: skip
    assert begin.keys() == found.keys()
    for name, word in begin.items():
        assert word in lines[found[name].line - 1], name


def test_lines_far_down(entries) -> None:
    many = "".join(f'<string name="s{n}">\n\nТекст {n}</string>\n' for n in range(30_000))
    last = entries("strings.xml", f"<resources>\n{many}</resources>")[-1]
    assert (last.key, last.line) == ("s29999", 1 + 30_000 * 3)


def test_notes_and_suppressions(found) -> None:
    assert found["title|"].note == "Shown above the map\nof the quays"
    assert found["welcome[product=tablet]|"].note == "%1$s: for example “Anna”"
    assert found["welcome[product=tablet]|"].suppressions == (
        Suppression(check="MKP101", reason="the name is short", line=17),
    )
    assert found["link|"].suppressions == ()
    assert found["plurals/boats|one"].note == "Boats at the pier\none boat"
    assert found["plurals/boats|other"].note == "Boats at the pier"
    assert found["array/winds[1]|"].ignore == {"missing-translation", "untranslated", "doubled-word"}


def test_only_what_is_formatted_declares_a_syntax(found) -> None:
    declared = {name: set(e.syntax) for name, e in found.items() if e.syntax}
    assert declared == {
        "welcome[product=tablet]|": {"java-printf-format"},
        "plurals/boats|one": {"java-printf-format"},
        "plurals/boats|other": {"java-printf-format"},
        "plain|": {"no-java-printf-format"},
    }


def test_what_is_left_out(entries) -> None:
    skips = [i for i in entries("strings.xml", FILE) if isinstance(i, Skip)]
    assert [(s.what, s.origin.line, s.incomplete) for s in skips] == [
        ("string code", 20, False),
        ("string same", 21, False),
        ("string plurals/boats", 30, True),
        ("string broken", 38, True),
        ("line 39", 39, True),
        ("string title", 40, False),
    ]
    assert skips[1].why == "it stands for @string/title."
    assert skips[5].why == "its key stands in the file twice, and the program shows the one in line 11."


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("res/values-pt-rBR/strings.xml", "pt-BR"),
        ("values-b+sr+Latn/strings.xml", "sr-Latn"),
        ("values-mcc310-mnc004-iw-rIL-night/strings.xml", "he-IL"),
        ("values-es-r419/strings.xml", "es-419"),
        ("values/strings.xml", "fr"),
        ("values-night-v26/strings.xml", "fr"),
        ("values-car/strings.xml", "fr"),
    ],
)
def test_the_language_is_that_of_the_folder_or_of_the_root(items, path, language) -> None:
    segment = next(i for i in items(path, FILE) if isinstance(i, Segment))
    assert (segment.target_lang, segment.source, segment.id) == (language, None, "title")
    assert next(i for i in items(path, FILE, target_lang="ca")).target_lang == "ca"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<resources>\n<string name='a'>x</resources>", 2, "broken XML: mismatched tag."),
        ("<?xml version='1.0'?>\n<manifest/>", 2, "the root element is <manifest>, not <resources>."),
        (
            "<!DOCTYPE resources [\n<!ENTITY app 'Quay'>]>\n<resources><string name='a'>&app;</string></resources>",
            2,
            "the document type declares the entity “app”; entities are refused.",
        ),
        ("<resources><string name='a'>&app;</string></resources>", 1, "broken XML: undefined entity."),
    ],
)
def test_hopeless_files(items, text, line, message) -> None:
    with pytest.raises(UnreadableError) as error:
        items("strings.xml", text)
    assert (error.value.line, error.value.message) == (line, message)
    assert error.value.mend


def test_strings_that_are_not_translated_are_told_in_one_note(entries) -> None:
    many = "".join(f'<string name="s{n}" translatable="false">{n}</string>\n' for n in range(5))
    other = '<item name="size" type="dimen" translatable="false">3dp</item>'
    (note,) = entries("strings.xml", f"<resources>{other}\n{many}</resources>")
    assert (note.what, note.incomplete) == ("5 strings", False)
    assert note.why == 'the file says translatable="false" of s0, s1, s2 …'
    assert note.origin.line == 2
