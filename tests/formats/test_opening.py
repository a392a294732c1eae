"""Opening: packing by content, pipes, encodings, and what cannot be opened."""

import gzip
import io
import lzma
import os
import sys
import threading

import pytest

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions, read
from tqcheck.opening import Opened, undecodable

LINES = "Bonjour\nनमस्ते\n"


def lines(path, encoding=None):
    return [line for _, line, _ in Opened(str(path)).lines(encoding)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.txt.xz"])
def test_packing_is_known_by_content_whatever_the_suffix(file, pack, name):
    opened = Opened(file(name, pack(LINES.encode())))
    assert opened.name == "a.txt"
    assert opened.head() == LINES
    for _ in range(2):  # a corpus check reads twice
        with opened.binary() as stream:
            assert stream.read() == LINES.encode()
        assert [line for _, line, _ in opened.lines()] == LINES.split()


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packed_file_cut_short(file, pack):
    packed = pack(os.urandom(200_000).hex().encode())
    path = file("a.txt.gz", packed[: len(packed) // 2])
    with pytest.raises(UnreadableError, match="the packed file is broken or cut short") as error:
        list(read(path, ReadOptions()))
    assert error.value.path == path
    assert error.value.mend == "Pack or fetch it again."


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_honoured_and_not_part_of_the_text(file, codec):
    path = file("a.txt", LINES.encode(codec))
    assert lines(path) == lines(path, "utf-8") == LINES.split()
    assert Opened(path).head() == LINES


@pytest.mark.parametrize("codec", ["windows-1251", "shift_jis", "utf-16-be", "gb18030"])
def test_a_given_encoding(file, codec):
    text = "Привет\n" if codec == "windows-1251" else "日本語\n"
    assert lines(file("a.txt", text.encode(codec)), codec) == [text.strip()]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-be"])
def test_the_family_of_an_encoding_is_enough(file, codec):
    assert lines(file("a.txt", LINES.encode(codec)), codec[:6]) == LINES.split()


def test_only_lf_and_cr_lf_end_a_line(file):
    path = file("a.txt", "one\rstill one\r\ntwo\u2028still two\x0b\x0c\x85\n".encode())
    assert lines(path) == ["one\rstill one", "two\u2028still two\x0b\x0c\x85"]


def test_one_broken_line_is_told_not_refused(file):
    path = file("a.txt", "déjà\n".encode() + b"caf\xe9\n" + "été\n".encode())
    first, broken, last = lines(path)
    assert (first, last) == ("déjà", "été")
    assert undecodable(broken) == (
        "byte 0xE9 at character 4 cannot be decoded. Mend the line, or give the file's encoding with --encoding."
    )
    assert undecodable("\ud83d") == "half a surrogate pair, U+D83D, which is no character."
    assert undecodable(first) is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty. Give a file that holds translations."),
        (
            "Le café\nLa fenêtre\nLe vélo\n".encode("latin-1"),
            "1: not UTF-8: byte 0xE9 at offset 6. Give its encoding, such as --encoding windows-1252.",
        ),
        (
            "Hello\nHéllo\n".encode("utf-16-le"),
            "looks like UTF-16 without a byte order mark. Give its encoding: --encoding utf-16-le.",
        ),
        (
            "Hello\nHéllo\n".encode("utf-16-be"),
            "looks like UTF-16 without a byte order mark. Give its encoding: --encoding utf-16-be.",
        ),
        (b"abcdefghij\0\0klmnop" * 9, "this is not text. Give a file that holds translations."),
    ],
)
def test_hopeless_content(file, data, why):
    with pytest.raises(UnreadableError) as error:
        lines(file("a.txt", data))
    assert str(error.value).split("a.txt", 1)[1].lstrip(": ") == why


def test_latin_1_is_refused_at_its_first_line_even_after_ascii(file):
    path = file("a.txt", b"one\ntwo\n" + "trois à\nquatre é\n".encode("latin-1"))
    with pytest.raises(UnreadableError) as error:
        lines(path)
    assert (error.value.line, error.value.message) == (3, "not UTF-8: byte 0xE0 at offset 14.")


def test_a_first_line_longer_than_the_sample_may_be_cut_within_a_character(file):
    assert len(lines(file("a.txt", "€".encode() * 40_000))[0]) == 40_000


def test_a_file_that_is_not_there(file):
    path = file("article.tsv", b"a\tb\n")
    with pytest.raises(UnreadableError, match="there is no such file") as error:
        Opened(path.replace("article", "artikle"))
    assert error.value.mend == f"Did you mean {path!r}?"


def test_a_folder(tmp_path):
    with pytest.raises(UnreadableError, match="this is a folder") as error:
        Opened(str(tmp_path))
    assert error.value.mend == "Name the files in it."


@pytest.mark.parametrize("name", ["utf9", "hex", "rot13"])
def test_an_unknown_encoding(file, name):
    with pytest.raises(UsageError, match=f"unknown encoding '{name}'"):
        lines(file("a.txt", b"a\n"), name)


def test_utf_16_that_ends_within_a_character(file):
    path = file("a.txt", "ab\n".encode("utf-16") + b"\x00")
    with pytest.raises(UnreadableError, match="not in its encoding: 'utf-16-le' codec"):
        list(read(path, ReadOptions()))


def test_standard_input_is_read_as_often_as_needed(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(LINES.encode()))))
    assert lines("-") == lines("-") == LINES.split()
    assert Opened("-").name == ""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"other\n")))
    assert lines("-") == ["other"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_named_pipe_is_read_as_often_as_needed(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(LINES, encoding="utf-8"))
    writer.start()
    assert lines(pipe) == lines(pipe) == LINES.split()
    writer.join()
