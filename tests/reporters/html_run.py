"""The sample run with what only the HTML report shows: other scripts, texts beyond the basic plane, findings aside."""

from dataclasses import replace

from sample_run import SKIPS, finding, pair, result, results, summary

from tqcheck.model import Aside, BackTranslation, Origin, Segment, Severity, Span

HOSTILE = "</script><img src=x onerror=alert(1)><b>bold</b> \u202eevil\u2066 \x00 =cmd|' /C calc'!A0"
ISRAEL, CLEAN, ARABIC, JAPANESE, ALONE, LONG, REMARK, HEBREW, CHINESE, THAI, EVIL = range(11)
"""The places of the segments in the input."""


def items() -> list:
    hebrew = pair(40, "The harbour opens at 7:30.", "הנמל נפתח בשעה 8:30 iPhone.", ("en", "he"), "app/he.po",
                  key="harbour.opening")  # fmt: skip
    chinese = pair(
        41, "Send 𝟙𝟚 😀 to the harbour master 😀 today.", "把𝟙𝟛个😀发给港务长😀。", ("en", "zh-Hant"), "app/zh.po"
    )
    thai = pair(42, "Please restart the ferry.", "โปรดเริ่มต้นเรือข้ามฟากใหม่", ("en", "th"), "app/th.po")
    place = Origin(path="</script><script>alert(2)</script>.po", line=1, key=HOSTILE)
    evil = Segment(id='=HYPERLINK("x")', source=HOSTILE, target=f"=1+1 {HOSTILE}", source_lang="en", target_lang="fr",
                   note=HOSTILE, origin=place)  # fmt: skip
    back = BackTranslation(text="The harbour opens at half past eight.", by="opus-mt-he-en 1.0", confidence=0.8)
    agreed = finding(thai, "LOC101", "double-space", Severity.MINOR, "Blanks.", ("target", "เรือ"))
    return [
        *results(),
        replace(
            result(hebrew, 0.81, finding(hebrew, "ACC101", "number-mismatch", Severity.MAJOR, "7:30 became 8:30.",
                                         ("source", "7:30"), ("target", "8:30"))), back=back),
        result(chinese, 0.5,
               finding(chinese, "ACC101", "number-mismatch", Severity.MAJOR, "“𝟙𝟚” became “𝟙𝟛”.",
                       ("source", "𝟙𝟚"), ("target", "𝟙𝟛")),
               finding(chinese, "LNG105", "sample", Severity.INFO, "It overlaps.", ("target", "𝟛个😀发"))),
        replace(result(thai, 0.1), aside=(Aside(finding=agreed, by="suppression", reason="as the customer wants it"),)),
        result(evil, 0.9, finding(evil, "<b>", "</script>", Severity.CRITICAL, HOSTILE,
                                  ("target", "<img src=x onerror=alert(1)>"), evidence=HOSTILE)),
    ]  # fmt: skip


def run(**changes):
    """Results, summary and skips, as `written` takes them."""
    found = items()
    return (
        found,
        replace(summary(found, SKIPS), **({"fixed": ("ACC101 x: 12 became 13",), "aside": 1} | changes)),
        SKIPS,
    )


WORDS = {
    "en": "harbour ferry morning council bridge ticket island wind captain weather minister school river price",
    "ar": "ميناء عبارة صباح مجلس جسر تذكرة جزيرة ريح قبطان طقس وزير مدرسة نهر سعر",
    "ja": "港湾 連絡船 午前 評議会 橋梁 切符 離島 風速 船長 天気 大臣 学校 河川 価格",
}


def many(count):
    """Yield segments of news length in three languages; each fortieth has a finding, each has scores."""
    words = {tag: line.split() for tag, line in WORDS.items()}
    for number in range(count):
        tag = ("en", "ar", "ja")[number % 3]
        text = ("" if tag == "ja" else " ").join(words[tag][number * step % 14] for step in range(1, 20))
        segment = pair(number, f"{number} " + " ".join(words["en"][number * step % 13] for step in range(1, 20)),
                       f"{number} {text}", ("fr", tag), f"news/{tag}/{number // 20_000}.tsv")  # fmt: skip
        claim = finding(segment, "ACC101", "number-mismatch", Severity.MAJOR, f"{number} became another number.",
                        ("target", str(number)))  # fmt: skip
        found = (claim,) if number % 40 == 0 else ()
        risk = (number * 7919 % 1000) / 2500 + (0.5 if found else 0)
        yield result(segment, risk, *found, scores={"support": 0.61, "quality": (number % 997) / 997, "risk": risk})


def at(start, end, side="target") -> Span:
    return Span(side=side, start=start, end=end)
