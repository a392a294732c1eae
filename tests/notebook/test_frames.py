"""Tables in: every library, columns named or guessed, nulls, labels, and what is refused."""

import sys
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest

import tqcheck as tq
from tqcheck.errors import UsageError

COLUMNS = {
    "src": ["Der Bericht ist fertig.", "Er wartet 30 Sekunden.", None, "Guten Tag."],
    "mt": ["The the report is ready.", "He waits 13 seconds.", "Good morning.", None],
    "ref": ["The report is ready.", None, "Good morning.", "Hello."],
    "score": [0.5, 1.0, 0.25, 0.75],
}
ROWS = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]


class Streaming:
    """What DuckDB, Ibis and others give: nothing but a stream of Arrow."""

    def __arrow_c_stream__(self, requested_schema=None):
        return pa.table(COLUMNS).__arrow_c_stream__(requested_schema)


FRAMES = {
    "pandas": lambda: pd.DataFrame(COLUMNS),
    "pandas with object columns": lambda: pd.DataFrame(COLUMNS, dtype=object),
    "pandas with NA": lambda: pd.DataFrame(COLUMNS).astype({"src": "string", "mt": "string"}),
    "polars": lambda: pl.DataFrame(COLUMNS),
    "polars, lazy": lambda: pl.LazyFrame(COLUMNS),
    "arrow table": lambda: pa.table(COLUMNS),
    "arrow batch": lambda: pa.record_batch(COLUMNS),
    "arrow dataset": lambda: pa.dataset.dataset(pa.table(COLUMNS)),
    "arrow reader": lambda: pa.table(COLUMNS).to_reader(max_chunksize=1),
    "stream": Streaming,
    "dict of columns": lambda: COLUMNS,
    "list of dicts": lambda: ROWS,
    "generator of dicts": lambda: (row for row in ROWS),
}


@pytest.mark.parametrize("made", FRAMES.values(), ids=FRAMES)
def test_frames(made) -> None:
    report = tq.check(made(), source_lang="de", target_lang="en")
    assert [s.source for s in report.segments] == COLUMNS["src"]
    assert [s.target for s in report.segments] == [*COLUMNS["mt"][:3], ""]
    assert [s.reference for s in report.segments] == COLUMNS["ref"]
    assert {"LNG102", "ACC101", "ACC403"} == set(report.summary.by_check)
    assert {s.source_lang for s in report.segments} == {"de"}
    assert not report.summary.incomplete


def test_a_frame_longer_than_a_chunk() -> None:
    count = 5000
    for frame in (pd.DataFrame, pl.DataFrame, pa.table):
        table = frame({"en": [f"Room {i}" for i in range(count)], "de": [f"Raum {i}" for i in range(count)]})
        report = tq.check(table, select="ACC101")
        assert [s.target for s in report.segments] == [f"Raum {i}" for i in range(count)]
        assert (report.segments[0].source_lang, report.segments[0].target_lang) == ("en", "de")


def test_a_dataset_of_files(tmp_path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(pa.table(COLUMNS), tmp_path / "a.parquet")
    pq.write_table(pa.table(COLUMNS), tmp_path / "b.parquet")
    assert tq.check(pa.dataset.dataset(tmp_path), source_lang="de", target_lang="en").summary.segments == 8


@pytest.mark.parametrize("made", [pd.Series, pl.Series, pa.array, pa.chunked_array], ids=lambda m: m.__module__)
def test_a_series_is_translations(made) -> None:
    texts = ["The the report is ready.", None]
    report = tq.check(made([texts] if made is pa.chunked_array else texts), target_lang="en")
    assert [(s.source, s.target) for s in report.segments] == [(None, texts[0]), (None, "")]
    assert "LNG102" in report.summary.by_check


def test_named_columns() -> None:
    frame = pd.DataFrame({"nr": [7, 8], "a": ["Hallo 3", "Hallo 4"], "b": ["Hello 3", "Hello 5"], "mt": ["x", "y"],
                          "why": ["greeting", None], "gold": ["Hello 3", "Hello 4"]})  # fmt: skip
    report = tq.check(frame, source="a", target="b", id="nr", note="why", reference="gold", select="ACC101")
    assert [(s.id, s.source, s.target, s.note, s.reference) for s in report.segments] == [
        ("7", "Hallo 3", "Hello 3", "greeting", "Hello 3"),
        ("8", "Hallo 4", "Hello 5", None, "Hello 4"),
    ]
    numbered = pd.DataFrame([["Hallo 3", "Hello 3"]])
    assert tq.check(numbered, source=0, target=1).segments[0].source == "Hallo 3"


def test_columns_of_languages_and_notes_are_told_by_their_names() -> None:
    frame = pl.DataFrame({"src": ["Hallo", "Salut"], "mt": ["Hello", "Hi"], "src_lang": ["de", "fr"],
                          "tgt_lang": ["en", None], "max_length": [9, None]})  # fmt: skip
    segments = tq.check(frame, target_lang="en-GB").segments
    assert [(s.source_lang, s.target_lang, s.max_length) for s in segments] == [("de", "en", 9), ("fr", "en-GB", None)]


def test_the_index_is_kept() -> None:
    frame = pd.DataFrame(COLUMNS, index=pd.Index(["a", "b", "b", "c"], name="key"))
    report = tq.check(frame, source_lang="de", target_lang="en")
    assert [s.id for s in report.segments] == ["a", "b", "b", "c"]
    table = report.to_pandas()
    assert table.index.equals(frame.index)
    assert table.index.name == "key"
    assert list(report.to_pandas("findings").index) == [f.segment.id for f in report.findings]
    dated = frame.set_index(pd.date_range("2025-01-01", periods=4))
    assert tq.check(dated).segments[0].id == "2025-01-01 00:00:00"
    several = frame.set_index(pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1), ("b", 2)]))
    assert [s.id for s in tq.check(several).segments][:2] == ["a, 1", "a, 2"]


def test_rows_that_do_not_fit_are_skips_and_the_index_knows() -> None:
    frame = pd.DataFrame({"src": ["eins", "zwei", "drei", "vier"], "mt": ["one", 2, Decimal("3.5"), b"4"]})
    report = tq.check(frame)
    assert report.summary.skips - len(report.summary.skipped) == 0
    said = [(s.what, s.why) for s in report.summary.skipped if s.incomplete]
    assert said == [("row 2", "“mt” is a number, not text."), ("row 3", "“mt” is Decimal, not text."),
                    ("row 4", "“mt” is bytes, not text.")]  # fmt: skip
    assert list(report.to_pandas().index) == [0]
    tags = tq.check(pd.DataFrame({"src": ["a", "b"], "mt": ["a", "b"], "src_lang": ["de", "!!"]}))
    assert tags.summary.segments == 1
    assert "language tag" in next(s.why for s in tags.summary.skipped if s.incomplete)


def test_numbers_as_ids_and_texts_of_numpy() -> None:
    frame = pd.DataFrame({"id": [1.0, None], "mt": [np.str_("Hello"), "Hi"]}, dtype=object)
    assert [(s.id, type(s.target)) for s in tq.check(frame).segments] == [("1", str), ("2", str)]
    assert [s.target for s in tq.check(np.array(["Hello", "Hi"])).segments] == ["Hello", "Hi"]
    whole = pd.DataFrame({"id": pd.array([10**17 + 1, 2], dtype="Int64"), "mt": ["a", "b"]})
    assert tq.check(whole).segments[0].id == str(10**17 + 1)


def test_empty() -> None:
    for frame in (pd.DataFrame({"src": [], "mt": []}), pl.DataFrame({"mt": []}), {"mt": []}, []):
        assert tq.check(frame).summary.segments == 0


@pytest.mark.parametrize(
    ("data", "columns", "said"),
    [
        (COLUMNS, {"source": "srcs"}, "source: no column 'srcs'. Did you mean 'src'? There are: 'src', 'mt', 'ref'"),
        ({"a": ["x"], "b": ["y"]}, {}, "no column for the target. Name it with target=\"…\"; there are: 'a', 'b'."),
        ({"a": ["x"], "b": ["y"]}, {"source": "a"}, "no column for the target"),
        ({}, {}, "there are: none"),
        ({"de": ["x"], "en": ["y"], "fr": ["z"]}, {}, "several languages: de, en, fr. Choose with source="),
        ({"src": ["x"], "mt": ["y", "z"]}, {}, "columns differ in length: src 1, mt 2"),
        ({"src": 3, "mt": ["y"]}, {}, "'src' is no column"),
        ([("a", "b")], {"source": "src"}, "source names a column, and a list of texts has none"),
        ([("a", "b", "c")], {}, "item 1 is tuple, not a pair of texts"),
        ([("a", "b"), 3], {}, "item 2 is int"),
        ([("a", 3)], {}, "item 1 holds int, not text"),
        (3, {}, "int cannot be checked"),
        (b"text", {}, "bytes cannot be checked"),
        (tq.Segment(id="1", target="x"), {}, "Segment cannot be checked"),
    ],
)
def test_refused(data, columns, said) -> None:
    with pytest.raises(UsageError) as raised:
        tq.check(data, **columns)
    assert said in str(raised.value)


def test_pairs_with_nothing_on_one_side() -> None:
    segments = tq.check([(None, "Hello"), ("Hallo", None), ("Hallo", float("nan")), None]).segments
    assert [(s.source, s.target) for s in segments] == [(None, "Hello"), ("Hallo", ""), ("Hallo", ""), (None, "")]


def test_a_single_pair_as_a_dict() -> None:
    assert tq.check({"source": "Hallo 3", "target": "Hello 4"}).segments[0].source == "Hallo 3"


def test_columns_of_a_file(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b,c\nHallo 3,Hello 4,Hello 3\n", encoding="utf-8")
    (segment,) = tq.check(path, source="a", target="b", reference="c").segments
    assert (segment.source, segment.target, segment.reference) == ("Hallo 3", "Hello 4", "Hello 3")
    with pytest.raises(UsageError, match="no column 'x'"):
        tq.check(path, source="x", target="b")
    (tmp_path / "a.po").write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="source names a column, and a file of the format po has none"):
        tq.check(tmp_path / "a.po", source="x")


def test_words_replace_the_configuration(tmp_path) -> None:
    pairs = [("Er wartet 30 Sekunden.", "He waits 13 seconds seconds.")]
    tags = {"source_lang": "de", "target_lang": "en"}
    assert set(tq.check(pairs, **tags).summary.by_check) == {"ACC101", "LNG102"}
    assert set(tq.check(pairs, select="ACC", **tags).summary.by_check) == {"ACC101"}
    assert set(tq.check(pairs, ignore=["number-mismatch"], **tags).summary.by_check) == {"LNG102"}
    assert "profile:audit" in tq.check(pairs, profile="audit", **tags).summary.signature
    assert "models:none" in tq.check(pairs, models=[], **tags).summary.signature
    path = tmp_path / "tqcheck.toml"
    path.write_text('select = ["LNG"]\nsource-lang = "de"\ntarget-lang = "en"\n', encoding="utf-8")
    report = tq.check(pairs, config=path)
    assert set(report.summary.by_check) == {"LNG102"}
    assert report.segments[0].source_lang == "de"
    assert set(tq.check(pairs, config=tq.Config(select=("LNG",)), select="ACC", **tags).summary.by_check) == {"ACC101"}
    with pytest.raises(UsageError, match="no profile 'strict'"):
        tq.check(pairs, profile="strict")


def test_a_stream_without_arrow(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"reading this table needs pyarrow\. pip install pyarrow"):
        tq.check(Streaming())
