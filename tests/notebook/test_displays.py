"""What a notebook draws: escaped, marked on both sides, in the direction of its language."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

import tqcheck as tq
from tqcheck.model import BackTranslation, Finding, Reason, Result, Score, Segment, Severity, Skip, Span, Verdict
from tqcheck.model.drawing import html
from tqcheck.notebook.listing import DRAWN, Listing

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</div></style><b>", "&lt;b&gt; &amp; \"'",
    "$x^2$ \\(y\\)",
    "\x00\x1b[31m\u202e\u2028\ud800", "{{7*7}} <!-- ", "\n\r\n\t", "javascript:alert(1)", "]]>", "\u200b",
]  # fmt: skip
TAGS = {"div", "style", "span", "b", "i", "p", "br", "mark", "sup", "code", "ol", "ul", "li", "details", "summary",
        "table", "tr", "td", "bdi"}  # fmt: skip
VOID = {"br"}


class Reading(HTMLParser):
    """Reads HTML strictly: every element is one of ours and is closed, in order; no handler, no address."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.marks: list[str] = []
        self.sides: list[dict[str, str]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes) -> None:
        assert tag in TAGS
        assert {name for name, _ in attributes} <= {"class", "title", "dir", "lang", "style", "aria-label", "open"}
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append("")
        if ("class", "tq-text") in attributes:
            self.sides.append(dict(attributes))

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if "style" not in self.open:
            self.text += data
        if "mark" in self.open and "sup" not in self.open:
            self.marks[-1] += data

    def handle_comment(self, data) -> None:
        raise AssertionError(data)


def result(*, source: str | None, target: str, spans: tuple[Span, ...] = (), said: str = "…", **given) -> Result:
    segment = Segment(id=said, source=source, target=target, note=said, variant=said, reference=said, **given)
    finding = Finding(code="ACC101", name="number-mismatch", segment=segment, severity=Severity.MAJOR, message=said,
                      spans=spans, confidence=0.9, evidence=said)  # fmt: skip
    verdict = Verdict(risk=0.7, because=(Reason(what="ACC101", weight=0.8), Reason(what=said, weight=0.2)))
    return Result(segment=segment, findings=(finding,), verdict=verdict, scores=(Score(scorer=said, value=0.1, raw=0),),
                  back=BackTranslation(text=said, by=said))  # fmt: skip


def test_spans_are_marked_on_both_sides(report) -> None:
    (wrong,) = report.found_by("ACC101")
    read = Reading(wrong._repr_html_())
    assert read.marks == ["30", "13"]
    assert [side["lang"] for side in read.sides] == ["de", "en"]
    assert "The source says “30”, the translation “13”." in read.text
    assert "ACC101" in read.text


def test_marks_carry_the_numbers_of_several_findings() -> None:
    (made,) = tq.check(
        [("Er wartet 30 Sekunden.", "He waits waits 13 seconds.")], source_lang="de", target_lang="en"
    ).results
    drawn = made._repr_html_()
    assert '13<sup dir="ltr">1</sup></mark>' in drawn
    assert 'waits waits<sup dir="ltr">2</sup></mark>' in drawn
    assert Reading(drawn).marks == ["30", "waits waits", "13"]


def test_a_span_between_two_characters_is_drawn() -> None:
    spans = (Span(side="source", start=0, end=0), Span(side="target", start=5, end=5))
    assert Reading(html(result(source="Hallo", target="Hello", spans=spans))).marks == ["‸", "‸"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_text(text) -> None:
    spans = (Span(side="source", start=0, end=len(text)), Span(side="target", start=1, end=len(text)))
    made = result(source=text, target=text + text, spans=spans, said=text, source_lang='"><b>', target_lang="ar")
    for value in (made, made.segment, made.findings[0], Listing((made, made))):
        read = Reading(value._repr_html_())
        assert "\x1b" not in read.text
        assert "\u202e" not in read.text
        read.text.encode()
    base = tq.check([("a", "b")])
    summary = replace(base.summary, skipped=(Skip(what=text, why=text),), skips=1, incomplete=True, signature=text,
                      by_check={text: 1}, by_severity={Severity.MAJOR: 1})  # fmt: skip
    report = replace(base, results=(made,), summary=summary)
    Reading(report._repr_html_())
    assert "\x1b" not in repr(report) + repr(report.worst(1))


def test_the_letters_of_a_hostile_text_are_all_there() -> None:
    read = Reading(Segment(id="1", source="<b>&amp;</b>", target='"<script>"')._repr_html_())
    assert "<b>&amp;</b>" in read.text
    assert '"<script>"' in read.text


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("he", "rtl"), ("fa-AF", "rtl"), ("az-Arab", "rtl"), ("ja", "ltr"), (None, "auto"), ("??", "auto")],
)
def test_directions(tag, direction) -> None:
    read = Reading(Segment(id="1", source="Text", target="نص", source_lang="en", target_lang=tag)._repr_html_())
    assert [side["dir"] for side in read.sides] == ["ltr", direction]


def test_long_texts_are_shown_in_excerpts() -> None:
    text = "word " * 20_000
    made = result(source=None, target=text, spans=(Span(side="target", start=50_000, end=50_004),))
    drawn = made._repr_html_()
    assert len(drawn) < 9_000
    assert Reading(drawn).marks == ["word"]


def test_a_report_at_a_glance(report) -> None:
    drawn = report._repr_html_()
    read = Reading(drawn)
    assert "3 of 4 segments need work: 2 major, 1 minor." in read.text
    assert "number-mismatch" in read.text
    assert "report.worst(20)" in read.text
    assert report.summary.signature in read.text
    assert "mathjax_ignore" in drawn
    assert len(drawn) < 12_000
    assert repr(report) == "<Report: ✗ 3 of 4 segments need work: 2 major, 1 minor.>"


def test_what_was_not_checked_is_told() -> None:
    report = tq.check([{"source": "a", "target": 3}, {"source": "b", "target": "b"}])
    assert "1 thing could not be checked" in Reading(report._repr_html_()).text
    assert "row 1: “target” is a number, not text." in Reading(report._repr_html_()).text
    assert "1 thing could not be checked" in repr(report)
    assert "No segment was checked." in Reading(tq.check([])._repr_html_()).text


def test_the_worst_are_a_tuple_that_is_drawn(report) -> None:
    worst = report.worst(3)
    assert isinstance(worst, tuple)
    assert worst == tuple(sorted(report.results, key=lambda r: -r.verdict.risk)[:3])
    assert [r.segment.id for r in worst] == ["4", "2", "1"]
    assert isinstance(worst[:2], Listing)
    assert isinstance(worst[0], Result)
    assert (
        repr(worst).splitlines()[1] == f"{worst[1].verdict.risk:.2f}  2  ACC101 number-mismatch  “He waits 13 seconds.”"
    )
    assert Reading(worst._repr_html_()).text.count("risk 0") == 3
    assert report.found_by("ACC") == report.found_by("acc")
    assert [r.segment.id for r in report.found_by("doubled-word")] == ["1"]
    assert repr(Listing()) == "no results"
    assert "no results" in Reading(Listing()._repr_html_()).text


def test_a_long_listing_says_how_much_it_leaves_out(report) -> None:
    listing = Listing(report.results * DRAWN)
    assert f"… and {3 * DRAWN:,} more" in Reading(listing._repr_html_()).text
    assert repr(listing).endswith(f"… and {3 * DRAWN:,} more")


def test_values_that_nobody_draws() -> None:
    assert html("text") is None
    assert html(None) is None


def test_explain() -> None:
    page = tq.explain("acc101")
    assert page.startswith("# ACC101 number-mismatch")
    assert repr(page) == page._repr_markdown_() == page
    assert tq.explain("number-mismatch") == page
    with pytest.raises(tq.errors.UsageError, match="Did you mean ACC101"):
        tq.explain("number-mismatches")
