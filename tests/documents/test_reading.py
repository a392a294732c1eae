"""What all readers have in common: detection, packing, errors, and the table of formats."""

import gzip
import importlib
import lzma

import pytest

from tqcheck import documents
from tqcheck.documents import NAMES, SUFFIXES, detect, read
from tqcheck.documents.segmenting import segmented
from tqcheck.errors import UnreadableError, UsageError


def test_the_table_says_what_the_modules_say():
    formats = [importlib.import_module(f"tqcheck.documents.{name}").FORMAT for name in NAMES]
    assert {suffix: found.name for found in formats for suffix in found.suffixes} == SUFFIXES
    assert tuple(found.name for found in formats) == NAMES


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_packed_files(file, pack):
    assert read(file("a.md", pack(b"# Title\n\nText.\n"))).blocks[0].kind == "heading"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", "Just text.\n", "text"),
        ("a.txt", "<!DOCTYPE html><html><body><p>x</p></body></html>", "html"),
        ("a.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n", "subtitles"),
        ("a.md", "Just text.\n", "markdown"),
        ("page", "# Title\n\n[link](x.md)\n", "markdown"),
        ("a.fr", "Un texte.\n", "text"),
    ],
)
def test_detection(file, name, data, expected):
    assert detect(file(name, data)) == expected


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", "", "the file is empty"),
        ("a.md", "```\ncode\n```\n", "there is no text in it"),
        ("a.html", "<html><body><script>x</script></body></html>", "there is no text in it"),
        ("a.pdf", "%PDF-1.7\n", "this is a PDF file"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word file"),
        ("a.odt", b"PK\x03\x04mimetypeapplication/vnd.oasis", "no DOCX"),
        ("a.txt", "été\n".encode("latin-1"), "not UTF-8"),
    ],
)
def test_what_cannot_be_read(file, name, data, message):
    path = file(name, data)
    with pytest.raises(UnreadableError, match=message) as error:
        read(path)
    assert error.value.path == path
    assert error.value.mend


def test_a_broken_line_is_named(file):
    data = "Voilà.\nTrès bien.\n".encode() * 3 + b"caf\xe9\n"
    with pytest.raises(UnreadableError, match="0xE9") as error:
        read(file("a.txt", data))
    assert error.value.line == 7
    assert "--encoding" in error.value.mend


def test_an_encoding_can_be_given(file):
    assert read(file("a.txt", "Café\n".encode("latin-1")), encoding="latin-1").blocks[0].text == "Café"


def test_an_unknown_format(file):
    with pytest.raises(UsageError, match="unknown format of documents 'markdwn'") as error:
        read(file("a.txt", "x"), format="markdwn")
    assert "'markdown'" in error.value.mend


def test_sentences_know_their_block(file):
    document = documents.read(file("a.md", "# Titre. Sans coupe\n\nUne phrase. Une autre !\n\n- Oui.\n"))
    assert [(s.text, s.block, s.kind, s.level, s.line) for s in segmented(document, "fr")] == [
        ("Titre. Sans coupe", 0, "heading", 1, 1),
        ("Une phrase.", 1, "paragraph", 0, 3),
        ("Une autre !", 1, "paragraph", 0, 3),
        ("Oui.", 2, "item", 1, 5),
    ]
    assert [s.text for s in segmented(document, "fr", split="blocks")][1] == "Une phrase. Une autre !"


def test_split_by_lines_keeps_numbers(file):
    document = documents.read(file("a.txt", "Eins. Zwei.\n\nDrei\n"), lines=True)
    assert [(s.text, s.block) for s in segmented(document, "de", split="lines")] == [("Eins. Zwei.", 0), ("Drei", 2)]
