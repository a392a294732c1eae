"""The HTML report in a browser: what a reader does with it."""

import pytest
from browsing import READY, counted, shown
from html_run import ALONE, ARABIC, CHINESE, CLEAN, EVIL, HEBREW, ISRAEL, JAPANESE, LONG, REMARK, THAI, run
from sample_run import pair, result, summary

WORST_FIRST = [ISRAEL, EVIL, HEBREW, JAPANESE, CHINESE, ARABIC, ALONE, LONG, THAI, REMARK, CLEAN]


@pytest.fixture
def page(reader):
    return reader.open(run())


def count(page) -> str:
    return page.locator("#count").inner_text()


def test_the_overview_says_what_the_run_found(page) -> None:
    assert page.locator("h1").inner_text() == (
        "8 of 11 segments need work: 2 critical, 4 major, 4 minor. 2 things could not be checked."
    )
    severities = page.get_by_role("region", name="Findings by severity").get_by_role("button").all_inner_texts()
    assert [text.split() for text in severities] == [["critical", "2"], ["major", "4"], ["minor", "4"], ["info", "2"]]
    assert page.get_by_role("region", name="Findings by check").get_by_role("button").first.inner_text().split() == [
        "ACC101", "number-mismatch", "3"]  # fmt: skip
    run_told = page.locator("#run").inner_text()
    assert "more.jsonl:9: is no JSON" in run_told
    assert "tqcheck 0.1.0|profile:review" in run_told
    assert "1 finding set aside" in run_told
    assert page.locator("svg.plot title").first.text_content() == "11 segments by risk, from 0 to 1"
    assert page.locator("table.unseen tr").count() == 21


def test_the_worst_come_first_and_every_segment_is_there(page) -> None:
    assert shown(page) == WORST_FIRST
    assert page.locator("#grid").get_attribute("aria-rowcount") == "12"
    assert page.locator(f"#row-{EVIL}").get_attribute("aria-rowindex") == "3"


@pytest.mark.parametrize(("words", "found"), [
    ("israel", [ISRAEL]),
    ("ÉTAT ISLAMIQUE", [ISRAEL]),
    ("ファイル", [JAPANESE]),
    ("הנמל", [HEBREW]),
    ("half past eight", [HEBREW]),
    ("harbour.opening", [HEBREW]),
    ("doubled-word", [ISRAEL]),
    ("no such words", []),
])  # fmt: skip
def test_search(page, words, found) -> None:
    page.locator("#search").fill(words)
    counted(page, f"{len(found)} of 11")
    assert shown(page) == found
    assert page.locator("#none").is_visible() == (not found)


def test_search_marks_what_it_found(page) -> None:
    page.locator("#search").fill("harbour")
    counted(page, "2 of 11")
    assert page.locator("#rows mark.found").all_inner_texts() == ["harbour", "harbour"]


def test_filters_narrow_together(page) -> None:
    page.get_by_role("region", name="Findings by severity").get_by_role("button", name="major").click()
    assert shown(page) == [HEBREW, JAPANESE, CHINESE, ARABIC]
    page.locator(".facet summary", has_text="Check").click()
    page.get_by_role("group", name="Check").get_by_label("ACC101").check()
    assert shown(page) == [HEBREW, CHINESE, ARABIC]
    page.keyboard.press("Escape")
    page.locator(".facet summary", has_text="Language").click()
    page.get_by_role("group", name="Language").get_by_label("en → he").check()
    assert shown(page) == [HEBREW]
    assert count(page) == "1 of 11 segments"
    page.locator("#clear").click()
    assert shown(page) == WORST_FIRST


def test_severity_and_check_mean_the_same_finding(reader) -> None:
    page = reader.open(run(), at="#severity=critical&check=LNG102")
    assert shown(page) == []  # one finding is critical, another is LNG102


def test_filter_by_file_risk_and_findings(page) -> None:
    page.locator(".facet summary", has_text="File").click()
    page.get_by_role("group", name="File").get_by_label("news/article.tsv").check()
    page.keyboard.press("Escape")
    assert shown(page) == [ISRAEL, LONG, REMARK, CLEAN]
    page.get_by_label("With findings").check()
    assert shown(page) == [ISRAEL, LONG, REMARK]
    page.locator("#from").fill("0.2")
    page.locator("#to").fill("0.5")
    page.locator("#to").press("Tab")
    assert shown(page) == [LONG]


def test_a_column_of_the_histogram_chooses_its_risks(page) -> None:
    page.locator("svg.plot g.column").nth(10).locator(".touch").click(force=True)
    assert shown(page) == [CHINESE]
    assert page.locator("#from").input_value() == "0.5"
    page.locator("svg.plot g.column").nth(10).locator(".touch").click(force=True)
    assert shown(page) == WORST_FIRST


def test_sort(page) -> None:
    page.locator("#sort").select_option("order")
    assert shown(page) == list(range(11))
    page.locator("#reversed").click()
    assert shown(page) == list(range(10, -1, -1))
    page.locator("#sort").select_option("findings")
    assert shown(page)[:3] == [ISRAEL, CHINESE, ALONE]
    page.locator("[data-sort=risk]").get_by_role("button").click()
    assert shown(page)[:3] == [ISRAEL, EVIL, HEBREW]
    assert page.locator("[data-sort=risk]").get_attribute("aria-sort") == "descending"
    page.locator("[data-sort=risk]").get_by_role("button").click()
    assert shown(page)[:2] == [CLEAN, REMARK]
    page.locator("#sort").select_option("file")
    assert shown(page)[0] == EVIL  # “<” stands before letters


def test_open_a_segment(page) -> None:
    page.locator(f"#row-{ISRAEL}").click()
    detail = page.locator("#segment")
    assert detail.locator(".source mark").all_inner_texts() == ["État islamique"]
    assert detail.locator(".target mark").all_inner_texts() == ["the the", "Israel"]
    assert detail.locator(".finding .severity").all_inner_texts() == ["critical", "minor"]
    assert (
        detail.locator(".finding .message").first.inner_text()
        == "“Israel” stands where the source says “État islamique”."
    )
    assert detail.locator(".because li").all_inner_texts() == ["LNG102 50 %", "ACC103 50 %"]
    assert detail.locator(".scores th").all_inner_texts() == ["support", "similarity", "quality", "risk"]
    assert detail.locator("del").inner_text().endswith("the")
    detail.locator(".finding").first.focus()
    assert detail.locator("mark.lit").all_inner_texts() == ["État islamique", "Israel"]
    page.locator("#close").click()
    assert page.locator("#detail").is_hidden()


def test_back_translation(page) -> None:
    page.locator(f"#row-{HEBREW}").click()
    back = page.locator("#segment .back")
    assert back.locator(".text").inner_text() == "The harbour opens at half past eight."
    assert back.locator(".text").get_attribute("lang") == "en"
    assert "opus-mt-he-en 1.0, 80 % sure" in back.locator("h3").inner_text()


def test_findings_set_aside_stand_behind_a_switch(page) -> None:
    assert page.locator(f"#row-{THAI} .tag").count() == 0
    page.locator(f"#row-{THAI}").click()
    assert "1 finding set aside" in page.locator("#segment").inner_text()
    page.get_by_label("Set aside", exact=True).check()
    assert (
        page.locator("#segment .finding.by .advice").inner_text()
        == "Set aside: a suppression: as the customer wants it."
    )
    assert page.locator("#segment .target mark").all_inner_texts() == ["เรือ"]
    assert page.locator(f"#row-{THAI} .tag").inner_text().split()[-1] == "LOC101"
    page.get_by_label("With findings").check()
    assert THAI in shown(page)


def test_links_lead_back(page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("With findings").check()
    page.locator(f"#row-{JAPANESE}").click()
    page.locator("#link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"#id=21&row={JAPANESE + 1}")
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_selector(READY, state="attached")
    assert page.locator("#segment .file").inner_text() == "app/ja.po:21"
    assert page.locator(f"#row-{JAPANESE}").get_attribute("aria-selected") == "true"


@pytest.mark.parametrize("at", ["#40", "#id=40", "#id=40&row=3", "#id=40&row=999", "#id=40&severity=critical"])
def test_a_link_finds_its_segment_by_its_id(reader, at) -> None:
    page = reader.open(run(), at=at)
    page.locator("#segment .file", has_text="app/he.po:40").wait_for()


def test_a_link_to_nothing_says_so(reader) -> None:
    page = reader.open(run(), at="#id=nowhere")
    page.locator("#said", has_text="There is no segment “nowhere” in this report").wait_for()


def test_the_address_keeps_what_is_looked_for(page) -> None:
    page.locator("#search").fill("harbour")
    counted(page, "2 of 11")
    page.get_by_role("region", name="Findings by severity").get_by_role("button", name="info").click()
    page.locator("#sort").select_option("order")
    page.reload()
    page.wait_for_selector(READY, state="attached")
    counted(page, "1 of 11")
    assert page.locator("#search").input_value() == "harbour"
    assert page.locator("#sort").input_value() == "order"
    assert shown(page) == [CHINESE]


def test_the_keyboard_alone_is_enough(page) -> None:
    keys = page.keyboard
    keys.press("j")
    keys.press("j")
    keys.press("Enter")
    page.locator("#segment .file", has_text="script").wait_for()
    keys.press("j")
    page.locator("#segment .file", has_text="app/he.po").wait_for()
    keys.press("k")
    keys.press("k")
    page.locator("#segment .file", has_text="news/article.tsv:14").wait_for()
    assert page.locator("#grid").get_attribute("aria-activedescendant") == f"row-{ISRAEL}"
    keys.press("Escape")
    assert page.locator("#detail").is_hidden()
    keys.press("End")
    assert page.locator(f"#row-{CLEAN}").get_attribute("aria-selected") == "true"
    keys.press("Home")
    assert page.locator(f"#row-{ISRAEL}").get_attribute("aria-selected") == "true"
    keys.press("/")
    keys.type("harbour j")
    counted(page, "0 of 11")
    keys.press("Escape")
    counted(page, "11 segments")
    keys.press("Escape")
    keys.press("?")
    assert page.locator("#keys").get_by_text("copy the segment's link").is_visible()
    keys.press("Escape")
    assert page.locator("#keys").is_hidden()
    keys.press("t")
    assert page.locator("html").get_attribute("data-theme") == "light"


def test_what_has_the_focus_shows_it(page) -> None:
    page.keyboard.press("Tab")
    seen = set()
    for _ in range(70):
        name, outline = page.evaluate(
            "(() => { const a = document.activeElement;"
            " return [a.id || a.className || a.tagName, getComputedStyle(a).outlineStyle] })()"
        )
        if name == "BODY":
            break
        seen.add(name)
        assert outline != "none", name
        page.keyboard.press("Tab")
    assert {"jump", "print", "theme", "search", "grid"} <= seen


def test_without_its_program_the_page_says_the_verdict(reader) -> None:
    page = reader.open(run(), wait=False, java_script_enabled=False)
    assert "8 of 11 segments need work" in page.locator("noscript, .noscript").first.inner_text()
    reader.wrong.clear()


def test_no_segment_at_all(reader) -> None:
    from sample_run import summary

    page = reader.open(([], summary([], [])))
    assert page.locator("h1").inner_text() == "No segment was checked."
    assert count(page) == "0 segments"


def test_files_of_one_name_are_told_apart(reader) -> None:
    paths = "res/values-de/strings.xml", "res/values-pl/strings.xml", "po/fr.po", "strings.xml"
    found = [result(pair(7, "Ferry", "Fähre", ("en", "de"), path), 0.1) for path in paths]
    page = reader.open((found, summary(found, [])))
    names = page.locator("#rows .file").all_inner_texts()
    assert sorted(names) == ["fr.po:7", "strings.xml:7", "values-de/strings.xml:7", "values-pl/strings.xml:7"]
