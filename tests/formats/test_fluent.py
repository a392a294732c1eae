"""Fluent."""

import pytest

from tqcheck.formats import detect
from tqcheck.formats.entry import Entry
from tqcheck.model import Segment, Skip, Suppression

FILE = r"""### All about boats
## The quay

# Greeting
# $user (String): who lands
# tqcheck: ignore[LNG203] no stop
hello = Witaj, { $user }!
    Druga linia { "{" }{"\u00A0"}{ 5 }
    .title = O { -ship(case:
        "locative") }
-ship = { $case ->
   *[nominative] Łódź
    [locative] Łodzi
 }
    .gender = feminine

boats = Na morzu { NUMBER($far, minimumFractionDigits: 1) } mil stąd { $count ->
    [0] nie ma łodzi
    [one] jest łódź
   *[other] jest { $count ->
        [few] kilka
       *[many] wiele
    } łodzi
  }.
broken = { $
fine = 海風
# tqcheck: ignore[ACC] stands apart

block =
    صباح الخير
    يا بحر
    .label = नाव
fine = twice
loose text
"""


def good(items) -> list[Entry]:
    return [i for i in items if isinstance(i, Entry)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_texts_variants_and_lines(entries, end) -> None:
    far = "Na morzu { NUMBER($far, minimumFractionDigits: 1) } mil stąd "
    assert [(e.key, e.variant, e.text, e.line) for e in good(entries("a.ftl", FILE.replace("\n", end)))] == [
        ("hello", None, "Witaj, { $user }!\nDruga linia {\u00a05", 7),
        ("hello.title", None, 'O { -ship(case: "locative") }', 9),
        ("-ship", "nominative", "Łódź", 12),
        ("-ship", "locative", "Łodzi", 13),
        ("boats", "=0", f"{far}nie ma łodzi.", 18),
        ("boats", "one", f"{far}jest łódź.", 19),
        ("boats", "other/few", f"{far}jest kilka łodzi.", 21),
        ("boats", "other/many", f"{far}jest wiele łodzi.", 22),
        ("fine", None, "海風", 26),
        ("block", None, "صباح الخير\nيا بحر", 30),
        ("block.label", None, "नाव", 32),
    ]


def test_notes_suppressions_and_syntax(entries) -> None:
    hello, title, *_, fine, block, label = good(entries("a.ftl", FILE))
    assert hello.note == title.note == "Greeting\n$user (String): who lands"
    assert hello.suppressions == (Suppression(check="LNG203", reason="no stop", line=6),)
    assert (hello.syntax, fine.syntax) == ({"fluent-format"}, frozenset())
    assert (block.note, block.suppressions) == (None, (Suppression(check="ACC", reason="stands apart", line=27),))
    assert label.suppressions == block.suppressions
    assert fine.suppressions == ()


def test_what_fluent_cannot_read_is_skipped(entries) -> None:
    skips = [i for i in entries("a.ftl", FILE) if isinstance(i, Skip)]
    assert [(s.what, s.origin.line, s.why, s.incomplete) for s in skips] == [
        ("string broken", 25, 'a syntax error (E0004): expected a character from range: "a-zA-Z".', True),
        ("string fine", 33, "its key stands in the file twice, and the program shows the one in line 26.", False),
        ("string loose", 34, 'a syntax error (E0003): expected token: "=".', True),
    ]


def test_selectors_without_end(entries) -> None:
    many = " ".join("{ $n ->\n    [one] a\n   *[other] b\n }" for _ in range(7))
    (skip,) = entries("a.ftl", f"deep = {many}\n")
    assert (skip.what, skip.why, skip.origin.line) == (
        "string deep", "its selectors make more than 64 forms of it.", 1,
    )  # fmt: skip


def test_language_and_detection(items, file) -> None:
    segment = next(i for i in items("locales/pl/menu.ftl", FILE) if isinstance(i, Segment))
    assert (segment.target_lang, segment.id, segment.source) == ("pl", "hello", None)
    assert detect(file("a", FILE)).name == "fluent"
    assert detect(file("b", "title = a\nname = b\n")).name == "properties"
