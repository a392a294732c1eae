"""Reports read back, and references in files."""

import pytest
from comparing.made import segment

import tqcheck as tq
from tqcheck.cli import main
from tqcheck.comparing.reference_file import references
from tqcheck.comparing.saved import is_report, saved
from tqcheck.config import Config
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions
from tqcheck.model import Origin

ROWS = (
    "id\tsource\ttarget\treference\n"
    "a\tEr wartet 30 Sekunden.\tHe waits 13 seconds.\tHe waits for 30 seconds.\n"
    "b\tGuten Tag.\tGood day.\tHello.\n"
)


@pytest.fixture
def table(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.tsv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def written(folder, form):
    path = folder / f"report.{form}"
    main(["check", "t.tsv", "--source-lang", "de", "--target-lang", "en", "--no-models",
          "--output-format", form, "--output", str(path)])  # fmt: skip
    return str(path)


def test_a_report_is_read_back_whole(table) -> None:
    found = saved(written(table, "json"))
    fresh = tq.check("t.tsv", source_lang="de", target_lang="en", config=Config(models=()))
    assert [r.segment.reference for r in found.results] == ["He waits for 30 seconds.", "Hello."]
    for back, was in zip(found.results, fresh.results, strict=True):
        assert back.segment == was.segment
        assert back.verdict.risk == pytest.approx(was.verdict.risk, abs=1e-6)
        assert [(f.code, f.spans, f.message) for f in back.findings] == [
            (f.code, f.spans, f.message) for f in was.findings
        ]
    assert found.signature == fresh.summary.signature


def test_a_report_of_lines_has_no_texts(table) -> None:
    found = saved(written(table, "jsonl"))
    assert not found.texts
    assert [f.code for f in found.results[0].findings] == ["ACC101"]


def test_reports_compare_with_reports_of_lines(table) -> None:
    found = tq.compare(written(table, "json"), written(table, "jsonl"))
    assert found.notes[0].startswith("B is a report of lines")
    assert any("paired by id alone" in note for note in found.notes)
    assert any("References cannot be used" in note for note in found.notes)
    assert not found.worse()
    assert "(no text)" not in found._repr_html_()  # nothing changed, nothing to draw


def test_what_is_no_report(table) -> None:
    assert not is_report("t.tsv")
    with pytest.raises(UnreadableError, match="no report of tqcheck"):
        saved("t.tsv")
    pairs = table / "pairs.jsonl"
    pairs.write_text('{"id": "1", "source": "a", "target": "b", "risk": 0.1, "scores": {}, "findings": []}\n')
    assert not is_report(str(pairs))


def test_a_report_that_was_cut_off(table) -> None:
    path = table / "cut.json"
    path.write_text('{"tqcheck":"0.1.0","results":[\n{"id":"1","risk":0.1', encoding="utf-8")
    with pytest.raises(UnreadableError, match="cut off"):
        saved(str(path))
    path.write_text('{"id":"1","risk":0.1,"scores":{},"findings":[]}\n{"id":"2"}\n', encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"cut\.json:2: is no line of a report"):
        saved(str(path))


def placed(*numbers):
    return [segment(str(n), f"Satz {n}", f"Sentence {n}", origin=Origin(path="t.txt", line=n)) for n in numbers]


def read(folder, text, segments, name="r.txt"):
    (folder / name).write_text(text, encoding="utf-8")
    return references(str(folder / name), segments, ReadOptions(source_lang="de", target_lang="en"))


def test_lines_of_references(tmp_path) -> None:
    assert read(tmp_path, "one\ntwo\n", placed(1, 2)) == ["one", "two"]
    assert read(tmp_path, "one\n\ntwo\n", placed(1, 3)) == ["one", "two"]
    assert read(tmp_path, "one\n\n", placed(1, 2)) == ["one", None]
    with pytest.raises(UnreadableError, match="3 lines for 2 segments"):
        read(tmp_path, "one\ntwo\nthree\n", placed(1, 2))


def test_tables_of_references_are_paired(tmp_path) -> None:
    text = "source\ttarget\nSatz 2\ttwo\nSatz 1\tone\n"
    assert read(tmp_path, text, placed(1, 2, 3), "r.tsv") == ["one", "two", None]
    with pytest.raises(UsageError, match="no reference belongs"):
        read(tmp_path, "source\ttarget\nAnders\tother\n", placed(1), "r.tsv")
