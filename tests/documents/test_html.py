"""HTML: the main content with its headings and lists; boilerplate is named."""

import sys

import pytest

from tqcheck.documents import read
from tqcheck.errors import UnreadableError

JAPANESE = """\
<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><title>港町</title><script>var x = 1;</script></head>
<body>
<header><a href="/">ホーム</a> <nav><ul><li><a href="/n">ニュース</a></li></ul></nav></header>
<main><article>
<h1>港町に新しい図書館が開館</h1>
<p>港町の中心部に、待望の図書館が<b>先週の土曜日</b>に開館した。初日には二千人を超える市民が訪れた。</p>
<p>館長の<ruby>田中<rt>たなか</rt></ruby>さんは「楽しめる場所にしたい。」と話した。</p>
<h2>開館時間</h2>
<ul><li>平日は午前九時から</li><li>土日は午前十時から<ul><li>祝日は休館</li></ul></li></ul>
<table><tr><th>階</th><td>児童書の閲覧室があります。</td></tr></table>
<pre>curl -O</pre>
</article></main>
<aside><h3>関連記事</h3><p>去年の記事はこちらからお読みいただけます。</p></aside>
<footer><p>© 港町新聞社 無断転載禁止</p></footer>
</body></html>
"""
SENTENCE = "افتتحت المدينة مكتبة جديدة يوم السبت، وزارها في اليوم الأول أكثر من ألفي شخص من كل الأعمار."
ARABIC = f"""\
<html dir="rtl"><body>
<div class="menu"><a href="/1">الرئيسية</a> <a href="/2">الأخبار</a></div>
<div class="story"><h1>مكتبة المدينة</h1>
<p>{SENTENCE}</p><p>قال المدير: «نحن سعداء.» {SENTENCE}</p><p>انتهى.</p><p>{SENTENCE} وسيعود الزوار.</p></div>
<div id="footer"><a href="/3">اتصل بنا</a></div>
</body></html>
"""


def test_the_content_of_a_page(blocks):
    assert blocks("a.html", JAPANESE) == [
        ("heading", 1, 6, "港町に新しい図書館が開館"),
        (
            "paragraph",
            0,
            7,
            "港町の中心部に、待望の図書館が先週の土曜日に開館した。初日には二千人を超える市民が訪れた。",
        ),
        ("paragraph", 0, 8, "館長の田中さんは「楽しめる場所にしたい。」と話した。"),
        ("heading", 2, 9, "開館時間"),
        ("item", 1, 10, "平日は午前九時から"),
        ("item", 1, 10, "土日は午前十時から"),
        ("item", 2, 10, "祝日は休館"),
        ("cell", 0, 11, "階"),
        ("cell", 0, 11, "児童書の閲覧室があります。"),
    ]


def test_boilerplate_is_named(file):
    boilerplate, code = read(file("a.html", JAPANESE)).skipped
    assert boilerplate.why == (
        "boilerplate left out: 5 blocks, 46 characters (aside 2, header 1, navigation 1, footer 1): "
        "“ホーム”, “ニュース”, “関連記事” …"
    )
    assert code.why == "1 block of code left out (at line 12)"
    assert not boilerplate.incomplete


def test_a_page_without_landmarks(file):
    document = read(file("a.html", ARABIC))
    assert [block.kind for block in document.blocks] == ["heading", *["paragraph"] * 4]
    assert document.blocks[3].text == "انتهى."
    assert "الرئيسية" in document.skipped[0].why


def test_a_short_page_is_kept_whole(blocks):
    page = "<html><body><p>هذه صفحة قصيرة.</p><p>فيها جملتان. انتهى.</p></body></html>"
    assert [block[3] for block in blocks("a.html", page)] == ["هذه صفحة قصيرة.", "فيها جملتان. انتهى."]


def test_the_declared_encoding(blocks):
    page = '<html><head><meta charset="shift_jis"></head><body><p>庭に水をまきます。</p></body></html>'
    assert blocks("a.html", page.encode("shift_jis"))[0][3] == "庭に水をまきます。"


def test_hidden_text_and_scripts_are_not_text(blocks):
    page = (
        "<html><body><p>Shown <span hidden>not</span>here.<script>no()</script></p>"
        '<p style="display: none">Gone.</p></body></html>'
    )
    assert [block[3] for block in blocks("a.html", page)] == ["Shown here."]


def test_a_missing_extra_names_itself(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UnreadableError, match="trafilatura") as error:
        read(file("a.html", JAPANESE))
    assert "pip install 'tqcheck[documents]'" in error.value.mend


def test_an_extra_that_does_not_start_says_why(file, monkeypatch):
    class Broken:
        def find_spec(self, name, *_):
            if name == "trafilatura":
                raise ImportError("lxml.html.clean module is now a separate project.\nInstall it.", name="lxml")

    monkeypatch.delitem(sys.modules, "trafilatura", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(UnreadableError, match=r"trafilatura, which does not start: lxml\.html\.clean module is"):
        read(file("a.html", JAPANESE))
