"""Comments that set findings aside, and Weblate's flags, in every format that has a place for them."""

import json

import pytest

from tqcheck.checks import rules
from tqcheck.checks.naming import matching
from tqcheck.formats.suppressing import suppressions
from tqcheck.formats.weblate import _known, flags_of, ignored, longest
from tqcheck.model import Segment, Suppression

ASKED = "tqcheck: ignore[ACC101] invoice ids"


def asked(check="ACC101", reason="invoice ids", line=None) -> Suppression:
    return Suppression(check=check, reason=reason, line=line)


@pytest.mark.parametrize(("comment", "found"), [
    (ASKED, [asked()]),
    ("Short, please. TQCheck:ignore[ ACC101 ] — invoice ids ", [asked()]),
    (f"<!-- {ASKED} -->", [asked()]),
    (f"/* {ASKED} */", [asked()]),
    ("tqcheck: ignore[ACC101, placeholder-mismatch,ACC101] ids", [asked(reason="ids"),
                                                                 asked("placeholder-mismatch", "ids")]),
    ("tqcheck: ignore[ACC1] one tqcheck: ignore[MKP] two", [asked("ACC1", "one"), asked("MKP", "two")]),
    ("tqcheck: ignore[ACC101]\nnot the reason", [asked(reason="")]),
    ("tqcheck: ignore ACC101 because", [asked("", "ACC101 because")]),
    ("tqcheck: ignroe[ACC101] because", [asked("", "[ACC101] because")]),
    ("tqcheck: noqa", [asked("", "")]),
    ("[tqcheck] ACC101: 30 became 13.", []),
    ("Run tqcheck: it helps.", []),
    ("", []),
])  # fmt: skip
def test_what_a_comment_asks(comment, found) -> None:
    assert list(suppressions(comment)) == found


def test_the_line_of_a_suppression_within_a_comment() -> None:
    assert [s.line for s in suppressions(f"One.\n{ASKED}\n\n{ASKED}", line=7)] == [8, 10]


PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

# tqcheck: ignore[MKP101] the name is fixed
#. Invoice
#. tqcheck: ignore[ACC101] invoice ids
#, python-format, ignore-end-stop
#: tqcheck: ignore[ACC102] a reference is no comment
msgctxt "bill"
msgid "Invoice %s"
msgstr "Rechnung"

#. tqcheck: ignore[LNG102] of what is obsolete
#~ msgid "Old"
#~ msgstr "Alt"

msgid "Free"
msgid_plural "Frees"
msgstr[0] "Frei"
msgstr[1] "Freie"
"""
XLIFF1 = f"""<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="de" original="a" datatype="plaintext"><body>
<group><note>tqcheck: ignore[MKP] of a group</note>
<trans-unit id="1" weblate-flags="max-length:40, placeholders:&quot;a,b&quot;, ignore-same"><source>Free</source>
<target>Frei</target><note from="tqcheck">tqcheck: ignore[ACC2] ours</note>
<note>{ASKED}</note></trans-unit></group>
<trans-unit id="2"><source>Free</source><target>Frei</target></trans-unit>
</body></file></xliff>"""
XLIFF2 = f"""<xliff version="2.0" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="1"><notes><note>Short.</note>
<note>{ASKED}</note></notes><segment><source>Free</source><target>Frei</target></segment></unit></file></xliff>"""
TMX = f"""<tmx version="1.4"><header srclang="en"/><body>
<tu tuid="1"><note>{ASKED}</note>
<note>[tqcheck] ACC101: tqcheck: ignore[ACC2] ours</note>
<tuv xml:lang="en"><seg>Free</seg></tuv>
<tuv xml:lang="de"><prop type="x-note">tqcheck: ignore[MKP] why not</prop><seg>Frei</seg></tuv></tu>
</body></tmx>"""


def segments(found) -> list[Segment]:
    return [item for item in found if isinstance(item, Segment)]


def test_po(items) -> None:
    first, *plurals = segments(items("a.po", PO))
    assert list(first.suppressions) == [asked("MKP101", "the name is fixed", 5), asked(line=7)]
    assert first.ignore == {"LNG203"}
    assert [p.suppressions for p in plurals] == [(), ()]


def test_xliff(items) -> None:
    first, second = segments(items("a.xlf", XLIFF1))
    assert list(first.suppressions) == [asked("MKP", "of a group", 3), asked(line=6)]
    assert (first.ignore, first.max_length) == ({"ACC301", "ACC302", "ACC303"}, 40)
    assert (second.suppressions, second.ignore, second.max_length) == ((), frozenset(), None)
    assert [s.suppressions for s in segments(items("b.xlf", XLIFF2))] == [(asked(line=3),)]


def test_tmx(items) -> None:
    (found,) = segments(items("a.tmx", TMX))
    assert list(found.suppressions) == [asked(line=2), asked("MKP", "why not", 5)]


@pytest.mark.parametrize(("name", "text"), [
    ("a.tsv", f"source\ttarget\tcomment\nFree\tFrei\t{ASKED}\nGo\tLos\tShort\n"),
    ("a.csv", f'source,target,note\nFree,Frei,"{ASKED}"\nGo,Los,\n'),
    ("a.jsonl", json.dumps({"source": "x", "target": "y"}) + "\n"
     + json.dumps({"source": "Free", "target": "Frei", "note": f"Short.\n{ASKED}"}) + "\n"),
])  # fmt: skip
def test_tables(items, name, text) -> None:
    found = [s for segment in segments(items(name, text)) for s in segment.suppressions]
    assert found == [asked(line=2)]


def test_flags_of_weblate() -> None:
    assert flags_of('placeholders:"a, b", ignore-same,, max-length:9') == [
        'placeholders:"a, b"', "ignore-same", "max-length:9",
    ]  # fmt: skip
    assert ignored(["ignore-inconsistent", "ignore-number-mismatch", "ignore-regex", "c-format"]) == {
        "CON101", "number-mismatch",
    }  # fmt: skip
    assert longest(["c-format", 'max-length:"70"']) == 70
    assert longest(["max-length:x"]) is None


def test_weblates_flags_lead_to_checks_that_exist() -> None:
    assert all(matching(code) for codes in _known().values() for code in codes)
    assert not _known().keys() & {rule.name for rule in rules()}, "a name of ours would be shadowed"
