"""Parquet in and out, from the command line."""

import gc
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import feather, parquet

PAIRS = {
    "source": ["Il y a 30 élèves.", "大桥长1200米。", "Спасибо.", "شكرا."],
    "target": ["There are 13 pupils.", "The bridge is 1,200 metres long.", "Thank you.", "The the end."],
}
FLAGS = ("--source-lang", "fr", "--target-lang", "en", "--select", "number-mismatch,doubled-word")


@pytest.fixture
def corpus(tmp_path):
    """A folder of two parts, the second of them without rows."""
    folder = tmp_path / "corpus" / "domain=news"
    folder.mkdir(parents=True)
    parquet.write_table(pa.table(PAIRS), folder / "part-0.parquet", row_group_size=2)
    parquet.write_table(pa.table(PAIRS).slice(0, 0), folder / "part-1.parquet")
    (folder / "_SUCCESS").touch()
    return "corpus"


@pytest.mark.parametrize("name", ["corpus", "corpus/**/*.parquet", "corpus/domain=news/part-0.parquet"])
@pytest.mark.usefixtures("corpus")
def test_a_corpus_in_parts(tqcheck, name):
    ended = tqcheck("check", name, *FLAGS, "--output-format", "jsonl")
    found = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 1
    assert [[f["code"] for f in r["findings"]] for r in found] == [["ACC101"], [], [], ["LNG102"]]


def test_reports_in_columns(tqcheck, corpus):
    ended = tqcheck(
        "check", corpus, *FLAGS, "-o", "parquet=out.parquet", "-o", "arrow=out.arrow", "-o", "json=out.json"
    )
    assert ended.code == 1
    rows = parquet.read_table("out.parquet").to_pylist()
    assert rows == feather.read_table("out.arrow").to_pylist()
    document = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert [(r["id"], r["risk"]) for r in rows] == [(r["id"], r["risk"]) for r in document["results"]]
    assert [[f["code"] for f in r["findings"]] for r in rows] == [["ACC101"], [], [], ["LNG102"]]
    assert rows[1]["source"] == PAIRS["source"][1]
    assert parquet.read_metadata("out.parquet").metadata[b"tqcheck"].decode() == document["signature"]


def test_an_annotated_copy_and_one_of_a_table(tqcheck, corpus, tmp_path):
    part = f"{corpus}/domain=news/part-0.parquet"
    assert tqcheck("check", part, *FLAGS, "--annotate", "copy.parquet").code == 1
    copy = parquet.read_table("copy.parquet")
    assert copy.schema.names == ["source", "target", "tqcheck_risk", "tqcheck_scores", "tqcheck_findings"]
    assert copy.select(["source", "target"]).to_pydict() == PAIRS
    (tmp_path / "a.tsv").write_text("source\ttarget\nOui\tYes\n", encoding="utf-8")
    assert tqcheck("check", "a.tsv", *FLAGS, "--annotate", "a.parquet").code == 0
    assert parquet.read_table("a.parquet")["source"].to_pylist() == ["Oui"]


def test_a_broken_part_is_told(tqcheck, corpus, tmp_path):
    (tmp_path / "corpus" / "part-2.parquet").write_bytes(b"PAR1\x15")
    ended = tqcheck("check", corpus, *FLAGS)
    assert ended.code == 3
    assert "this is no Parquet, or it is broken" in " ".join(ended.out.split())


def test_without_pyarrow(tqcheck, corpus, monkeypatch, pairs):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for flags in ((corpus,), (pairs, "-o", "parquet=x")):
        ended = tqcheck("check", *flags)
        assert ended.code == 2
        assert "needs pyarrow. pip install 'tqcheck[parquet]'" in ended.err


def test_a_run_that_fails_leaves_nothing(tqcheck, corpus, tmp_path, recwarn):
    there = sorted(p.name for p in tmp_path.iterdir())
    assert tqcheck("check", corpus, "--select", "nonsense", "-o", "parquet=x", "-o", "arrow=y").code == 2
    assert tqcheck("filter", corpus, "--where", "nonsense", "--kept", "x.parquet").code == 2
    gc.collect()
    assert sorted(p.name for p in tmp_path.iterdir()) == there
    assert not recwarn.list
