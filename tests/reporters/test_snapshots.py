"""What every reporter writes, as files to look at. TQCHECK_SNAPSHOTS=write makes them anew."""

import io
import json
import os
from pathlib import Path

import pytest
from sample_run import SKIPS, results, summary

from tqcheck.reporters import BINARY, NAMES, ReporterOptions, reporter

FOLDER = Path(__file__).parent / "snapshots"
WRITE = os.environ.get("TQCHECK_SNAPSHOTS") == "write"
RUNS = {
    "text-wide.txt": ("text", ReporterOptions(width=110)),
    "text-narrow.txt": ("text", ReporterOptions(width=60)),
    "text-colour.txt": ("text", ReporterOptions(width=110, colour=True)),
    "text-three.txt": ("text", ReporterOptions(width=100, limit=3)),
    "text-none.txt": ("text", ReporterOptions(width=100, limit=0)),
    "text-quiet.txt": ("text", ReporterOptions(width=100, quiet=True)),
    "json.json": ("json", ReporterOptions()),
    "jsonl.jsonl": ("jsonl", ReporterOptions()),
}


def report(name, options, items, skips) -> str:
    out = io.StringIO()
    writing = reporter(name, out, options)
    for item in items:
        writing.add(item)
    for skip in skips:
        writing.skip(skip)
    writing.finish(summary(items, skips))
    return out.getvalue()


@pytest.mark.parametrize("file", RUNS)
def test_snapshot(file) -> None:
    name, options = RUNS[file]
    written = report(name, options, results(), SKIPS)
    if WRITE:
        (FOLDER / file).write_text(written, encoding="utf-8")
    assert written == (FOLDER / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize(("items", "skips", "said"), [
    ([], [], "! No segment was checked."),
    ([], SKIPS, "! No segment was checked. 2 things could not be checked."),
    (results()[1:2], [], "✓ Nothing to mend in 1 segment."),
    (results()[1:2], SKIPS[2:], "✓ Nothing to mend in 1 segment."),
    (results()[1:2], SKIPS[:1], "! Nothing to mend in 1 segment. 1 thing could not be checked."),
    (results()[-1:], [], "✓ Nothing to mend in 1 segment. (1 remark.)"),
    (results()[:1], [], "✗ 1 of 1 segment needs work: 1 critical, 1 minor."),
])  # fmt: skip
def test_the_verdict_in_one_sentence(items, skips, said, colour) -> None:
    written = report("text", ReporterOptions(quiet=True, colour=colour), items, skips)
    assert said in written
    assert written.count("\n") == 1


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in report("text", ReporterOptions(), results(), SKIPS)
    assert "\x1b[" in report("text", ReporterOptions(colour=True), results(), SKIPS)


def test_no_text_commands_the_terminal() -> None:
    written = report("text", ReporterOptions(), results(), SKIPS)
    assert "⟨U+001B⟩[31m" in written
    assert "\u202e" not in written


def test_the_worst_come_first() -> None:
    written = report("text", ReporterOptions(limit=2), results(), [])
    assert written.index("article.tsv:14") < written.index("ja.po:21")
    assert "ar.po:3 " not in written
    assert "and 4 more segments with findings" in written


def test_json_is_one_document() -> None:
    document = json.loads(report("json", ReporterOptions(), results(), SKIPS))
    assert [r["id"] for r in document["results"]] == [r.segment.id for r in results()]
    assert document["signature"] == summary([], []).signature
    assert document["summary"]["by_severity"] == {"critical": 1, "major": 2, "minor": 4, "info": 1}
    assert [s["why"] for s in document["skipped"]] == [s.why for s in SKIPS]
    empty = json.loads(report("json", ReporterOptions(), [], []))
    assert (empty["results"], empty["skipped"]) == ([], [])


def test_every_name_makes_a_reporter() -> None:
    assert all(report(name, ReporterOptions(), [], []) is not None for name in NAMES if name not in BINARY)
