"""`--fix` in every format: what is wrong is mended, every other byte stays."""

import codecs
import json

import pytest

from tqcheck.cli import main

NB = "\u00a0"


def xml(text: str) -> str:
    return '<?xml version="1.0" encoding="utf-8"?>\n' + text


PO = """# Übersetzer: niemand
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"

#, fuzzy-not
msgid "The \\"train\\" leaves the station and comes back the same evening."
msgstr ""
"Le «{nb}train{nb}» part de la gare \\"du Nord\\" et{et} revient le\\n"
"même{double}soir, à l'heure."

#~ msgid "old"
#~ msgstr "vieux vieux"

msgid "%d boat"
msgid_plural "%d boats"
msgstr[0] "%d bateau{ba}"
msgstr[1] "%d bateaux{bas}"
"""
XLIFF1 = xml("""<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file source-language="en" target-language="fr" datatype="plaintext" original="a">
  <body><trans-unit id="1" ><source>The <g id='1'>train</g> &amp; the boat</source>
   <!-- Le <g id='1'>train</g> &amp; le le bateau -->
   <target   state="translated">Le <g id='1'>train</g> &amp; le{le} bateau &lt;b&gt;</target></trans-unit>
   <trans-unit id="2"><source>Now</source><target>Le le&#32;bateau<!-- x -->{bang}</target></trans-unit>
  </body></file></xliff>
""")
XLIFF2 = xml("""<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="fr">
 <file id="f"><unit id="u"><segment><source>The boat leaves</source>
  <target>Le bateau <pc id="1">bleu</pc> part{part}</target></segment></unit></file></xliff>
""")
TMX = xml("""<tmx version="1.4"><header srclang="en" datatype="plaintext" segtype="sentence" adminlang="en"
 o-tmf="x" creationtool="x" creationtoolversion="1"/><body>
 <tu tuid="1"><tuv xml:lang="en"><seg>The boat leaves</seg></tuv>
  <tuv xml:lang="fr"><seg>Le bateau part{part} d&apos;ici</seg></tuv></tu></body></tmx>
""")
QT = xml("""<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en"><context><name>Main</name>
<message><location filename="a.cpp" line="3"/><source>The boat leaves</source>
 <translation>Le bateau part{part} d&apos;ici</translation></message></context></TS>
""")
SOURCE, PART = "The boat leaves here", "Le bateau part{part} d'ici"
XCSTRINGS = """{{
  "sourceLanguage" : "en",
  "strings" : {{
    "boat" : {{ "localizations" : {{
      "en" : {{ "stringUnit" : {{ "state" : "translated", "value" : "The boat leaves here" }} }},
      "fr" : {{ "stringUnit" : {{ "state" : "translated", "value" : "Le bateau part{part} d'ici" }} }}
    }} }}
  }},
  "version" : "1.0"
}}
"""
BOTH = {
    "a.po": (PO, {"nb": NB}),
    "a.xlf": (XLIFF1, {}),
    "b.xlf": (XLIFF2, {}),
    "a.tmx": (TMX, {}),
    "a.ts": (QT, {}),
    "a.xcstrings": (XCSTRINGS, {}),
    "a.tsv": ("id\tsource\ttarget\n1\tThe boat leaves\tLe bateau part{part}\n2\tA\tUn\n", {}),
    "a.csv": ('id,source,target\r\n1,"The ""boat"", leaves","Le ""bateau"", part{part}"\r\n', {}),
    "a.jsonl": ('{{"id": "1",  "source": "The boat leaves", "target": "L\\u00e9 bateau part{part} \\/"}}\n', {}),
}
WRONG = {
    "et": " et",
    "double": "  ",
    "ba": "",
    "bas": " bateaux",
    "le": " le",
    "bang": "",
    "part": " part",
}
RIGHT = {"et": "", "double": " ", "ba": "", "bas": "", "le": "", "bang": "", "part": ""}


def keyed(head: str, line: str, tail: str = "", *, escape=str) -> tuple[str, str]:
    return tuple(head + line.replace("TEXT", escape(text)) + tail for text in (SOURCE, PART))


JSON = '{"menu": {"boat":   "TEXT", "n": "1"}}'
ALONE = {
    "locales/{}/app.json": keyed("", JSON),
    "locales/{}.yml": keyed("# ü\nLANG:\n", '  boat: "TEXT" # {{x}}\n', "  cat: |\n    a\n    b\n"),
    "i18n/{}.yaml": keyed("", "boat: TEXT\n"),
    "app_{}.properties": keyed("# c\n", "boat = TEXT\\\n   \\u0020now\n"),
    "{}.lproj/Localizable.strings": keyed("/* c */\n", '"boat" = "TEXT \\"x\\"";\n'),
    "res/values-{}/strings.xml": keyed(
        xml("<resources>\n"),
        '  <string name="boat">TEXT</string>\n',
        "</resources>\n",
        escape=lambda t: t.replace("'", "\\'"),
    ),
    "Strings.{}.resx": keyed(
        xml("<root>\n"), ' <data name="boat" xml:space="preserve"><value>TEXT</value></data>\n', "</root>\n"
    ),
    "lang/{}/app.php": keyed(
        "<?php\nreturn [\n", "  'boat' => 'TEXT',\n", "];\n", escape=lambda t: t.replace("'", "\\'")
    ),
    "l10n/{}/app.ftl": keyed("# c\n", "boat = TEXT\n"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fix(*arguments: str) -> int:
    only = ("--select", "doubled-word,spacing", "--no-models", "--no-cache", "--quiet")
    return main(["check", "--fix", *only, "--source-lang", "en", "--target-lang", "fr", *arguments])


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["plain", "bom"])
def test_files_with_both_languages(folder, name, ends, mark) -> None:
    template, values = BOTH[name]
    wrong, right = (
        mark + template.format(**values, **words).replace("\r\n", "\n").replace("\n", ends).encode()
        for words in (WRONG, RIGHT)
    )
    (folder / name).write_bytes(wrong)
    fix(name)
    got = (folder / name).read_bytes()
    if name == "a.xlf":
        right = right.replace(b"Le le&#32;bateau", b"Le&#32;bateau")
    assert got == right


@pytest.mark.parametrize("name", ALONE)
def test_files_with_one_language(folder, name) -> None:
    source, target = (text.replace("LANG", lang) for text, lang in zip(ALONE[name], ("en", "fr"), strict=True))
    for lang, text in (("en", source), ("fr", target.replace("{part}", " part"))):
        path = folder / name.format(lang)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    fix(".")
    assert (folder / name.format("fr")).read_bytes() == target.replace("{part}", "").encode()
    assert (folder / name.format("en")).read_bytes() == source.encode()


def test_two_text_files(folder) -> None:
    (folder / "en.txt").write_bytes(b"The boat leaves\r\nNow\r\n")
    (folder / "fr.txt").write_bytes("Le bateau part part\r\nMaintenant\u2028x".encode())
    fix("--source", "en.txt", "--target", "fr.txt")
    assert (folder / "fr.txt").read_bytes() == "Le bateau part\r\nMaintenant\u2028x".encode()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16(folder, encoding) -> None:
    mark = "\ufeff"
    for lang, text in (("en", SOURCE), ("fr", PART.format(part=" part"))):
        (folder / f"{lang}.lproj").mkdir()
        path = folder / f"{lang}.lproj" / "Localizable.strings"
        path.write_bytes(f'{mark}"boat" = "{text}";\r\n'.encode(encoding))
    fix(".")
    got = (folder / "fr.lproj" / "Localizable.strings").read_bytes()
    assert got == f'{mark}"boat" = "{PART.format(part="")}";\r\n'.encode(encoding)


def test_an_encoding_that_the_file_declares(folder) -> None:
    text = PO.format(nb=NB, **WRONG).replace("UTF-8", "ISO-8859-1")
    (folder / "a.po").write_bytes(text.encode("latin-1"))
    fix("a.po")
    expected = PO.format(nb=NB, **RIGHT).replace("UTF-8", "ISO-8859-1")
    assert (folder / "a.po").read_bytes() == expected.encode("latin-1")


def test_json_of_ascii_alone_stays_so(folder) -> None:
    for lang, text in (("en", "Ready?"), ("fr", "Pr\u00eats?")):
        (folder / "locales").mkdir(exist_ok=True)
        (folder / "locales" / f"{lang}.json").write_text(json.dumps({"ready": text}), encoding="ascii")
    fix("locales", "--profile", "audit")
    assert (folder / "locales" / "fr.json").read_text(encoding="ascii") == '{"ready": "Pr\\u00eats\\u00a0?"}'
