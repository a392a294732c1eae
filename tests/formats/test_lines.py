"""Plain text alone, and two files line by line."""

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.formats import ReadOptions, read_parallel


def pairs(file, source, target, **options):
    names = file("a.fr", source), file("a.en", target)
    return list(read_parallel(*names, ReadOptions(**options)))


def test_a_translation_alone(items):
    found = items("page.txt", "Erste Zeile \r\n\n  \n\u3000日本語。\nواحد", target_lang="de")
    assert [(s.id, s.source, s.target) for s in found] == [
        ("1", None, "Erste Zeile "),
        ("4", None, "\u3000日本語。"),
        ("5", None, "واحد"),
    ]
    assert {(s.target_lang, s.document == s.origin.path) for s in found} == {("de", True)}
    assert [s.origin.line for s in found] == [1, 4, 5]


def test_a_broken_line_of_text_is_skipped(items):
    first, skip, last = items("page.txt", "été\n".encode() + b"\xff\nlast\n")
    assert (first.target, last.target, skip.what) == ("été", "last", "line 2")
    assert skip.why.startswith("byte 0xFF at character 1 cannot be decoded.")


def test_parallel_files(file):
    found = pairs(file, "Un\n\n\nQuatre\n", "One\n\nThree\n\n", source_lang="fra", target_lang="en")
    assert [(s.id, s.source, s.target, s.source_lang, s.origin.line) for s in found] == [
        ("1", "Un", "One", "fr", 1),
        ("3", "", "Three", "fr", 3),
        ("4", "Quatre", "", "fr", 4),
    ]
    assert found[0].origin.path.endswith("a.en")


@pytest.mark.parametrize(("source", "target"), [("a\nb", "c\nd\n"), ("a\nb\n\n\n", "c\nd\n"), ("a\r\nb\r\n", "c\nd")])
def test_blank_lines_at_the_end_do_not_count(file, source, target):
    assert [(s.source, s.target) for s in pairs(file, source, target)] == [("a", "c"), ("b", "d")]


def test_a_lone_carriage_return_does_not_shift_the_pairs(file):
    assert [s.target for s in pairs(file, "a\nb\n", "c\rc\u2028c\nd\n")] == ["c\rc\u2028c", "d"]


def test_unequal_numbers_of_lines(file):
    with pytest.raises(UnreadableError) as error:
        pairs(file, "a\nb\nc\n", "d\ne\n")
    assert error.value.line == 3
    assert error.value.path.endswith("a.en")
    assert error.value.message.startswith("2 lines, but ")
    assert error.value.message.endswith("a.fr has 3.")
    assert (
        error.value.mend
        == "Each line must translate the same line of the other file: mend them, or align them (--align)."
    )


def test_a_broken_line_on_either_side_is_skipped(file):
    _, first, second, last = pairs(file, "été\n".encode() + b"\xff\nc\nd\n", "ö\nf\n".encode() + b"\xff\nh\n")
    assert (first.what, first.origin.path[-4:]) == ("line 2", "a.fr")
    assert (second.what, second.origin.path[-4:]) == ("line 3", "a.en")
    assert (last.source, last.target) == ("d", "h")


def test_an_empty_source(file):
    with pytest.raises(UnreadableError, match=r"a\.fr: the file is empty"):
        pairs(file, "", "one\n")
