"""What a person sees of inline codes, and where they stand."""

import io

import pytest

from tqcheck.formats.inline import flatten
from tqcheck.formats.xml_stream import events


def flat(content, data=None):
    xml = f"<s>{content}</s>".encode()
    [(_, node)] = events(io.BytesIO(xml).read, "a", whole=frozenset({"s"}), prefixes={})
    text, codes = flatten(node, data=data or {})
    return text, [(text[c.start : c.end], c.kind, c.id) for c in codes]


@pytest.mark.parametrize(
    ("content", "text", "codes"),
    [
        ("2 &lt; 3 &amp; 4", "2 < 3 & 4", []),
        ('<g id="1">Öffnen</g>!', '<g id="1">Öffnen</g>!', [('<g id="1">', "open", "1"), ("</g>", "close", "1")]),
        ('開く<x id="2" ctype="image"/>。', '開く<x id="2"/>。', [('<x id="2"/>', "standalone", "2")]),
        ('<bx id="1" rid="9"/>a<ex id="2" rid="9"/>', '<bx rid="9"/>a<ex rid="9"/>',
         [('<bx rid="9"/>', "open", "9"), ('<ex rid="9"/>', "close", "9")]),
        ('<bpt id="1">&lt;b&gt;</bpt>نص<ept id="1">&lt;/b&gt;</ept>', "<b>نص</b>",
         [("<b>", "open", "1"), ("</b>", "close", "1")]),
        ('<ph id="3">{0}</ph> fichiers', "{0} fichiers", [("{0}", "standalone", "3")]),
        ('a<it id="1" pos="open">&lt;i&gt;</it>b', "a<i>b", [("<i>", "standalone", "1")]),
        ('<ph id="1">&lt;img alt="<sub>Logo</sub>"&gt;</ph>', '<img alt="Logo">',
         [('<img alt="Logo">', "standalone", "1")]),
        ('le <mrk mtype="term" mid="1">mot <g id="1">juste</g></mrk>', 'le mot <g id="1">juste</g>',
         [('<g id="1">', "open", "1"), ("</g>", "close", "1")]),
        ('<sc id="1"/>a<sm id="m"/>b<em startRef="m"/><ec startRef="1"/>', '<sc id="1"/>ab<ec startRef="1"/>',
         [('<sc id="1"/>', "open", "1"), ('<ec startRef="1"/>', "close", "1")]),
        ('<sc id="1" isolated="yes"/>a', '<sc id="1"/>a', [('<sc id="1"/>', "standalone", "1")]),
        ('a<cp hex="0007"/>b', 'a<cp hex="0007"/>b', [('<cp hex="0007"/>', "standalone", "0007")]),
        ('<bpt i="1" x="7"/>a<ept i="1"/>', '<bpt x="7"/>a<ept i="1"/>',
         [('<bpt x="7"/>', "open", "7"), ('<ept i="1"/>', "close", "7")]),
        ("<ph>%s</ph> <ut/><hi>x</hi>", "%s <ut/>x", [("%s", "standalone", "%s"), ("<ut/>", "standalone", "2")]),
    ],
)  # fmt: skip
def test_flat(content, text, codes) -> None:
    assert flat(content) == (text, codes)


def test_original_data_is_shown() -> None:
    data = {"d1": "<b>", "d2": "</b>", "d3": "{n}"}
    content = '<pc id="1" dataRefStart="d1" dataRefEnd="d2">a</pc> <ph id="2" dataRef="d3"/> <ph id="3" dataRef="?"/>'
    assert flat(content, data) == (
        '<b>a</b> {n} <ph id="3"/>',
        [("<b>", "open", "1"), ("</b>", "close", "1"), ("{n}", "standalone", "2"), ('<ph id="3"/>', "standalone", "3")],
    )


def test_nothing() -> None:
    assert flatten(None) == ("", ())
