"""Which files are meant, here and at addresses, and the folder that is written."""

import sys
from pathlib import Path

import invented
import pytest

from tqcheck.cli import main
from tqcheck.distributed.places import filesystem, opened, units
from tqcheck.distributed.writing import copied, folder
from tqcheck.errors import TqcheckError, UnreadableError, UsageError
from tqcheck.formats import ReadOptions
from tqcheck.formats.batches import read

OPTIONS = ReadOptions(source_lang="en", target_lang="de")


def names(folder):
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def corpus(tmp_path):
    invented.write(tmp_path / "corpus", count=80)
    (tmp_path / "corpus/_SUCCESS").touch()
    (tmp_path / "corpus/.part.parquet").touch()
    return tmp_path / "corpus"


@pytest.mark.parametrize("which", ["", "/**/*.parquet", "/more/*.parquet", "/part-*.parquet", "/part-1.parquet"])
def test_an_address_means_what_a_path_means(corpus, which):
    here, there = units([f"{corpus}{which}"], OPTIONS), units([f"file://{corpus}{which}"], OPTIONS)
    assert [f"file://{unit.path}" for unit in here] == [unit.path for unit in there]
    assert [unit.part for unit in here] == [unit.part for unit in there]
    assert [unit.number for unit in there] == list(range(len(there)))


def test_copies_stand_as_the_files_do(corpus):
    assert [unit.part for unit in units([str(corpus)], OPTIONS)] == [
        "more/part-3.parquet", "part-0.parquet", "part-1.parquet", "part-2.parquet",
    ]  # fmt: skip
    assert [unit.part for unit in units([f"{corpus}/part-1.parquet"] * 2, OPTIONS)] == ["part-1.parquet"]


def test_a_file_at_an_address_is_read_as_one_here(corpus):
    path = f"{corpus}/part-1.parquet"
    there = list(read(opened(f"file://{path}"), OPTIONS, kind="parquet"))
    here = list(read(opened(path), OPTIONS, kind="parquet"))
    assert [(s.source, s.target, s.document) for s in there] == [(s.source, s.target, s.document) for s in here]


def test_what_is_not_there(corpus):
    with pytest.raises(UsageError, match="no Parquet file"):
        units([f"file://{corpus}/none/*.parquet"], OPTIONS)
    with pytest.raises(UnreadableError):
        opened(f"file://{corpus}/none.parquet")
    with pytest.raises(UsageError, match="cannot be used"):
        filesystem("nonsense://bucket/corpus")


def test_other_files_are_refused(tmp_path):
    (tmp_path / "a.tsv").write_text("source\ttarget\nYes.\tJa.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="reads Parquet"):
        units([str(tmp_path / "a.tsv")], OPTIONS)


@pytest.mark.parametrize("prefix", ["", "file://"])
def test_a_folder_is_there_whole_or_not_at_all(tmp_path, prefix):
    out = f"{prefix}{tmp_path}/out"

    def fail():
        with folder(out) as place:
            with copied(place, "a/b.parquet") as stream:
                stream.write(b"PAR1")
            raise TqcheckError("full")

    with pytest.raises(TqcheckError, match="full"):
        fail()
    assert names(tmp_path) == []
    with folder(out) as place, copied(place, "a/b.parquet") as stream:
        stream.write(b"PAR1")
    assert (tmp_path / "out/a/b.parquet").read_bytes() == b"PAR1"
    assert names(tmp_path) == ["out"]
    with pytest.raises(UsageError, match="there already"), folder(out):
        pass


def test_a_copy_that_is_broken_off_leaves_no_trace(tmp_path):
    def fail():
        with copied(str(tmp_path), "a.parquet") as stream:
            stream.write(b"PAR1")
            raise ValueError("off")

    with pytest.raises(ValueError, match="off"):
        fail()
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--engine", "dask"], "no engine 'dask'"),
        (["--ray-actors", "2"], "goes with --engine ray"),
        (["--engine", "ray", "--jobs", "2"], "--jobs does not go with --engine ray"),
        (["--engine", "ray", "-o", "jsonl=x.jsonl"], "writes Parquet"),
        (["--engine", "ray", "-o", "parquet=no/such/out"], "there is no folder"),
    ],
)
def test_what_does_not_go_together(corpus, monkeypatch, capsys, flags, said):
    monkeypatch.chdir(corpus)
    assert main(["check", "part-0.parquet", "--no-models", *flags]) == 2
    assert said in capsys.readouterr().err


def test_without_ray_one_is_told_what_to_install(corpus, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.chdir(corpus.parent)
    assert main(["check", "corpus", "--no-models", "--engine", "ray", "-o", "parquet=out"]) == 2
    assert "pip install 'tqcheck[ray]'" in capsys.readouterr().err
    assert names(Path()) == ["corpus"]
