"""Java's .properties."""

import pytest

from tqcheck.formats import detect
from tqcheck.formats.entry import Entry
from tqcheck.model import Skip, Suppression

FILE = r"""# Licence of the quay
#----------

#: Shown when somebody lands
! tqcheck: ignore[MKP101] the name is cut
greeting = Salut {0},\
    l''ancre est lev\u00e9e \uD83D\uDE00
empty=
key\ with\ spaces : va\:lue
path=C:\\ports\\
bare
far = \
    \
    далеко\tот берега
   indented   يوم جميل
tail = 港\q\n
broken = \u12
half = \ud83d
printf = %1$s \u2014 %2$d
late = jetzt
late = später
end = fertig\
"""


def good(items) -> dict[str, Entry]:
    return {i.key: i for i in items if isinstance(i, Entry)}


def test_texts_and_lines(entries) -> None:
    assert [(e.key, e.text, e.line) for e in good(entries("messages_fr.properties", FILE)).values()] == [
        ("greeting", "Salut {0},l''ancre est levée 😀", 6),
        ("empty", "", 8),
        ("key with spaces", "va:lue", 9),
        ("path", "C:\\ports\\", 10),
        ("bare", "", 11),
        ("far", "далеко\tот берега", 14),
        ("indented", "يوم جميل", 15),
        ("tail", "港q\n", 16),
        ("printf", "%1$s — %2$d", 19),
        ("late", "später", 21),
        ("end", "fertig", 22),
    ]


def test_notes_suppressions_and_syntax(entries) -> None:
    found = good(entries("messages.properties", FILE))
    assert found["greeting"].note == ": Shown when somebody lands"
    assert found["greeting"].suppressions == (Suppression(check="MKP101", reason="the name is cut", line=5),)
    assert found["empty"].note is None
    assert {key: set(e.syntax) for key, e in found.items() if e.syntax} == {
        "greeting": {"java-format"},
        "printf": {"java-printf-format"},
    }


def test_skips(entries) -> None:
    skips = [i for i in entries("messages.properties", FILE) if isinstance(i, Skip)]
    assert [(s.what, s.why, s.incomplete) for s in skips] == [
        ("line 17", "“\\u” without four hexadecimal digits: Java refuses the whole file for it.", True),
        ("line 18", "half a surrogate pair, U+D83D, which is no character.", True),
        ("string late", "its key stands in the file twice, and the program shows the one in line 21.", False),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(entries, end) -> None:
    found = good(entries("a.properties", "# c\na = one\\\n  two\n\nb =\\\n  zwei\n".replace("\n", end)))
    assert [(e.text, e.line) for e in found.values()] == [("onetwo", 2), ("zwei", 6)]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("a=déjà\nb=naïve\n".encode("iso-8859-1"), ["déjà", "naïve"]),
        ("a=déjà\nb=今日は\n".encode(), ["déjà", "今日は"]),
        ("a=déjà\nb=今日は\n".encode("utf-8-sig"), ["déjà", "今日は"]),
        ("a=déjà\nb=今日は\n".encode("utf-16"), ["déjà", "今日は"]),
        (b"x=y\n" * 30_000 + "a=déjà\n".encode("iso-8859-1"), ["y", "déjà"]),
    ],
    ids=["latin", "utf-8", "mark", "utf-16", "far down"],
)
def test_encodings(entries, data, texts) -> None:
    assert [e.text for e in good(entries("a.properties", data)).values()] == texts


def test_a_given_encoding_and_one_broken_line(entries) -> None:
    assert (
        good(entries("a.properties", "a=Привет".encode("windows-1251"), encoding="windows-1251"))["a"].text == "Привет"
    )
    first, skip, last = entries("a.properties", "a=été\n".encode() + b"b=\xff\n" + "c=où\n".encode())
    assert (first.text, last.text, skip.what) == ("été", "où", "line 2")
    assert skip.why.startswith("byte 0xFF at character 1 cannot be decoded.")


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("messages_fr.properties", "fr"),
        ("messages_pt_BR.properties", "pt-BR"),
        ("messages_zh_Hant_TW.properties", "zh-Hant-TW"),
        ("messages_iw.properties", "he"),
        ("messages.properties", None),
    ],
)
def test_the_language_is_that_of_the_name(items, path, language) -> None:
    (segment,) = items(path, "a=b\n")
    assert (segment.target_lang, segment.source, segment.origin.key) == (language, None, "a")


def test_content_without_a_suffix(file) -> None:
    assert detect(file("a", "# Titles\nwin.title = Hafen\nwin.text=Die \\\n  See\n")).name == "properties"
    assert detect(file("b", "a plain text = not\nwith names\n")).name == "text"
