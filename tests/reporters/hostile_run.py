"""What CI must survive: texts that would be commands, links, mentions, markup or broken XML; findings set aside."""

from dataclasses import replace

from sample_run import finding, pair, result, results

from tqcheck.model import Aside, Finding, Origin, Result, Segment, Severity, Shared


def hostile() -> list[Result]:
    command = pair(
        2,
        "Line one\n::set-output name=x::y",
        "100% ##[add-path]/tmp\r\n::error file=x,line=1::owned",
        ("en", "de"),
        "a b/ü,1:2%.po",
        key="x|y: 50%, @all #12 :tada:",
    )
    markup = pair(
        3,
        "See [the page](https://example.org) & <b>bold</b>",
        "Ver [aquí](javascript:alert(1)) ]]> <script>alert(`1`)</script> | *x* $y$",
        ("en", "es"),
        "a b/ü,1:2%.po",
        key="x|y: 50%, @all #12 :tada:",
    )
    broken = Segment(id="7", target="NUL \x00, \ufffe, \x0b, \ud800, \u202eevil", source="שלום עולם, \u200f12 קבצים",
                     source_lang="he", target_lang="en", origin=Origin(path="<memory>"))  # fmt: skip
    persian = pair(9, "Save 12 files", "۱۳ پرونده را ذخیره کنید", ("en", "fa"), "./fa/app.po", key="save")
    said = "“@all” and [this](https://evil.example) <img src=x>|"
    return [
        result(command, 0.9, finding(command, "MKP101", "placeholder-mismatch", Severity.MAJOR, said,
                                     ("target", "100%"), evidence="a\nb")),
        result(markup, 0.8, finding(markup, "MKP201", "tag-mismatch", Severity.MAJOR, "A tag | is gone.",
                                    ("source", "<b>"), ("target", "<script>")),
               finding(markup, "MKP201", "tag-mismatch", Severity.MAJOR, "A tag | is gone.",
                       ("source", "<b>"), ("target", "<script>"))),
        result(broken, 0.7, finding(broken, "LNG401", "invisible-character", Severity.CRITICAL,
                                    "Characters: \x00\ud800", ("target", "\x00"))),
        known(persian, Severity.MAJOR),
    ]  # fmt: skip


def known(segment: Segment, severity: Severity) -> Result:
    """A segment whose findings are all set aside: one by a baseline, one by a comment."""
    first, second = (
        finding(segment, code, name, severity, "12 became 13.", ("source", "12"), ("target", "۱۳"))
        for code, name in (("ACC101", "number-mismatch"), ("LOC201", "digits"))
    )
    asides = (Aside(finding=first, by="baseline"), Aside(finding=second, by="suppression", reason="agreed with “QA”"))
    return replace(result(segment, 0.5), aside=asides)


def everything() -> list[Result]:
    return results() + hostile()


def many(count: int, severity: Severity, *, words: int = 12) -> list[Result]:
    """Segments with one finding each."""
    made = []
    for number in range(1, count + 1):
        segment = pair(number, "mot " * words, f"word {number} " + "word " * words, key=f"k{number}")
        made.append(result(segment, 0.5, _one(segment, severity)))
    return made


def _one(segment: Segment, severity: Severity) -> Finding:
    return finding(segment, "ACC101", "number-mismatch", severity, "A number differs.", ("target", "word"))


def in_most_languages() -> tuple[list[Result], Shared]:
    """Two translations of one string that fail alike, and the value that tells them once."""
    first, second = (
        pair(n, "Save %d", "x", ("en", lang), f"{lang}.po", key="save") for n, lang in ((1, "de"), (2, "ja"))
    )
    items = [
        result(s, 0.5, finding(s, "MKP101", "placeholder-mismatch", Severity.MAJOR, "“%d” is gone."))
        for s in (first, second)
    ]
    shared = Shared(code="MKP101", name="placeholder-mismatch", severity=Severity.MAJOR, unit=first.unit,
                    source="Save %d", origin=Origin(path="en.po", line=4), languages=("de", "ja"), of=2,
                    message="“%d” is gone.")  # fmt: skip
    return items, shared
