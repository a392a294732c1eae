"""The lines of a text in a narrow column."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from tqcheck.reporters.text.wrapping import Wrapped


def lines(text: str, width: int) -> list[str]:
    found = Wrapped(text).wrap(Console(file=io.StringIO(), width=width), width, overflow="fold")
    return [line.plain.rstrip() for line in found]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 8, ["one two", "three"]),
        (
            'see ⟦<b id="aaaaaaaaaaaaaaa">⟧¹translation of it⟦</b>⟧²',
            24,
            ["see ⟦<b", 'id="aaaaaaaaaaaaaaa">⟧¹', "translation of it⟦</b>⟧²"],
        ),
        ("<b>one</b>two", 10, ["<b>one</b>", "two"]),
        ("日本語日本語", 8, ["日本語日", "本語"]),
        ("aaaaaaaaaaaa bb", 8, ["aaaaaaaa", "aaaa bb"]),
    ],
)
def test_a_word_behind_a_long_tag_is_not_broken(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text(st.sampled_from("ab <>⟦⟧¹日\n"), max_size=60), st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    found = lines(text, width)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in found)
