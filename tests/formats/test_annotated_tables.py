"""Annotated copies of TSV and JSONL: everything kept, the findings added, and read again as the same."""

import dataclasses
import io
import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tqcheck.formats import ReadOptions, by_name, read
from tqcheck.model import Finding, Fix, Origin, Result, Segment, Severity, Skip, Span, Verdict
from tqcheck.opening import Opened


def result(segment):
    """A result with a finding wherever the target has an “x”."""
    finding = Finding(
        code="LNG102", name="doubled-word", segment=segment, severity=Severity.MINOR, message="“x\ty\u2028” is there.",
        spans=(Span(side="target", start=0, end=1),), confidence=0.8, fix=Fix(start=0, end=1, replacement=""),
    )  # fmt: skip
    found = (finding, finding) if "x" in segment.target else ()
    return Result(segment=segment, findings=found, verdict=Verdict(risk=0.25 * len(found)))


def write(name, segments, original=None):
    out = io.BytesIO()
    by_name(name).write([result(s) for s in segments if isinstance(s, Segment)], original and Opened(original), out)
    return out.getvalue()


def moved(found, path):
    """The same items, said to be of another file."""
    return [dataclasses.replace(i, origin=dataclasses.replace(i.origin, path=path)) for i in found]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "source\tother\ttarget\nOui\t1\tYes\nNon\nPeut-être\t3\tx maybe\n"),
        ("a.tsv", "\nen\tfr\r\nYes\tOui\r\n\r\nNo\tx\r\n"),
        ("a.tsv", "Oui\tYes\n\nMalformed\nNon\tx No\n"),
        ("a.tsv", "Ja\nx\n"),
        ("a.jsonl", '{"id": 1, "mt": "x", "extra": [1, {"é": null}]}\n\n{"broken\n[]\n{"target": "\\ud83d\\ude00"}\n'),
    ],
)
def test_read_write_read(file, name, text):
    path = file(name, text)
    first = list(read(path, ReadOptions()))
    form = path.rsplit(".", 1)[1]
    copy = write(form, first, path)
    again = file(f"copy-{name}", copy)
    found = list(read(again, ReadOptions()))
    assert moved(found, path) == first
    assert write(form, found, again) == copy, "annotating a copy again replaces the annotations"


def test_a_copy_of_tsv(file):
    path = file("a.tsv", b"id\tsource\ttarget\tdomain\n1\tOui\tx\tfaq\n2\tNon\n3\t\xe9\ta\tb\n")
    header, found, *skipped = write("tsv", read(path, ReadOptions()), path).split(b"\n")
    assert header == b"id\tsource\ttarget\tdomain\trisk\tcodes\tfindings"
    *cells, findings = found.decode().split("\t")
    assert cells == ["1", "Oui", "x", "faq", "0.5000", "LNG102"]
    assert json.loads(findings)[0] == {
        "code": "LNG102", "name": "doubled-word", "severity": "minor", "confidence": 0.8,
        "message": "“x\ty\u2028” is there.", "spans": [{"side": "target", "start": 0, "end": 1}], "evidence": "",
        "fix": {"start": 0, "end": 1, "replacement": "", "safe": True},
    }  # fmt: skip
    assert skipped == [b"2\tNon", b"3\t\xe9\ta\tb", b""]


def test_a_copy_of_jsonl(file):
    path = file("a.jsonl", '{"id": 7, "source": "Oui", "target": "x", "domain": "faq"}\nnonsense\n')
    line, skipped = write("jsonl", read(path, ReadOptions()), path).decode().split("\n", 2)[:2]
    record = json.loads(line)
    assert list(record) == ["id", "source", "target", "domain", "risk", "codes", "findings"]
    assert (record["risk"], record["codes"], len(record["findings"])) == (0.5, ["LNG102"], 2)
    assert "\u2028" not in line
    assert skipped == "nonsense"


FULL = Segment(
    id="7", source="Oui", target="نعم x", source_lang="fr", target_lang="ar", document="faq", note="an answer",
    variant="one", state="final", max_length=12, syntax=frozenset({"c-format", "no-wrap"}),
    ignore=frozenset({"ACC101"}), origin=Origin(path="page.xlf", line=40, key="menu.yes"),
)  # fmt: skip


@pytest.mark.parametrize("name", ["tsv", "jsonl"])
@pytest.mark.parametrize("segment", [FULL, Segment(id="1", source="", target="", origin=Origin(path="p", key="1"))])
def test_a_new_file_holds_what_was_read_from_another_format(file, name, segment):
    (found,) = read(file(f"a.{name}", write(name, [segment])), ReadOptions())
    assert dataclasses.replace(found, origin=segment.origin) == segment
    assert found.origin.key == segment.origin.key


def test_jsonl_keeps_what_tsv_cannot(file):
    segment = Segment(id="1", target="one\ttwo\nthree\u2028four", origin=Origin(path="p", line=1, key="1"))
    (found,) = read(file("a.jsonl", write("jsonl", [segment])), ReadOptions())
    assert (found.source, found.target) == (None, segment.target)
    (found,) = read(file("a.tsv", write("tsv", [segment])), ReadOptions())
    assert found.target == r"one\ttwo\nthree" + "\u2028four"


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\r\n\0"), max_size=12)
HEADER = st.sampled_from(["source\ttarget\n", "x\ty\n"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6), header=HEADER)
def test_any_table_is_the_same_after_a_copy(tmp_path, rows, header):
    assume(any(a.strip() or b.strip() for a, b in rows))
    path, copy = tmp_path / "a.tsv", tmp_path / "copy.tsv"
    path.write_bytes((header + "".join(f"{a}\t{b}\n" for a, b in rows)).encode())
    first = list(read(str(path), ReadOptions(), format="tsv"))
    copy.write_bytes(write("tsv", first, str(path)))
    found = list(read(str(copy), ReadOptions(), format="tsv"))
    assert moved(found, str(path)) == first
    assert not any(isinstance(i, Skip) for i in found)
