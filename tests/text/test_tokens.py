import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.model import InlineCode
from tqcheck.text.prose import MASK, prose
from tqcheck.text.scripts import counts, dominant, spaceless
from tqcheck.text.tokens import lowered, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’homme qui l'a vu", ["L’homme", "qui", "l'a", "vu"]),
        ("Пётр, приезжай!", ["Пётр", "приезжай"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("مرحبًا بك", ["مرحبًا", "بك"]),
        ("well-known 3D", ["well-known", "3D"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [w.text for w in words(text)] == expected


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    assert all(text[w.start : w.end] == w.text for w in words(text))


def test_lowered_folds_case() -> None:
    assert lowered("Der STRASSE straße") == {"der", "strasse"}


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Hello", "Latn"),
        ("Привет", "Cyrl"),
        ("こんにちは世界", "Hira"),
        ("안녕", "Hang"),
        ("123 …", None),
        ("สวัสดี", "Thai"),
    ],
)
def test_dominant(text: str, script: str | None) -> None:
    assert dominant(text) == script


def test_counts_and_spaceless() -> None:
    assert counts("iPhone-а 12") == {"Latn": 6, "Cyrl": 1}
    assert spaceless("東京")
    assert not spaceless("Tokyo")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Hello, {name}!", "{name}"), ("See <b>this</b>", "<b>"), ("At https://example.org/a?b=c now", "https://example.org/a?b=c"),
        ("Write to me@example.org.", "me@example.org"), ("%d files", "%d"),
    ],
)  # fmt: skip
def test_prose_masks_what_is_not_prose(text: str, masked: str) -> None:
    out = prose(text)
    assert len(out) == len(text)
    start = text.index(masked)
    assert out[start : start + len(masked)] == MASK * len(masked)
    assert MASK not in out[:start]


def test_prose_masks_inline_codes_and_leaves_plain_text_alone() -> None:
    assert prose("a [1] b", (InlineCode(start=2, end=5, kind="standalone", id="1"),)) == f"a {MASK * 3} b"
    assert prose("Plain text, 50 % of it.") == "Plain text, 50 % of it."


ASSIGNED = st.characters(exclude_categories=["Cn", "Cs"])  # Python and regex know different versions of Unicode


@given(st.text(alphabet=ASSIGNED, max_size=60) | st.text(alphabet="aÉßжԱგあ漢한'’-_9 ́ːकि़", max_size=30))
def test_the_two_engines_find_the_same_words(text: str) -> None:
    from tqcheck.text import tokens

    found = [m.group() for m in tokens._WORD.finditer(text)]
    assert [w.text for w in words(text)] == found
    folded = text.casefold()  # of the whole text: one letter may become a mark and a letter (ŉ)
    assert lowered(text) == {m.group() for m in tokens._WORD.finditer(folded)}
