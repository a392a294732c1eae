from dataclasses import FrozenInstanceError, replace

import pytest

from tqcheck.model import Finding, Origin, Result, Segment, Severity, Span, Summary, Verdict
from tqcheck.report import Report

SEGMENT = Segment(id="7", source="Er wartet 30 Sekunden.", target="He waits 13 seconds.",
                  origin=Origin(path="a.tsv", line=9, key="wait"))  # fmt: skip


def finding(segment: Segment = SEGMENT, code: str = "ACC101") -> Finding:
    spans = (Span(side="source", start=10, end=12), Span(side="target", start=9, end=11))
    return Finding(code=code, name="number-mismatch", segment=segment, severity=Severity.MAJOR, message="…",
                   spans=spans, confidence=0.9)  # fmt: skip


def test_severities_are_ordered() -> None:
    assert sorted([Severity.CRITICAL, Severity.INFO, Severity.MAJOR, Severity.MINOR]) == list(Severity)
    assert Severity.MAJOR >= Severity.MAJOR


def test_values_cannot_change() -> None:
    with pytest.raises(FrozenInstanceError):
        SEGMENT.target = "x"


def test_a_fingerprint_survives_a_moved_line_and_other_spaces() -> None:
    moved = replace(SEGMENT, origin=replace(SEGMENT.origin, line=500))
    spaced = replace(SEGMENT, source="Er wartet 30 Sekunden. ")
    assert finding().fingerprint == finding(moved).fingerprint == finding(spaced).fingerprint
    assert len(finding().fingerprint) == 32


def test_a_fingerprint_survives_a_moved_line_of_a_unit_without_a_name() -> None:
    nameless = replace(SEGMENT, id="9", origin=Origin(path="a.tsv", line=9))
    moved = replace(SEGMENT, id="500", origin=Origin(path="a.tsv", line=500))
    assert finding(nameless).fingerprint == finding(moved).fingerprint
    alone = replace(nameless, source=None)
    assert finding(alone).fingerprint != finding(replace(alone, target="He walks 13 seconds.")).fingerprint


def test_a_fingerprint_survives_sentences_that_come_before_an_aligned_one() -> None:
    aligned = replace(SEGMENT, id="9", alignment=0.9, origin=Origin(path="a.md", line=9, key="source 4, target 4"))
    moved = replace(aligned, id="10", alignment=0.8, origin=Origin(path="a.md", line=11, key="source 5, target 4"))
    assert finding(aligned).fingerprint == finding(moved).fingerprint
    added = replace(aligned, source="")
    assert finding(added).fingerprint != finding(replace(added, target="He walks 13 seconds.")).fingerprint


@pytest.mark.parametrize(
    "other",
    [finding(code="ACC102"), finding(replace(SEGMENT, target="He waits 14 seconds.")),
     finding(replace(SEGMENT, variant="1")), finding(replace(SEGMENT, origin=replace(SEGMENT.origin, key="stay")))],
)  # fmt: skip
def test_a_fingerprint_tells_other_findings_apart(other: Finding) -> None:
    assert other.fingerprint != finding().fingerprint


def test_the_worst_come_first() -> None:
    results = tuple(
        Result(segment=replace(SEGMENT, id=str(i)), findings=(), verdict=Verdict(risk=risk))
        for i, risk in enumerate((0.2, 0.9, 0.0, 0.5))
    )
    empty = Summary(segments=4, by_check={}, by_severity={}, by_path={}, skipped=(), skips=0, incomplete=False,
                    signature="", seconds=0.0)  # fmt: skip
    report = Report(results=results, summary=empty)
    assert [r.segment.id for r in report.worst(2)] == ["1", "3"]
    assert [s.id for s in report.segments] == ["0", "1", "2", "3"]


def test_a_fingerprint_does_not_depend_on_how_the_file_was_named(tmp_path, monkeypatch) -> None:
    (tmp_path / "po").mkdir()
    monkeypatch.chdir(tmp_path)
    names = ("po/de.po", "./po/de.po", "po/../po/de.po", str(tmp_path / "po" / "de.po"))
    told = [finding(replace(SEGMENT, origin=replace(SEGMENT.origin, path=name))).fingerprint for name in names]
    assert len(set(told)) == 1
    monkeypatch.chdir(tmp_path / "po")
    assert finding(replace(SEGMENT, origin=replace(SEGMENT.origin, path="de.po"))).fingerprint_in("po/de.po") in told


@pytest.mark.parametrize(("segment", "name"), [
    (replace(SEGMENT, id="9", origin=Origin(path="a.tsv", line=9)), None),
    (replace(SEGMENT, id="#9", origin=Origin(path="a.tmx", line=40)), None),
    (replace(SEGMENT, id="9", origin=Origin(path="a.tsv", line=9, key="9")), "9"),
    (replace(SEGMENT, id="9", alignment=0.9, origin=Origin(path="a.md", line=9, key="source 4, target 4")), None),
])  # fmt: skip
def test_what_only_its_place_tells_has_no_name(segment, name) -> None:
    assert segment.name == name
