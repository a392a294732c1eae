"""Annotated copies of XLIFF and TMX: the original, byte for byte, with one note for each finding."""

import gzip
import io
from dataclasses import replace
from pathlib import Path

import pytest

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions, by_name, read
from tqcheck.model import Finding, Origin, Result, Segment, Severity, Verdict
from tqcheck.opening import Opened

FIRST = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="hi"><body>
\t<trans-unit id="1" approved="no">
\t\t<source>Ship &#x2014; <g id="1">fast</g></source>\r
\t\t<target state='final' >जहाज़ <g  id='1'>तेज़</g></target>
\t\t<note from="developer">x</note>
\t</trans-unit><trans-unit id="2"><source>Sea</source><target/></trans-unit>
\t<trans-unit id="3"><source>A. B.</source>
\t\t<seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg" mid="1">B.</mrk></seg-source>
\t\t<target><mrk mtype="seg" mid="0">क।</mrk> <mrk mtype="seg" mid="1">ख।</mrk></target>
\t</trans-unit>
</body></file>
<!-- <trans-unit> & so on -->
<file original="b" source-language="en" target-language="hi"><body>
<trans-unit id="1"><source>Sun</source><target>सूरज</target></trans-unit></body></file>
</xliff>
"""
SECOND = """<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="th">
  <x:file id="f">
    <x:unit id="1">
      <x:originalData><x:data id="d">{0}</x:data></x:originalData>
      <x:segment state="translated">
        <x:source>Ship <x:ph id="1" dataRef="d"/></x:source>
        <x:target>เรือ <x:ph id="1" dataRef="d"/></x:target>
      </x:segment>
    </x:unit>
    <x:unit id="2">
      <x:notes>
        <x:note category="developer">about the sea</x:note>
      </x:notes>
      <x:segment id="a"><x:source>Sea</x:source><x:target>ทะเล</x:target></x:segment>
      <x:segment id="b"><x:source>Sand</x:source></x:segment>
    </x:unit>
    <x:unit id="3"><x:segment><x:source>Sun</x:source><x:target>ดวงอาทิตย์</x:target></x:segment></x:unit>
  </x:file>
</x:xliff>
"""
MEMORY = """<?xml version="1.0" encoding="windows-1251"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en" note="é"/><body>
  <tu tuid="a">
    <note>Корабль</note>
    <tuv xml:lang="en"><seg>Ship</seg></tuv>
    <tuv xml:lang="ru"><seg>Корабль</seg></tuv>
  </tu>
  <tu><tuv xml:lang="en"><seg>Sea</seg></tuv><tuv xml:lang="ru"><seg>Море</seg></tuv></tu>
</body></tmx>""".replace("é", "")
FILES = pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlf", FIRST.encode()),
        ("b.xlf", SECOND.encode()),
        ("c.xlf", ("\ufeff" + FIRST).encode("utf-16-be")),
        ("d.xlf", b"\xef\xbb\xbf" + SECOND.encode()),
        ("a.tmx", MEMORY.encode("cp1251")),
    ],
)


def finding(segment: Segment, message: str) -> Finding:
    return Finding(code="LNG102", name="doubled-word", segment=segment, severity=Severity.MAJOR, message=message,
                   spans=(), confidence=0.9)  # fmt: skip


def results(path, message="“a <b> & ∂\x01” stands twice."):
    segments = [s for s in read(path, ReadOptions()) if isinstance(s, Segment)]
    return [Result(segment=s, findings=(finding(s, message),) * 2, verdict=Verdict(risk=0.5)) for s in segments]


def annotate(path, found):
    out = io.BytesIO()
    by_name("tmx" if "tmx" in path else "xliff").write(found, Opened(path), out)
    return out.getvalue()


def timeless(path):
    found = read(path, ReadOptions())
    return [replace(s, origin=Origin(path="", key=s.origin.key), document="") for s in found if isinstance(s, Segment)]


@FILES
def test_the_copy_has_the_same_segments_and_can_be_annotated_again(file, name, data) -> None:
    path = file(name, data)
    once = file(f"once.{name}", annotate(path, results(path)))
    assert timeless(once) == timeless(path)
    twice = file(f"twice.{name}", annotate(once, results(once)))
    assert Path(twice).read_bytes() == Path(once).read_bytes()
    assert annotate(once, []) == data
    assert annotate(path, []) == data


@FILES
def test_notes_do_not_depend_on_the_order_of_results_or_on_packing(file, name, data) -> None:
    path = file(f"{name}.gz", gzip.compress(data))
    found = results(path)
    assert annotate(path, reversed(found)) == annotate(path, found)


def test_notes_of_xliff_1(file) -> None:
    path = file("a.xlf", FIRST)
    lines = annotate(path, results(path)).decode().split("\n")
    note = ('<note from="tqcheck" priority="3" annotates="target">LNG102 doubled-word (major): '
            "“a &lt;b&gt; &amp; ∂\ufffd” stands twice.</note>")  # fmt: skip
    target, developer = FIRST.split("\n")[5:7]
    assert lines[5:9] == [f"{target}\r", f"\t\t{note}\r", f"\t\t{note}", developer]  # the line end before the target
    assert lines[9].startswith(
        f'\t</trans-unit><trans-unit id="2"><source>Sea</source><target/>{note}{note}</trans-unit>'
    )
    assert sum("[0] LNG102" in line for line in lines) == sum("[1] LNG102" in line for line in lines) == 2
    assert "".join(lines).count("<note from=") == 11


def test_notes_of_xliff_2(file) -> None:
    path = file("b.xlf", SECOND)
    text = annotate(path, results(path, "Mend it.")).decode()
    note = '<x:note category="tqcheck" priority="3" appliesTo="target">{}LNG102 doubled-word (major): Mend it.</x:note>'
    first = note.format("")
    assert (
        f"""    <x:unit id="1">
      <x:notes>
        {first}
        {first}
      </x:notes>
      <x:originalData>"""
        in text
    )
    assert (
        f"""        <x:note category="developer">about the sea</x:note>
        {note.format("[a] ")}
        {note.format("[a] ")}
        {note.format("[b] ")}
        {note.format("[b] ")}
      </x:notes>"""
        in text
    )
    assert f'<x:unit id="3"><x:notes>{first}{first}</x:notes><x:segment>' in text


def test_notes_of_tmx(file) -> None:
    path = file("a.tmx", MEMORY.encode("cp1251"))
    text = annotate(path, results(path)).decode("cp1251")
    note = "<note>[tqcheck] LNG102 doubled-word (major): “a &lt;b&gt; &amp; &#8706;&#65533;” stands twice.</note>"
    assert f'  <tu tuid="a">\n    {note}\n    {note}\n    <note>Корабль</note>\n' in text
    assert f'<tu>{note}{note}<tuv xml:lang="en"><seg>Sea' in text


def test_findings_of_another_file_are_left_out_and_those_without_a_place_are_an_error(file) -> None:
    path, other = file("a.xlf", FIRST), file("b.xlf", SECOND)
    assert annotate(path, results(other)) == FIRST.encode()
    found = results(path)
    file("a.xlf", FIRST.replace('id="2"', 'id="9"'))
    with pytest.raises(UnreadableError, match="2 findings have no place in it"):
        annotate(path, found)


@pytest.mark.parametrize("name", ["xliff", "tmx"])
def test_without_an_original(name) -> None:
    with pytest.raises(UsageError, match="can only be made of"):
        by_name(name).write([], None, io.BytesIO())


def test_a_large_file_passes_in_pieces(file) -> None:
    unit = '<trans-unit id="{}"><source>Sea {}</source>\n<target>समुद्र</target></trans-unit>\n'
    body = "".join(unit.format(n, "x" * (n % 97)) for n in range(3000))
    start, end = FIRST.split('\t<trans-unit id="1"', maxsplit=1)[0], "</body></file></xliff>"
    path = file("a.xlf", f"{start}{body}{end}")
    once = annotate(path, results(path))
    assert once.count(b"<note ") == 6000
    assert annotate(file("b.xlf", once), []) == f"{start}{body}{end}".encode()
