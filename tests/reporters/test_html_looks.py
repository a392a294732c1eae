"""What people see: contrast, signs beside colours, narrow windows, names for those who hear the page."""

import pytest
from browsing import counted
from html_run import HEBREW, ISRAEL, run

# Every element with text of its own, its colour, and the colour behind it.
CONTRASTS = """() => {
  const parts = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parts(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  let seen = 0;
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.checkVisibility({ opacityProperty: true }) || e.closest(".unseen, script, :disabled")) continue;
    const style = getComputedStyle(e);
    const ink = parts(e.closest("svg.plot") ? style.fill : style.color);
    const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    seen += 1;
    if (ratio < 4.5) poor.push(`${e.tagName} ${e.className} ${e.textContent.slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return { seen, poor };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(reader, scheme) -> None:
    page = reader.open(run(), color_scheme=scheme, at=f"#id=14&row={ISRAEL + 1}&aside=1&q=coalition")
    page.locator("#segment .finding").first.wait_for()
    page.locator("#segment .finding").first.focus()
    measured = page.evaluate(CONTRASTS)
    assert measured["poor"] == []
    assert measured["seen"] > 60
    page.keyboard.press("Escape")
    page.locator("#search").fill("")
    counted(page, "11 segments")
    page.locator(".facet summary").first.click()
    measured = page.evaluate(CONTRASTS)
    assert measured["poor"] == []
    assert measured["seen"] > 100


def test_light_and_dark_follow_the_system_until_one_chooses(reader) -> None:
    page = reader.open(run(), color_scheme="dark")
    root = page.locator("html")
    assert root.get_attribute("data-theme") == "dark"
    page.emulate_media(color_scheme="light")
    page.locator("html[data-theme=light]").wait_for()
    page.locator("#theme").click()
    page.locator("#theme").click()
    assert (root.get_attribute("data-theme"), page.locator("#theme").inner_text()) == ("dark", "Dark")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert root.get_attribute("data-theme") == "dark"


def test_severities_are_told_without_colours(reader) -> None:
    page = reader.open(run())
    assert page.locator(f"#row-{ISRAEL} .tag").first.text_content() == "critical ACC103"
    shapes = page.locator("#charts svg.sign path").evaluate_all(
        "paths => [...new Set(paths.map(p => p.getAttribute('d')))]"
    )
    assert len(shapes) == 4
    page.locator(f"#row-{ISRAEL}").click()
    lines = page.locator("#segment mark").evaluate_all(
        "marks => [...new Set(marks.map(m => getComputedStyle(m).textDecorationStyle))]"
    )
    assert sorted(lines) == ["dashed", "double"]


def test_everything_has_a_name(reader) -> None:
    page = reader.open(run())
    page.locator(f"#row-{HEBREW}").click()
    for role in ("button", "checkbox", "searchbox", "combobox", "spinbutton", "grid", "region", "row", "columnheader"):
        for each in page.get_by_role(role).all():
            named = each.evaluate(
                "e => (e.ariaLabel || e.innerText || e.title || e.labels?.[0]?.textContent || '').trim()"
            )
            assert named, each.evaluate("e => e.outerHTML.slice(0, 120)")
    tree = page.locator("#grid").aria_snapshot()
    assert "columnheader" in tree
    assert "gridcell" in tree


@pytest.mark.parametrize("width", [320, 420, 760, 1024, 1440, 2200])
def test_nothing_is_wider_than_the_window(reader, width) -> None:
    page = reader.open(run(), viewport={"width": width, "height": 800})
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#segment .finding").first.wait_for()
    assert not page.evaluate(wide)
    assert page.locator("#close").is_visible()
    box = page.locator("#close").bounding_box()
    assert box["x"] + box["width"] <= width
    page.locator("#close").click()
    assert page.locator("#detail").is_hidden()
