"""A suffix is believed unless the content says otherwise."""

import pytest

from tqcheck.errors import UsageError
from tqcheck.formats import NAMES, SUFFIXES, by_name, detect

TSV = "Bonjour\tHello\nMerci\tThanks\n"
CSV = 'source,target\nBonjour,"Hello, you"\n'
QUOTED = '"Bonjour";"Hello"\n"Merci";"Thanks"\n'
JSONL = '{"source": "Bonjour", "target": "Hello"}\n'
PO = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "Hello"\nmsgstr "Bonjour"\n'
XLIFF = '<?xml version="1.0"?>\n<xliff version="1.2"><file/></xliff>\n'
TMX = '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/></tmx>\n'
TEXT = "Hello, world, and all.\nThanks, friends.\n"


def test_the_table_of_suffixes_is_that_of_the_modules():
    assert {s: name for name in NAMES for s in by_name(name).suffixes} == SUFFIXES


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (TSV, "tsv"),
        (CSV, "csv"),
        (QUOTED, "csv"),
        (JSONL, "jsonl"),
        (PO, "po"),
        (XLIFF, "xliff"),
        (TMX, "tmx"),
        (TEXT, "text"),
        ("source\ttarget\n", "tsv"),
        ('{"source": "a",\n' + JSONL, "jsonl"),
    ],
)
@pytest.mark.parametrize("suffix", ["", ".txt", ".dat", ".fr", *sorted(set(SUFFIXES) - {".md"})])
def test_content_decides_where_the_suffix_lies(tmp_path, content, format_, suffix):
    file = tmp_path / f"file{suffix}"
    file.write_text(content, encoding="utf-8")
    unsure = content == TEXT and SUFFIXES.get(suffix)  # a broken file of any format looks like text
    assert detect(str(file)).name == (SUFFIXES[suffix] if unsure else format_)


@pytest.mark.parametrize("content", ["Bonjour,Hello\nMerci,Thanks\n", "Bonjour;Hello\n"])
def test_a_bare_table_needs_its_suffix(tmp_path, content):
    for suffix, expected in ((".csv", "csv"), (".txt", "text"), ("", "text")):
        file = tmp_path / f"file{suffix}"
        file.write_text(content, encoding="utf-8")
        assert detect(str(file)).name == expected


def test_an_unknown_format():
    with pytest.raises(UsageError, match=r"unknown format 'xlif'\. Did you mean 'xliff'\?"):
        by_name("xlif")
