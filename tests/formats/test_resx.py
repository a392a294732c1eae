"""RESX and RESW."""

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.formats import detect
from tqcheck.formats.entry import Entry
from tqcheck.model import Skip

FILE = """<?xml version="1.0" encoding="utf-8"?>
<root>
  <xsd:schema id="root" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <xsd:element name="data" />
  </xsd:schema>
  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
  <data name="Greeting" xml:space="preserve">
    <value>Καλώς ήρθες, {0}!
Πάμε &amp; &lt;b&gt;δουλειά&lt;/b&gt; &#169;</value>
    <comment>{0} is a name. tqcheck: ignore[MKP101] markup is wanted</comment>
  </data>
  <!-- tqcheck: ignore[LNG102] as the tariff says -->
  <data name="Fee" xml:space="preserve"><value>الرسوم {1:N2}</value></data>
  <data name="Logo" type="System.Resources.ResXFileRef, System.Windows.Forms"><value>logo.png;x</value></data>
  <data name="Icon" mimetype="application/x-microsoft.net.object.bytearray.base64"><value>AAAA</value></data>
  <data name="&gt;&gt;button1.Name"><value>button1</value></data>
  <data name="button1.Text" type="System.String, mscorlib"><value>  出港 </value></data>
  <data name="Empty"><value /></data>
  <data><value>x</value></data>
  <metadata name="$this.Language"><value>el</value></metadata>
</root>
"""


def test_strings_with_their_lines(entries) -> None:
    greeting, fee, text, empty, nameless, others = entries("Strings.el.resx", FILE)
    assert greeting.text == "Καλώς ήρθες, {0}!\nΠάμε & <b>δουλειά</b> ©"
    assert (greeting.key, greeting.line, greeting.syntax) == ("Greeting", 8, {"csharp-format"})
    assert [(s.check, s.reason, s.line) for s in greeting.suppressions] == [("MKP101", "markup is wanted", 10)]
    assert (fee.text, fee.line) == ("الرسوم {1:N2}", 13)
    assert [(s.check, s.reason, s.line) for s in fee.suppressions] == [("LNG102", "as the tariff says", 12)]
    assert (text.key, text.text, text.line) == ("button1.Text", "  出港 ", 17)
    assert (empty.text, empty.line) == ("", 18)
    assert (nameless.why, nameless.origin.line) == ("a <data> without a name.", 19)
    assert (others.what, others.incomplete, others.origin.line) == ("3 entries without text", False, 14)


def test_lines_are_those_of_the_file(entries) -> None:
    for end in ("\n", "\r\n"):
        text = FILE.replace("\n", end)
        for entry in entries("Strings.el.resx", text):
            if isinstance(entry, Entry):
                assert entry.text.strip()[:6] in text.split(end)[entry.line - 1]


def test_a_value_that_begins_on_a_later_line(entries) -> None:
    [entry] = entries("a.fr.resx", '<root><data\nname="a"><value>\n\n  Oui</value></data></root>')
    assert (entry.line, entry.text) == (4, "\n\n  Oui")


@pytest.mark.parametrize(
    ("path", "tag"),
    [("Strings.fr-CA.resx", "fr-CA"), ("MainForm.zh-Hans.resx", "zh-Hans"), ("Strings/pt-BR/Resources.resw", "pt-BR"),
     ("Resources.resx", None)],
)  # fmt: skip
def test_language_of_the_path(items, path, tag) -> None:
    assert next(i for i in items(path, FILE) if not isinstance(i, Skip)).target_lang == tag


def test_a_note_and_a_key_that_comes_twice(entries) -> None:
    first = '<data name="a"><value>un</value><comment>Nota</comment></data>'
    second = '<data name="a"><value>deux</value></data>'
    skip, entry = entries("a.fr.resx", f"<root>{first}{second}</root>")
    assert (skip.incomplete, entry.text, entry.note) == (False, "deux", None)
    assert entries("a.fr.resx", f"<root>{first}</root>")[0].note == "Nota"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('<root>\n<data name="a"><value>x</data></root>', 2, "mismatched tag"),
        ('<root>\n<data name="a"><value>x & y</value></data></root>', 2, "not well-formed"),
        ('<!DOCTYPE root [<!ENTITY x "y">]>\n<root><data name="a"/></root>', 1, "entities are refused"),
        ('<root>\n<data name="a"><value>&nbsp;</value></data></root>', 2, "entity"),
        ('<?xml version="1.0"?>\n<doc/>', 2, "the root element is <doc>, not <root>"),
        ('<root><data name="a"><value>x', 1, "no element|unclosed"),
    ],
)  # fmt: skip
def test_errors_name_line_and_mend(items, text, line, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        items("a.resx", text)
    assert error.value.line == line
    assert error.value.mend


def test_sniffing(file) -> None:
    assert detect(file("a.xml", FILE)).name == "resx"
    assert detect(file("a.resx", FILE)).name == "resx"
    assert detect(file("b.xml", "<root><item/></root>")).name == "android"
