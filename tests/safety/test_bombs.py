"""Files that are made to harm: entities, what they would fetch, what unpacks to gigabytes, what nests without end."""

import gzip
import io
import lzma
import socket
import tracemalloc
import zipfile

import pytest

from tqcheck import opening
from tqcheck.documents import docx as docx_format
from tqcheck.documents import read as read_document
from tqcheck.errors import TqcheckError, UnreadableError
from tqcheck.formats import NAMES, ReadOptions, by_name, read, whole_text, xml_stream
from tqcheck.formats.glossary import read_terms
from tqcheck.model import Skip
from tqcheck.opening import Opened

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
TYPES = {
    "laughs": f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>',
    "file": '<!DOCTYPE r [<!ENTITY l11 SYSTEM "file://SECRET">]>',
    "network": '<!DOCTYPE r [<!ENTITY l11 SYSTEM "http://127.0.0.1:9/x">]>',
    "parameter": '<!DOCTYPE r [<!ENTITY % p SYSTEM "file://SECRET"> %p;]>',
    "outside": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
}
DOCUMENTS = {
    "xliff": '<xliff version="1.2"><file original="a" source-language="en" target-language="fr"><body>'
             '<trans-unit id="1"><source>a</source><target>T</target></trans-unit></body></file></xliff>',
    "xliff2": '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="fr">'
              '<file id="f"><unit id="u"><segment><source>a</source><target>T</target></segment></unit></file></xliff>',
    "tmx": '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a</seg></tuv>'
           '<tuv xml:lang="fr"><seg>T</seg></tuv></tu></body></tmx>',
    "android": '<resources><string name="a">T</string></resources>',
    "strings": '<plist version="1.0"><dict><key>a</key><string>T</string></dict></plist>',
    "stringsdict": '<plist version="1.0"><dict><key>a</key><dict><key>NSStringLocalizedFormatKey</key>'
                   "<string>%#@v@</string><key>v</key><dict><key>NSStringFormatSpecTypeKey</key>"
                   "<string>NSStringPluralRuleType</string><key>other</key><string>T</string></dict></dict></dict></plist>",
    "resx": '<root><data name="a"><value>T</value></data></root>',
    "qt": '<TS version="2.1" language="fr" sourcelanguage="en"><context><name>c</name><message><source>a</source>'
          "<translation>T</translation></message></context></TS>",
}  # fmt: skip
UNPACKED = 64 << 20
LINES = [name for name in NAMES if name not in {"parquet", "arrow"}]  # these hold tables, not lines
TERMS = (
    '<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>a</term></termSec></langSec>'
    '<langSec xml:lang="fr"><termSec><term>T</term></termSec></langSec></conceptEntry></body></text></tbx>'
)


@pytest.fixture(autouse=True)
def offline(monkeypatch) -> None:
    """Nothing may be fetched: whatever asks for a socket fails the test."""

    def refuse(*_args, **_more):
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("only-in-the-secret", encoding="utf-8")
    return path


def _file(tmp_path, name, prologue, document, secret):
    path = tmp_path / name
    text = '<?xml version="1.0"?>' + prologue.replace("SECRET", str(secret)) + document.replace("T<", "T &l11;<")
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("prologue", TYPES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_xml_is_made_larger_and_nothing_is_fetched(tmp_path, secret, name, prologue) -> None:
    path = _file(tmp_path, "a.xml", TYPES[prologue], DOCUMENTS[name], secret)
    with pytest.raises(UnreadableError, match=r"entit|parameter"):
        list(read(path, ReadOptions(source_lang="en", target_lang="fr"), format=name.rstrip("2")))


@pytest.mark.parametrize("prologue", TYPES)
def test_no_glossary_is_made_larger_and_nothing_is_fetched(tmp_path, secret, prologue) -> None:
    path = _file(tmp_path, "a.tbx", TYPES[prologue], TERMS, secret)
    with pytest.raises(UnreadableError, match=r"entit|parameter"):
        read_terms(path, ReadOptions(source_lang="en", target_lang="fr"))


def _docx(part: str, prologue: str, secret) -> bytes:
    docx = pytest.importorskip("docx")
    made, out = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Marker.")
    document.save(made)
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = (
        f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2"><w:p><w:r><w:t>Marker.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {entry.filename: old.read(entry).decode("latin-1") for entry in old.infolist()}
        parts["word/footnotes.xml"] = '<?xml version="1.0"?>' + notes
        relations, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
        parts[relations] = parts[relations].replace(
            "</Relationships>", f'<Relationship Id="rId99" Type="{kinds}" Target="footnotes.xml"/></Relationships>'
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        parts[types] = parts[types].replace(
            "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
        )
        head, end, body = parts[part].partition("?>")
        parts[part] = head + end + prologue.replace("SECRET", str(secret)) + body.replace("Marker.", "Marker &l11; end")
        for filename, text in parts.items():
            new.writestr(filename, text.encode("latin-1"))
    return out.getvalue()


@pytest.mark.parametrize("prologue", TYPES)
@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_no_word_file_is_made_larger_and_nothing_is_fetched(tmp_path, secret, part, prologue) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(_docx(part, TYPES[prologue], secret))
    try:
        text = " ".join(block.text for block in read_document(str(path)).blocks)
    except TqcheckError:
        return
    assert "only-in-the-secret" not in text
    assert "haha" not in text


def test_a_word_file_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch) -> None:
    pytest.importorskip("docx")
    monkeypatch.setattr(docx_format, "_MOST", 1 << 20)
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(4 << 20))
    assert path.stat().st_size < 10_000
    with pytest.raises(UnreadableError, match="unpacked it has more than 1 MiB"):
        read_document(str(path))


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
@pytest.mark.parametrize("name", LINES)
def test_what_unpacks_to_a_line_without_end_is_not_read_whole(tmp_path, monkeypatch, pack, name, bomb) -> None:
    most = 1 << 18
    for module, limit in ((opening, "MAX_LINE"), (whole_text, "MAX_SIZE"), (xml_stream, "MAX_UNIT")):
        monkeypatch.setattr(module, limit, most)
    path = tmp_path / "bomb"
    path.write_bytes(bomb(pack))
    read_format = by_name(name).read
    tracemalloc.start()
    try:
        found = list(read_format(Opened(str(path)), ReadOptions(source_lang="en", target_lang="fr")))
    except TqcheckError:
        found = []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert all(isinstance(item, Skip) for item in found)
    assert peak < UNPACKED / 2


@pytest.fixture(scope="module")
def bomb():
    """The same letter for 64 MiB, packed once for each way of packing."""
    made = {}

    def packed(pack):
        if pack not in made:
            made[pack] = pack(b"a" * UNPACKED)
        return made[pack]

    return packed


DEEP = {
    "json": '{"a":' * 100_000, "xcstrings": '{"sourceLanguage":"en","strings":' + '{"a":' * 100_000,
    "jsonl": '{"target": "a", "note": ' + "[" * 100_000, "yaml": "[" * 20_000, "php": "<?php return " + "[" * 100_000,
    "fluent": "a = " + "{ " * 20_000, "xliff": "<xliff>" + "<g>" * 100_000, "tmx": "<tmx>" + "<hi>" * 100_000,
    "android": "<resources><string name='a'>" + "<b>" * 100_000, "strings": "{" * 100_000,
    "stringsdict": "<plist>" + "<dict><key>a</key>" * 100_000, "resx": "<root>" + "<data>" * 100_000,
    "qt": "<TS><context><message><translation>" + "<a>" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_what_nests_without_end_is_an_error_and_no_crash(tmp_path, name) -> None:
    path = tmp_path / "deep"
    path.write_text(DEEP[name], encoding="utf-8")
    try:
        found = list(read(str(path), ReadOptions(source_lang="en", target_lang="fr"), format=name))
    except TqcheckError as error:
        assert str(error)  # noqa: PT017  some formats skip the record instead
    else:
        assert all(not hasattr(item, "target") for item in found)
