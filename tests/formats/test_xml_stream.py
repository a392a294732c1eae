"""The XML parser under XLIFF and TMX: exact places, and nothing that hostile XML wants."""

import codecs
import io

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.formats.xml_encoding import Recoded, encoding_of
from tqcheck.formats.xml_stream import MAX_DEPTH, MAX_UNIT, events
from tqcheck.opening import Opened

LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, 10))


def parse(text, *, whole=("u",), path="a.xml"):
    data = text if isinstance(text, bytes) else text.encode()
    return list(events(io.BytesIO(data).read, path, whole=frozenset(whole), prefixes={"urn:x": "", "urn:y": "y:"}))


def test_whole_elements_come_with_what_they_contain_and_others_without() -> None:
    found = parse('<a xmlns="urn:x" xmlns:y="urn:y" xmlns:z="urn:z">t<u y:i="1" xml:lang="fr">é<b/>&lt;<z:c/></u></a>')
    assert [(kind, node.name) for kind, node in found] == [("open", "a"), ("whole", "u"), ("close", "a")]
    unit = found[1][1]
    assert unit.attributes == {"y:i": "1", "xml:lang": "fr"}
    assert [c if isinstance(c, str) else c.name for c in unit.content] == ["é", "b", "<", "urn:z c"]
    assert found[0][1].content == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_and_offsets_far_behind_the_65535th(end) -> None:
    filler = f"<u>x{end}<b{end}/>y</u>{end}" * 50_000
    text = f"<a>{filler}<u{end} i='1'><b/></u></a>"
    last = [node for kind, node in parse(text) if kind == "whole"][-1]
    assert (last.line, last.content[0].line) == (150_001, 150_002)
    assert text.encode()[last.start :].startswith(b"<u")
    assert text.encode()[last.end :].startswith(b"</u>")


@pytest.mark.parametrize(
    ("prologue", "line", "what"),
    [
        (f'<!DOCTYPE a [\n<!ENTITY l0 "lol">\n{LOL}]>\n<a>&l9;</a>', 2, "declares the entity “l0”"),
        ('<!DOCTYPE a [\n\n<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 3, "declares the entity “x”"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://evil.example/p.dtd">\n%p;]><a/>', 1, "declares the entity “p”"),
        ('<!DOCTYPE a SYSTEM "http://evil.example/a.dtd">\n<a>\n&x;</a>', 3, "entity “&x;” is not defined"),
    ],
)
def test_entities_are_refused_and_named(prologue, line, what) -> None:
    with pytest.raises(UnreadableError, match=what) as error:
        parse(prologue)
    assert (error.value.path, error.value.line) == ("a.xml", line)
    assert error.value.mend


def test_an_external_document_type_alone_is_harmless() -> None:
    assert len(parse('<!DOCTYPE tmx SYSTEM "tmx14.dtd"><a><u/></a>')) == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<a>\n<u>", 2),
        ("<a>\n<u></a>", 2),
        ("hello", 1),
        ("<a>\n\n<u i='1", 3),
        ("<a>\n&nbsp;</a>", 2),
        ("<a>\x01</a>", 1),
    ],
)
def test_broken_xml_names_its_line_and_a_mend(text, line) -> None:
    with pytest.raises(UnreadableError, match="broken XML") as error:
        parse(text)
    assert error.value.line == line
    assert error.value.mend


@pytest.mark.parametrize(
    "text",
    ["<u>" * (MAX_DEPTH + 1), f"<a><u>{'x' * (MAX_UNIT + 1)}</u></a>", f"<a><!--{'x' * (MAX_UNIT + 70_000)}",
     "<a>" + "".join(f"<e{n}/>" for n in range(10_100))],
    ids=["deep", "long", "comment", "names"],
)  # fmt: skip
def test_excess_is_refused(text) -> None:
    with pytest.raises(UnreadableError, match=r"more than|longer than"):
        parse(text)


def opened(tmp_path, data):
    (tmp_path / "a.xml").write_bytes(data)
    return Opened(str(tmp_path / "a.xml"))


@pytest.mark.parametrize(
    ("data", "asked", "encoding"),
    [
        (b"<a/>", None, "utf-8"),
        (codecs.BOM_UTF8 + b"<a/>", None, "utf-8"),
        ("\ufeff<a/>".encode("utf-16-le"), None, "utf-16-le"),
        ("\ufeff<a/>".encode("utf-16-be"), None, "utf-16-be"),
        ("<a/>".encode("utf-16-be"), None, "utf-16-be"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><a/>', None, "shift_jis"),
        (b"<?xml version='1.0' encoding='windows-1256'?><a/>", None, "cp1256"),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', None, "utf-8"),
        (b'<?xml version="1.0" encoding="UTF-8"?><a/>', "latin-1", "iso8859-1"),
    ],
)
def test_encoding(tmp_path, data, asked, encoding) -> None:
    assert encoding_of(opened(tmp_path, data), asked) == encoding


@pytest.mark.parametrize("name", ["klingon-8", "rot13", "hex"])
def test_an_encoding_that_is_none(tmp_path, name) -> None:
    with pytest.raises(UnreadableError, match="unknown encoding"):
        encoding_of(opened(tmp_path, f'<?xml version="1.0" encoding="{name}"?><a/>'.encode()))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_recoding_across_the_borders_of_pieces(size) -> None:
    text = "﻿<a>日本語 العربية 𝒳</a>"
    stream = Recoded(io.BytesIO(text.encode("utf-16-le")), "utf-16-le", "a.xml")
    assert b"".join(iter(lambda: stream.read(size), b"")) == text.encode()


def test_what_is_not_of_the_encoding_is_told_with_its_line() -> None:
    stream = Recoded(io.BytesIO(b"<a>\n\n<b>caf\xe9</b></a>"), "utf-8", "a.xml")
    with pytest.raises(UnreadableError, match="byte 0xE9 does not fit") as error:
        stream.read(100)
    assert error.value.line == 3
