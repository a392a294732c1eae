"""The rows that are shown, as CSV; and on paper."""

import csv
import io

from browsing import shown
from html_run import EVIL, HEBREW, HOSTILE, ISRAEL, JAPANESE, run


def exported(page) -> str:
    with page.expect_download() as coming:
        page.locator("#export").click()
    assert coming.value.suggested_filename == "tqcheck.csv"
    return coming.value.path().read_bytes().decode("utf-8")


def read(text) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_rows_that_are_shown_in_their_order(reader) -> None:
    page = reader.open(run(), at="#severity=major&severity=critical&from=0.6")
    text = exported(page)
    assert text.startswith("\ufeffrow,file,line,id,key,source_lang,target_lang,source,target,risk,severity,")
    rows = read(text)
    assert [int(row["row"]) - 1 for row in rows] == shown(page) == [ISRAEL, EVIL, HEBREW, JAPANESE]
    first, hebrew = rows[0], rows[2]
    assert first["source"].startswith("Mardi, la coalition")
    assert (first["severity"], first["findings"], first["checks"]) == ("critical", "2", "ACC103 LNG102")
    assert (first["risk"], first["score_support"]) == ("0.97", "0.61")
    assert hebrew["target"] == "הנמל נפתח בשעה 8:30 iPhone."
    assert hebrew["back_translation"] == "The harbour opens at half past eight."
    assert text.endswith("\r\n")


def test_formulas_are_neutralised(reader) -> None:
    page = reader.open(run(), at="#severity=critical&check=%3Cb%3E")
    (row,) = read(exported(page))
    assert row["id"] == '\'=HYPERLINK("x")'
    assert row["target"] == f"'=1+1 {HOSTILE}"
    assert row["source"] == HOSTILE


def test_paper_shows_the_segments_whole(reader) -> None:
    page = reader.open(run(), at="#only=1", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#paper .told").inner_text() == "9 segments chosen; all are printed. Worst first."
    assert page.locator("#paper article").count() == 9
    assert page.locator("#paper article").first.is_visible()
    assert page.locator("#bar").is_hidden()
    assert page.locator("body").evaluate("e => getComputedStyle(e).color") == "rgb(29, 30, 32)"
    assert len(page.pdf(format="A4")) > 10_000
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper article").count() == 0
