"""Tables in columns: Parquet, and files and streams of Arrow."""

import io
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tqcheck.columnar.adding import Adding
from tqcheck.columnar.writing import TableWriter
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions, by_name, detect, read
from tqcheck.model import Finding, Fix, Origin, Result, Score, Segment, Severity, Skip, Span, Verdict
from tqcheck.opening import Opened

PAIRS = [
    ("Le train part à 18 heures.", "The train leaves at 6 p.m."),
    ("会议改到星期三。", "The meeting was moved to Wednesday."),
    ("أغلقت المكتبة أبوابها.", "The library has closed its doors."),
    ("दुकान कल बंद रहेगी।", "The shop is closed tomorrow."),
    ("Магазин закрыт.", None),
]
SOURCES, TARGETS = zip(*PAIRS, strict=True)
TABLE = pa.table({"uid": list("abcde"), "src": SOURCES, "mt": TARGETS, "domain": [1, None, 3, 4, 5]})
NESTED = pa.table({"translation": [{"fr": s, "en": t} for s, t in PAIRS], "score": [0.5] * 5})
KINDS = ("parquet", "arrow", "stream")


@pytest.fixture
def stored(tmp_path):
    """Return a function that writes a table in blocks of two rows and returns its path."""

    def write(kind, table, name="corpus"):
        path = tmp_path / f"{name}.{'arrow' if kind == 'stream' else kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "parquet":
            parquet.write_table(table, path, row_group_size=2, compression="snappy")
        else:
            opened = pa.ipc.new_file if kind == "arrow" else pa.ipc.new_stream
            with opened(str(path), table.schema) as writer:
                writer.write_table(table, max_chunksize=2)
        return str(path)

    return write


def texts(found):
    return [(s.id, s.source, s.target, s.source_lang, s.target_lang, s.origin.line, s.origin.key) for s in found]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_become_segments(stored, kind):
    path = stored(kind, TABLE)
    found = list(read(path, ReadOptions(source_lang="fr", target_lang="en")))
    assert texts(found) == [
        (uid, source, target or "", "fr", "en", row, uid)
        for row, (uid, (source, target)) in enumerate(zip("abcde", PAIRS, strict=True), 1)
    ]
    assert {s.origin.path for s in found} == {path}
    assert list(read(path, ReadOptions(source_lang="fr", target_lang="en"))) == found, "it can be read again"


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_translation_holds_languages(stored, kind):
    found = list(read(stored(kind, NESTED), ReadOptions(source_lang="fr", target_lang="en")))
    assert texts(found)[1] == ("2", PAIRS[1][0], PAIRS[1][1], "fr", "en", 2, None)
    assert [s.target for s in found] == [t or "" for t in TARGETS]


def test_a_field_of_structs_is_named_with_a_point(stored):
    table = pa.table({"doc": [{"text": s, "id": 7} for s in SOURCES], "out": [{"text": t} for t in TARGETS]})
    options = ReadOptions(source_column="doc.text", target_column="out.text")
    assert [(s.source, s.target) for s in read(stored("parquet", table), options)] == [(s, t or "") for s, t in PAIRS]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", ["", ".bin", ".parquet", ".arrow"])
def test_the_content_says_what_it_is(stored, tmp_path, kind, suffix):
    data = Path(stored(kind, TABLE, "first")).read_bytes()
    other = tmp_path / f"other{suffix}"
    other.write_bytes(data)
    assert detect(str(other)).name == ("parquet" if kind == "parquet" else "arrow")


@pytest.mark.parametrize("column", [
    pa.array(TARGETS, pa.large_string()),
    pa.array(TARGETS, pa.string()).dictionary_encode(),
    pa.array([t and t.encode() for t in TARGETS], pa.binary()),
])  # fmt: skip
def test_texts_of_any_kind_of_column(stored, column):
    table = pa.table({"source": SOURCES, "target": column})
    assert [s.target for s in read(stored("parquet", table), ReadOptions())] == [t or "" for t in TARGETS]


def test_rows_that_do_not_fit_are_skips(stored):
    table = pa.table({"source": pa.array([b"Oui", b"\xe9t\xe9", None]), "target": ["Yes", "summer", "alone"]})
    first, broken, alone = read(stored("parquet", table), ReadOptions())
    assert (first.source, alone.source) == ("Oui", None)
    assert isinstance(broken, Skip)
    assert broken.why == "bytes that are not UTF-8: invalid continuation byte."
    numbers = pa.table({"source": [1, 2], "target": ["one", "two"]})
    assert [i.why for i in read(stored("parquet", numbers), ReadOptions())] == ["“source” is a number, not text."] * 2


@pytest.mark.parametrize(("columns", "options", "said"), [
    (("a", "b"), {}, "no column for the target among: a, b. Name it with --target-column."),
    (("src", "b"), {}, "no column for the target among: src, b. Name it with --target-column."),
    (("src", "mt"), {"target_column": "nt"}, "no column 'nt' among: src, mt."),
    (("src", "mt"), {"id_column": "uid"}, "no column 'uid' among: src, mt."),
    (("fr", "en", "de"), {}, "several languages: fr, en, de. Choose with --source-lang and --target-lang."),
])  # fmt: skip
def test_columns_that_are_not_there(stored, columns, options, said):
    path = stored("parquet", pa.table({name: ["x"] for name in columns}))
    with pytest.raises(UsageError) as caught:
        list(read(path, ReadOptions(**options)))
    assert said in str(caught.value)
    assert str(caught.value).startswith(path)


def test_no_rows(stored):
    (only,) = read(stored("parquet", TABLE.slice(0, 0)), ReadOptions())
    assert (only.why, only.incomplete) == ("it has columns and no rows.", False)


def test_folders_name_languages(stored):
    path = stored("parquet", TABLE, "source_lang=zh-CN/target_lang=fr/part-0")
    assert {(s.source_lang, s.target_lang) for s in read(path, ReadOptions(target_lang="en"))} == {("zh-CN", "en")}
    assert {
        s.source_lang for s in read(stored("parquet", TABLE, "sl=__HIVE_DEFAULT_PARTITION__/p"), ReadOptions())
    } == {None}


@pytest.mark.parametrize(("kind", "cut"), [("parquet", 40), ("parquet", -9), ("arrow", 90), ("stream", 300)])
def test_files_cut_short(stored, kind, cut):
    path = stored(kind, TABLE)
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[:cut])
    with pytest.raises(UnreadableError) as caught:
        list(read(path, ReadOptions()))
    assert caught.value.path == path


@pytest.mark.parametrize("place", range(0, 700, 23))
@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_a_broken_byte_is_an_error_or_a_reading(stored, kind, place):
    path = stored(kind, TABLE)
    data = bytearray(Path(path).read_bytes())
    data[-(place % len(data)) - 1] ^= 0xFF
    Path(path).write_bytes(data)
    try:
        assert all(isinstance(i, Segment | Skip) for i in read(path, ReadOptions(), format=kind))
    except (UnreadableError, UsageError) as error:
        assert error.path == path  # noqa: PT017  either is right


def test_not_twice_packed(stored, tmp_path):
    import gzip

    packed = tmp_path / "corpus.parquet.gz"
    packed.write_bytes(gzip.compress(Path(stored("parquet", TABLE)).read_bytes()))
    with pytest.raises(UnreadableError, match="Unpack it"):
        list(read(str(packed), ReadOptions()))


def test_without_pyarrow(stored, monkeypatch):
    path = stored("parquet", TABLE)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"Parquet needs pyarrow\. pip install 'tqcheck\[parquet\]'"):
        list(read(path, ReadOptions()))


def result(segment):
    """A result with a finding wherever the target has a “w”."""
    finding = Finding(
        code="LNG102", name="doubled-word", segment=segment, severity=Severity.MINOR, message="“w”\ud83d is there.",
        spans=(Span(side="target", start=0, end=1),), confidence=0.8, fix=Fix(start=0, end=1, replacement=""),
    )  # fmt: skip
    found = (finding,) if "w" in segment.target else ()
    scores = (Score(scorer="quality", value=0.75, raw=1.5),)
    return Result(segment=segment, findings=found, verdict=Verdict(risk=0.25 * len(found)), scores=scores)


def annotated(kind, items, original):
    out = io.BytesIO()
    by_name(kind).write((result(s) for s in items if isinstance(s, Segment)), original and Opened(original), out)
    return pa.ipc.open_file(out.getvalue()).read_all() if kind == "arrow" else parquet.read_table(out)


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_an_annotated_copy(stored, kind):
    path = stored(kind, TABLE.replace_schema_metadata({"made by": "us", "huggingface": "{}"}))
    items = [i for i in read(path, ReadOptions()) if i.id != "c"]  # as if the third had been skipped
    copy = annotated(kind, items, path)
    assert copy.select(TABLE.schema.names).to_pylist() == TABLE.to_pylist()
    assert copy.schema.metadata == {b"made by": b"us"}
    assert copy["tqcheck_risk"].to_pylist() == [0, 0.25, None, 0.25, 0]
    assert copy["tqcheck_scores"].to_pylist()[:3] == [[("quality", 0.75)], [("quality", 0.75)], None]
    (finding,) = copy["tqcheck_findings"].to_pylist()[1]
    assert finding["message"] == "“w”� is there."
    assert finding["spans"] == [{"side": "target", "start": 0, "end": 1}]
    assert finding["fix"] == {"start": 0, "end": 1, "replacement": ""}
    again = stored(kind, copy, "again")
    assert annotated(kind, items, again).equals(copy), "annotating a copy again replaces the annotations"
    assert [s.target for s in read(again, ReadOptions())] == [t or "" for t in TARGETS]


def test_a_copy_is_packed_like_the_original(stored):
    out = io.BytesIO()
    by_name("parquet").write([], Opened(stored("parquet", TABLE)), out)
    assert parquet.ParquetFile(out).metadata.row_group(0).column(0).compression == "SNAPPY"


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_a_copy_without_original(kind):
    segment = Segment(id="1", source="Oui", target="w", source_lang="fr", origin=Origin(path="a.tsv", line=3))
    (row,) = annotated(kind, [segment], None).to_pylist()
    assert (row["id"], row["source"], row["source_lang"], row["target_lang"]) == ("1", "Oui", "fr", None)
    assert (row["path"], row["line"], row["risk"], row["findings"][0]["code"]) == ("a.tsv", 3, 0.25, "LNG102")


def test_blocks_do_not_grow(monkeypatch):
    monkeypatch.setattr("tqcheck.columnar.writing.ROWS", 6)
    out, adding = io.BytesIO(), Adding("parquet")
    with TableWriter(out, adding.whole, kind="parquet") as writer:
        for number in range(10):
            segment = Segment(id=str(number), target="w")
            writer.write(adding.alone([result(segment)] * 2))
    meta = parquet.ParquetFile(out).metadata
    assert [meta.row_group(i).num_rows for i in range(meta.num_row_groups)] == [6, 6, 6, 2]


def test_from_python(stored):
    from tqcheck import check

    report = check(stored("parquet", TABLE), source="src", target="mt", id="uid", target_lang="en", models=[])
    assert [s.id for s in report.segments] == list("abcde")
