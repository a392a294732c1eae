"""A page, a word processor's file or subtitles, checked without a source."""

import docx
import pytest

import tqcheck
from tqcheck.errors import UnreadableError

PAGE = """<!DOCTYPE html>
<html lang="en"><body><nav><a href="/">Home</a></nav>
<article><h1>The ferry is late</h1>
<p>The first ferry of the day left an hour late. The the captain spoke of fog over the strait.</p>
<p>Nobody on the pier believed that he would sail before noon, and many went home.</p></article>
</body></html>
"""
SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:02,500\nيا رجل، يا رجل!\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>هيا هيا بنا.</i>\n"
)


def read(path, **languages) -> list[tuple[str, int | None]]:
    items = list(tqcheck.read(path, **languages))
    return [(item.target, item.origin.line) for item in items if isinstance(item, tqcheck.Segment)]


def test_html_is_sentences_without_markup(tmp_path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE, encoding="utf-8")
    assert read(page) == [
        ("The ferry is late", 3),
        ("The first ferry of the day left an hour late.", 4),
        ("The the captain spoke of fog over the strait.", 4),
        ("Nobody on the pier believed that he would sail before noon, and many went home.", 5),
    ]
    report = tqcheck.check(page, target_lang="en", models=[])
    assert [finding.code for finding in report.findings] == ["LNG102"]
    assert {segment.target_lang for segment in tqcheck.check(page, models=[]).segments} == {"en"}


def test_docx_is_paragraphs(tmp_path) -> None:
    written = docx.Document()
    written.add_paragraph("船は正午に出港した。霧は晴れた。")
    written.save(str(tmp_path / "a.docx"))
    assert [text for text, _ in read(tmp_path / "a.docx", target_lang="ja")] == ["船は正午に出港した。", "霧は晴れた。"]


def test_subtitles_have_no_times(tmp_path) -> None:
    (tmp_path / "a.srt").write_text(SUBTITLES, encoding="utf-8")
    assert [text for text, _ in read(tmp_path / "a.srt", target_lang="ar")] == ["يا رجل، يا رجل!", "هيا هيا بنا."]


def test_a_file_that_no_reader_takes_says_what_to_do(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n\xff\xfe")
    with pytest.raises(UnreadableError, match="PDF") as error:
        read(tmp_path / "a.pdf")
    assert "DOCX" in error.value.mend


def test_a_format_that_is_named_counts(tmp_path) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE, encoding="utf-8")
    lines = [s.target for s in tqcheck.read(page, format="text") if isinstance(s, tqcheck.Segment)]
    assert "<!DOCTYPE html>" in lines
