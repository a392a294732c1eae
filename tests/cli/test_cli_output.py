"""Files that `tqcheck check` writes: all at once, or not at all."""

import json
from contextlib import suppress
from pathlib import Path

import pytest

from tqcheck.cli import output

ONLY = ("--select", "doubled-word", "--target-lang", "en")


def test_output_to_a_file(tqcheck, pairs, tmp_path) -> None:
    ended = tqcheck("check", pairs, *ONLY, "--output-format", "jsonl", "--output", "report.jsonl")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert len((tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == [".git", "pairs.jsonl", "report.jsonl"]


def test_a_report_for_people_in_a_file_has_no_colour(tqcheck, pairs, tmp_path) -> None:
    tqcheck("check", pairs, *ONLY, "-o", "report.txt")
    assert "⟦The the⟧" in (tmp_path / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "said"), [
    ("gone/report.txt", "there is no folder"), (".", "is a folder"), ("pairs.jsonl", "is an input too"),
])  # fmt: skip
@pytest.mark.parametrize("flag", ["--output", "--annotate"])
def test_where_nothing_can_be_written(tqcheck, pairs, flag, path, said) -> None:
    before = Path(pairs).read_text(encoding="utf-8")
    ended = tqcheck("check", pairs, *ONLY, flag, path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tqcheck: error: {path}: {said}")
    assert len(ended.err.splitlines()) == 1
    assert Path(pairs).read_text(encoding="utf-8") == before
    assert sorted(p.name for p in Path().iterdir()) == [".git", "pairs.jsonl"]


def test_an_old_report_stays_when_the_run_fails(tqcheck, pairs, tmp_path) -> None:
    (tmp_path / "report.txt").write_text("old", encoding="utf-8")
    assert tqcheck("check", pairs, "--target-column", "gone", *ONLY, "-o", "report.txt").code in {2, 3}
    assert tqcheck("check", pairs, "--select", "nonsense", "-o", "report.txt").code == 2
    assert tqcheck("check", pairs, *ONLY, "--encoding", "klingon", "-o", "report.txt").code == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == [".git", "pairs.jsonl", "report.txt"]


def test_a_failure_leaves_no_trace(tmp_path) -> None:
    (tmp_path / "old").write_text("old", encoding="utf-8")
    with suppress(KeyboardInterrupt), output.replaced(str(tmp_path / "old"), inputs=()) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]


def test_the_mode_of_a_file_is_kept(tmp_path) -> None:
    path = tmp_path / "old"
    path.touch(mode=0o640)
    path.chmod(0o640)
    with output.replaced(str(path), inputs=()) as stream:
        stream.write(b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_text_that_no_encoding_can_write(tqcheck, tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "source": "Un.", "target": "The the \\ud800"}\n', encoding="utf-8")
    ended = tqcheck("check", "a.jsonl", *ONLY, "--output-format", "json", "-o", "out.json")
    assert ended.code in {0, 3}
    json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


def test_annotate_in_the_format_of_the_input(tqcheck, pairs, tmp_path) -> None:
    ended = tqcheck("check", pairs, *ONLY, "--annotate", "copy.jsonl", "--quiet")
    assert ended.code == 0
    copied = [json.loads(line) for line in (tmp_path / "copy.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in copied] == ["a", "b", "c"]
    assert copied[0]["target"] == "Hello."
    assert "LNG102" in json.dumps(copied[1])
    assert "LNG102" not in json.dumps(copied[0])


def test_annotate_in_another_format(tqcheck, pairs, tmp_path) -> None:
    assert tqcheck("check", pairs, *ONLY, "--annotate", "copy.tsv", "--quiet").code == 0
    rows = (tmp_path / "copy.tsv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 4
    assert "LNG102" in rows[2]


def test_annotate_where_it_cannot(tqcheck, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("The the end.\n", encoding="utf-8")
    ended = tqcheck("check", "a.txt", *ONLY, "--annotate", "b.txt")
    assert ended.code == 2
    assert "--annotate cannot write text. It can write" in ended.err
    assert not (tmp_path / "b.txt").exists()


def test_annotate_a_page_says_what_to_do_instead(tqcheck, tmp_path) -> None:
    (tmp_path / "a.html").write_text("<p>The the end.</p>", encoding="utf-8")
    ended = tqcheck("check", "a.html", *ONLY, "--annotate", "b.html")
    assert ended.code == 2
    assert "b.html: --annotate cannot write an HTML page." in ended.err
    assert "--annotate b.tsv has a row for each segment. For people: -o html=report.html." in " ".join(
        ended.err.split()
    )
    assert tqcheck("check", "a.html", *ONLY, "--annotate", "b.tsv", "--fail-on", "never").code == 0
    assert "LNG102" in (tmp_path / "b.tsv").read_text(encoding="utf-8")
