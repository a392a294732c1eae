"""Lines that have slipped, in files of every kind: the cases of ACC305 hold single texts."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tqcheck
from tqcheck import formats
from tqcheck.checks.accuracy.shifted_lines import ShiftedLines
from tqcheck.checks.cases import cases
from tqcheck.checks.naming import find
from tqcheck.checks.running import hits
from tqcheck.config import Config
from tqcheck.model import Segment
from tqcheck.text import slips
from tqcheck.text.line_traits import Traits

Pairs = list[tuple[str, str]]
ONLY = Config(select=("ACC305",))


def text(number: int) -> Pairs:
    """The lines of a silent case, all in their places."""
    case = [c for c in cases(find("ACC305")) if c.kind == "silent"][number]
    return [(s.source or "", s.target) for s in case.segments]


def slipped(pairs: Pairs, by: int = 1) -> Pairs:
    targets = [target for _, target in pairs]
    return [(source, target) for (source, _), target in zip(pairs, targets[-by:] + targets[:-by], strict=True)]


def tsv(path: Path, pairs: Pairs) -> None:
    path.write_text("source\ttarget\n" + "".join(f"{s}\t{t}\n" for s, t in pairs), encoding="utf-8")


def comma_separated(path: Path, pairs: Pairs) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("source", "target"), *pairs])


def jsonl(path: Path, pairs: Pairs) -> None:
    rows = [json.dumps({"id": f"u{n}", "source": s, "target": t}) for n, (s, t) in enumerate(pairs)]
    path.write_text("\n".join(rows), encoding="utf-8")


def po(path: Path, pairs: Pairs) -> None:
    units = [f'msgctxt "{n}"\nmsgid {json.dumps(s)}\nmsgstr {json.dumps(t, ensure_ascii=False)}\n'
             for n, (s, t) in enumerate(pairs)]  # fmt: skip
    head = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(head + "\n".join(units), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "write", "said"),
    [
        ("a.tsv", tsv, "Lines 14–24 look shifted by one: the translation of line 14 stands in line 15."),
        ("a.csv", comma_separated, "Lines 14–24 look shifted by one: the translation of line 14 stands in line 15."),
        ("a.jsonl", jsonl, "Lines 13–23 look shifted by one: the translation of line 13 stands in line 14."),
        ("a.po", po, "The 11 segments from line 54 to line 94 look shifted by one: the translation of line 54 stands"),
    ],
)  # fmt: skip
def test_file(tmp_path: Path, name: str, write: Callable[[Path, Pairs], None], said: str) -> None:
    path = tmp_path / name
    write(path, text(0) + slipped(text(0)))
    report = tqcheck.check(path, source_lang="en", target_lang="de", config=ONLY)
    (finding,) = report.findings
    assert finding.message.startswith(said)
    assert finding.confidence == 0.95
    risks = [r.verdict.risk for r in report.results]
    assert max(risks[:12]) < min(risks[12:23])


def test_two_files_line_by_line(tmp_path: Path) -> None:
    pairs = text(1) + slipped(text(1), -1) + text(1)[::-1]
    sides = tmp_path / "a.en.txt", tmp_path / "a.ja.txt"
    for side, path in enumerate(sides):
        path.write_text("\n".join(pair[side] for pair in pairs), encoding="utf-8")
    segments = [s for s in formats.read_parallel(*map(str, sides), formats.ReadOptions()) if isinstance(s, Segment)]
    first, *_ = (h for found in hits(ShiftedLines(), segments) for h in found)
    assert first.message.startswith("Lines 14–24 look shifted by one: the translation of line 14 stands in line 13.")


def test_pairs_in_memory_are_counted_from_one() -> None:
    report = tqcheck.check([*text(0), *slipped(text(0), 2)], source_lang="en", target_lang="de", config=ONLY)
    assert report.findings[0].message.startswith("Lines 13–22 look shifted by two: the translation of line 13 stands")
    assert report.findings[0].segment.id == "13"


def test_languages_that_take_turns_are_followed_apart() -> None:
    german, japanese = text(0), slipped(text(1))
    segments = [
        Segment(id=str(n), source=s, target=t, source_lang="en", target_lang=tag)
        for n, both in enumerate(zip(german, japanese, strict=True), 1)
        for tag, (s, t) in zip(("de", "ja"), both, strict=True)
    ]
    found = [(s.target_lang, h) for s, hs in zip(segments, hits(ShiftedLines(), segments), strict=True) for h in hs]
    assert {tag for tag, _ in found} == {"ja"}
    assert [h.confidence >= 0.5 for _, h in found] == [True] + [False] * 10


def test_what_follows_from_a_slip_is_not_shown_but_counts() -> None:
    pairs = text(0) + slipped(text(0))
    review, audit = (
        tqcheck.check(pairs, source_lang="en", target_lang="de", config=Config(profile=profile))
        for profile in ("review", "audit")
    )
    assert {f.code for r in review.results[12:23] for f in r.findings if not f.code.startswith("CON")} == {"ACC305"}
    assert audit.summary.by_check["ACC101"] >= 5
    assert [r.verdict.risk for r in review.results] == [r.verdict.risk for r in audit.results]


def test_a_slip_that_grows() -> None:
    pairs = text(0) + slipped(text(0)) + slipped(text(0)[::-1], 2) + text(0)[::-1]
    report = tqcheck.check(pairs, source_lang="en", target_lang="de", config=ONLY)
    assert [f.message.partition(":")[0] for f in report.findings] == [
        "Lines 13–23 look shifted by one", "Lines 25–34 look shifted by two",
    ]  # fmt: skip


def test_lines_without_text_on_one_side_do_not_count() -> None:
    pairs = text(0)
    blank = [*pairs[:5], (pairs[0][0], " "), (" ", pairs[0][1]), *pairs[5:]]
    assert not tqcheck.check(blank, source_lang="en", target_lang="de", config=ONLY).findings


def test_what_an_alignment_put_together_has_not_slipped() -> None:
    segments = [
        Segment(id=str(n), source=s, target=t, source_lang="en", target_lang="de", alignment=0.9)
        for n, (s, t) in enumerate(slipped(text(0)))
    ]
    assert not any(hits(ShiftedLines(), segments))


def test_shorter_runs_on_request() -> None:
    pairs = [*text(0)[:4], *slipped(text(0)[4:])]
    assert ShiftedLines().least_lines == 6
    segments = [Segment(id=str(n), source=s, target=t) for n, (s, t) in enumerate(pairs)]
    assert any(hits(ShiftedLines(), segments)), "languages need not be known"
    assert not any(hits(ShiftedLines(least_lines=8), segments))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), min_size=9, max_size=40))
def test_any_lines(pairs: Pairs) -> None:
    segments = [Segment(id=s, source=s, target=t, source_lang="th", target_lang="en") for s, t in pairs]
    for segment, found in zip(segments, hits(ShiftedLines(), segments), strict=True):
        for hit in found:
            assert all(s.end <= len(segment.text(s.side)) for s in hit.spans)


def numbered(count: int) -> Pairs:
    """Lines whose lengths say nothing of those of their translations; every second one has a figure of its own."""
    fill = ["red", "a red apple on a plate", "a red apple", "one red apple on one of the plates"]
    drawn = ["roter Apfel auf dem Teller", "rot", "ein roter Apfel auf einem der Teller", "ein Apfel"]
    return [
        (f"{fill[n % 4]} {100 + n}", f"{drawn[n % 4]} {100 + n}") if n % 2 else (fill[n % 4], drawn[n % 4])
        for n in range(count)
    ]


def test_figures_in_their_place_dispel_the_doubt_of_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    read = slips.traits

    def counted(line: str, tag: str) -> Traits:
        looked_at.append(line)
        return read(line, tag)

    monkeypatch.setattr(slips, "traits", counted)
    assert not tqcheck.check(numbered(60), source_lang="en", target_lang="de", config=ONLY).findings
    assert looked_at == []
    (finding,) = tqcheck.check(
        numbered(30) + slipped(text(0)), source_lang="en", target_lang="de", config=ONLY
    ).findings
    assert "–41 look shifted by one:" in finding.message
    assert looked_at
