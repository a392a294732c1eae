"""Texts of any script in a browser: directions, code points, overlapping marks; and texts that mean harm."""

from dataclasses import replace

import pytest
from browsing import counted, shown
from html_run import ALONE, ARABIC, CHINESE, EVIL, HEBREW, HOSTILE, ISRAEL, JAPANESE, REMARK, at, run
from sample_run import pair, result, summary

from tqcheck.model import Finding, Severity


@pytest.fixture
def page(reader):
    return reader.open(run())


def opened(page, row):
    page.locator(f"#row-{row}").click()
    return page.locator("#segment")


def text_of(locator) -> str:
    """The text without the numbers of findings."""
    return locator.evaluate(
        "e => { const c = e.cloneNode(true); c.querySelectorAll('sup').forEach(s => s.remove()); return c.textContent }"
    )


def test_right_to_left(page) -> None:
    for row, side, tag in ((HEBREW, "target", "he"), (ARABIC, "source", "ar")):
        other = "source" if side == "target" else "target"
        text = opened(page, row).locator(f".{side} .text")
        assert (text.get_attribute("dir"), text.get_attribute("lang")) == ("rtl", tag)
        assert text.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert page.locator(f"#segment .{other} .text").get_attribute("dir") == "ltr"
        assert page.locator(f"#row-{row} .{side} .brief").get_attribute("dir") == "rtl"
    mark = opened(page, HEBREW).locator(".target mark")
    box, text = mark.bounding_box(), page.locator("#segment .target .text").bounding_box()
    assert box["x"] > text["x"] + 20, "the number stands in the middle of a line that begins on the right"


def made(target, tag):
    item = result(pair(1, "x", target, ("en", tag)), 0.5)
    return [item], summary([item], [])


@pytest.mark.parametrize(("target", "tag", "direction"), [
    ("iPhone الجديد متاح الآن في المتاجر", "ar", "rtl"),
    ("%s GB", "ar", "ltr"),
    ("12 + 3", "he", "rtl"),
    ("Der Name ist שלום.", "de", "ltr"),
    ("شروط الاستخدام", "en", "rtl"),
    ("سڀني لاءِ", "sd", "rtl"),
    ("नमस्ते", "sd-Deva", "ltr"),
])  # fmt: skip
def test_direction_is_that_of_the_language_unless_the_text_says_otherwise(reader, target, tag, direction) -> None:
    page = reader.open(made(target, tag))
    assert opened(page, 0).locator(".target .text").get_attribute("dir") == direction


def test_han_is_drawn_with_the_fonts_of_its_language(page) -> None:
    japanese = opened(page, JAPANESE).locator(".target .text")
    assert "Hiragino" in japanese.evaluate("e => getComputedStyle(e).fontFamily")
    chinese = opened(page, CHINESE).locator(".target .text")
    assert chinese.get_attribute("lang") == "zh-Hant"
    assert "PingFang TC" in chinese.evaluate("e => getComputedStyle(e).fontFamily")


def test_spans_are_code_points(page) -> None:
    detail = opened(page, CHINESE)
    assert detail.locator(".source mark").all_inner_texts() == ["𝟙𝟚"]
    assert text_of(detail.locator(".source .text")) == "Send 𝟙𝟚 😀 to the harbour master 😀 today."


def test_overlapping_spans(page) -> None:
    marks = opened(page, CHINESE).locator(".target mark")
    assert marks.all_inner_texts() == ["𝟙", "𝟛", "个😀发"]
    assert [m.get_attribute("data-findings") for m in marks.all()] == ["1", "1 2", "2"]
    assert page.locator("#segment .target sup").all_inner_texts() == ["1", "2"]


@pytest.mark.parametrize(("spans", "marks"), [
    ([(0, 0)], ["‸"]),
    ([(6, 6)], ["‸"]),
    ([(0, 6)], ["a😀cdef"]),
    ([(1, 2), (1, 2)], ["😀"]),
    ([(0, 3), (2, 5)], ["a😀", "c", "de"]),
    ([(4, 99)], ["ef"]),
    ([(2, 4), (3, 3)], ["c", "‸", "d"]),
])  # fmt: skip
def test_any_spans(reader, spans, marks) -> None:
    segment = pair(1, "x", "a😀cdef")
    found = [
        Finding(
            code="X1", name="x", segment=segment, severity=Severity.MAJOR, message="m", confidence=1, spans=(at(*s),)
        )
        for s in spans
    ]
    item = result(segment, 0.5, *found)
    page = reader.open(([item], summary([item], [])))
    text = opened(page, 0).locator(".target .text")
    assert text.locator("mark").all_inner_texts() == marks
    assert text_of(text).replace("‸", "") == "a😀cdef"


def test_what_nobody_would_see_is_shown(page) -> None:
    text = opened(page, ALONE).locator(".target .text")
    assert text_of(text) == "He said:\u00a0“Enough␣”⟨U+202E⟩ and left⟨U+001B⟩[31m."
    assert text.get_by_title("U+202E right-to-left override").count() == 1
    assert opened(page, REMARK).locator(".target mark").inner_text() == "␣␣"
    page.locator(f"#row-{ALONE}").click()
    page.keyboard.press("i")
    assert "said:⍽“" in text_of(text)


def test_line_ends_and_tabs(reader) -> None:
    page = reader.open(made("one\r\ntwo\n\tthree", "en"))
    assert text_of(opened(page, 0).locator(".target .text")) == "one↵\ntwo↵\n⇥\tthree"


def test_hostile_texts_are_texts(page) -> None:
    detail = opened(page, EVIL)
    said = HOSTILE.replace("\u202e", "⟨U+202E⟩").replace("\u2066", "⟨U+2066⟩").replace("\x00", "⟨U+0000⟩")
    assert text_of(detail.locator(".source .text")) == said
    assert text_of(detail.locator(".message")) == said
    assert detail.locator(".target mark").inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("img, b img, main script").count() == 0
    assert page.locator("#charts").get_by_text("</script><script>alert(2)</script>.po").count() == 1
    assert "\u202e" not in page.locator("body").inner_text()
    page.locator("#search").fill("<b>bold")
    counted(page, "1 of 11")
    assert shown(page) == [EVIL]


def test_a_mark_far_inside_a_long_text_is_seen_in_its_row(reader) -> None:
    segment = pair(1, "x", "Nothing is wrong here at all. " * 30 + "Here is a mitsake." + " And so on." * 40)
    start = segment.target.index("mitsake")
    claim = Finding(code="X1", name="x", segment=segment, severity=Severity.MINOR, message="m", confidence=1,
                    spans=(at(start, start + 7),))  # fmt: skip
    item = result(segment, 0.5, claim)
    page = reader.open(([item], summary([item], [])))
    mark = page.locator("#row-0 .target mark")
    row, box = page.locator("#row-0").bounding_box(), mark.bounding_box()
    assert box["y"] + box["height"] <= row["y"] + row["height"]
    assert page.locator("#row-0 .target").inner_text().startswith("…")


def test_no_text_is_no_empty_text(reader) -> None:
    page = reader.open(made("", "de"))
    assert opened(page, 0).locator(".target .text").inner_text() == "Empty."
    item = replace(result(pair(1, None, "Allein."), 0))
    page = reader.open(([item], summary([item], [])))
    assert opened(page, 0).locator(".source .text").inner_text() == "There is no source."


def test_the_first_segment_is_not_covered(page) -> None:
    box = page.locator(f"#row-{ISRAEL}").bounding_box()
    heads = page.locator(".heads").bounding_box()
    assert box["y"] >= heads["y"] + heads["height"] - 1
