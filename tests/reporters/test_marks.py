"""Marks in texts: overlapping, empty, at the edges, in long texts; and what is made visible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_run import pair

from tqcheck.model import Finding, Fix, Origin, Severity, Skip, Span
from tqcheck.reporters.advice import advice, confidence
from tqcheck.reporters.excerpts import LONG
from tqcheck.reporters.skips import sentence
from tqcheck.reporters.text.marks import marked
from tqcheck.reporters.visible import exposed, oneline, visible


def findings(*spans, target="abcdef", code="ACC101", fix=None, source="uvwxyz") -> tuple[Finding, ...]:
    segment = pair(1, source, target)
    return tuple(
        Finding(code=code, name="x", segment=segment, severity=Severity.MAJOR, message="m", confidence=1, fix=fix,
                spans=tuple(Span(side=side, start=start, end=end) for side, start, end in group))
        for group in spans
    )  # fmt: skip


def drawn(text, *groups) -> str:
    return marked(text, findings(*groups, target=text), side="target", colour=False).plain


@pytest.mark.parametrize(("groups", "shown"), [
    ([[("target", 1, 3)]], "a⟦bc⟧def"),
    ([[("target", 0, 6)]], "⟦abcdef⟧"),
    ([[("target", 0, 1), ("target", 5, 6)]], "⟦a⟧bcde⟦f⟧"),
    ([[("target", 1, 3)], [("target", 2, 4)]], "a⟦bcd⟧¹²ef"),
    ([[("target", 1, 3)], [("target", 3, 4)]], "a⟦bc⟧¹⟦d⟧²ef"),
    ([[("target", 3, 3)]], "abc⟦‸⟧def"),
    ([[("target", 6, 6)]], "abcdef⟦‸⟧"),
    ([[("target", 2, 3)], [("target", 2, 3)]], "ab⟦c⟧¹²def"),
    ([[("source", 2, 3)]], "abcdef"),
])  # fmt: skip
def test_marks(groups, shown) -> None:
    assert drawn("abcdef", *groups) == shown


SPAN = st.tuples(st.just("target"), st.integers(0, 900), st.integers(0, 60)).map(lambda s: (s[0], s[1], s[1] + s[2]))


@given(st.integers(0, 900), st.lists(st.lists(SPAN, max_size=3), max_size=4))
def test_what_is_marked_is_shown(length, groups) -> None:
    text = ("lorem ipsum dolor " * 60)[:length]
    groups = [[(side, min(s, length), min(e, length)) for side, s, e in group] for group in groups]
    shown = drawn(text, *groups)
    assert shown.count("⟦") == shown.count("⟧")
    assert all(
        text[s:e].replace(" ", "") in shown.translate(dict.fromkeys(map(ord, "⟦⟧‸¹²³⁴ ␣")))
        for g in groups
        for _, s, e in g
    )
    if length <= LONG:
        assert "…" not in shown


def test_a_long_text_is_shown_around_its_marks_and_its_partner_at_the_same_place() -> None:
    target = "Alpha beta. " * 60 + "WRONG " + "gamma delta. " * 60
    source = "Une deux. " * 60 + "JUSTE " + "trois quatr. " * 50
    found = findings([("target", target.index("WRONG"), target.index("WRONG") + 5)], target=target, source=source)
    assert "⟦WRONG⟧" in (shown := marked(target, found, side="target", colour=False).plain)
    assert len(shown) < LONG
    assert "JUSTE" in marked(source, found, side="source", colour=False).plain


@pytest.mark.parametrize(("text", "shown"), [
    ("a\x1b[0mb", "a⟨U+001B⟩[0mb"),
    ("one\ntwo\tthree", "one↵\ntwo⇥three"),
    ("\u202eabc\u2066", "⟨U+202E⟩abc⟨U+2066⟩"),
    ("می‌خواهم שלום\u200f 👩‍🚀", "می‌خواهم שלום\u200f 👩‍🚀"),
    ("\ud83d", "⟨U+D83D⟩"),
])  # fmt: skip
def test_visible(text, shown) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(("text", "shown"), [
    (" ", "␣"), ("\u00a0", "⍽"), ("\u200b", "⟨U+200B⟩"), ("the  the ", "the  the␣"), ("10\u202f000", "10\u202f000"),
    ("\u2009!", "⟨U+2009⟩!"), ("\u200f", "⟨U+200F⟩"), ("می‌خواهم", "می‌خواهم"),
])  # fmt: skip
def test_exposed(text, shown) -> None:
    assert exposed(text) == shown


def test_oneline() -> None:
    assert oneline("a\nb\tc\x07") == "a b c⟨U+0007⟩"


@pytest.mark.parametrize(("found", "said"), [
    (findings([("target", 0, 3)], fix=Fix(start=0, end=3, replacement="xyz")), "Replace “abc” by “xyz”."),
    (findings([("target", 0, 3)], fix=Fix(start=0, end=3, replacement="")), "Delete “abc”."),
    (findings([("target", 0, 3)], fix=Fix(start=6, end=6, replacement=".")), "Insert “.” at the end."),
    (findings([("target", 0, 3)], fix=Fix(start=0, end=0, replacement="¿")), "Insert “¿” at the beginning."),
    (findings([("target", 0, 3)], fix=Fix(start=3, end=3, replacement=" ")), "Insert a space between “abc” and “def”."),
    (findings([("target", 0, 3), ("source", 0, 2)]), "Replace “abc” by what “uv” says."),
    (findings([("source", 0, 2)]), "Translate “uv” too."),
    (findings([("target", 0, 3)]), "Compare “abc” with the source, and correct it."),
    (findings([("target", 0, 3)], code="CON101"), "Choose one way to write “abc”, and use it everywhere."),
        (findings([("target", 0, 1), ("target", 2, 3)]), "Compare with the source and correct the translation."),
        (findings([("source", 0, 2)], code="MKP101"), "Put “uv” into the translation, unchanged."),
        (findings([("target", 0, 3)], code="LNG101"), "Correct “abc”."),
    (findings([("target", 0, 3)], code="XYZ101"), "Look at it and correct it."),
])  # fmt: skip
def test_advice(found, said) -> None:
    assert advice(found[0]) == said


def test_confidence_in_words() -> None:
    assert [confidence(c) for c in (1.0, 0.8, 0.79, 0.5, 0.49, 0.01)] == [
        "sure", "sure", "likely", "likely", "possible", "possible",
    ]  # fmt: skip


@pytest.mark.parametrize(("skip", "said"), [
    (Skip(what="a.po", why="a.po: there is no such file."), "a.po: there is no such file."),
    (Skip(what="line 3", why="is no JSON.", origin=Origin(path="a.jsonl", line=3)), "a.jsonl:3: is no JSON."),
    (Skip(what="a.tsv:3", why="one cell.", origin=Origin(path="a.tsv", line=3)), "a.tsv:3: one cell."),
    (Skip(what="x\x1b", why="y\nz"), "x⟨U+001B⟩: y z"),
])  # fmt: skip
def test_a_skip_in_one_line(skip, said) -> None:
    assert sentence(skip) == said
