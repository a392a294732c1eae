"""Batches of Arrow in and out, with Spark and without."""

import shutil
import warnings

import pyarrow as pa
import pytest

from tqcheck import check
from tqcheck.errors import ModelError, UsageError
from tqcheck.spark import COLUMNS, checked

PAIRS = [
    ("Le train part à 18 heures.", "The train leaves at 18:00."),
    ("Il y a 30 élèves.", "There are 13 pupils."),
    ("大桥长1200米。", "The the bridge is 1,200 metres long."),
    ("أغلقت المكتبة أبوابها.", "The library has closed its doors."),
    ("दुकान 7 दिन बंद रहेगी।", "The shop will be closed for 9 days."),
    ("Магазин закрыт.", None),
] * 3  # fmt: skip
WHOLE = pa.table({"id": [f"r{i}" for i in range(len(PAIRS))], "fr": [s for s, _ in PAIRS], "mt": [t for _, t in PAIRS]})
ASKED = {"source_lang": "fr", "target_lang": "en", "models": []}


def told(rows):
    """What is said of each row, by id."""
    return {
        row["id"]: (row["tqcheck_risk"], [(f["code"], f["message"], f["severity"]) for f in row["tqcheck_findings"]])
        for row in rows
    }


def local():
    """What a run in memory says."""
    report = check(WHOLE, source="fr", target="mt", **ASKED)
    return {
        r.segment.id: (round(r.verdict.risk, 6), [(f.code, f.message, f.severity.value) for f in r.findings])
        for r in report.results
    }


@pytest.mark.parametrize("size", [1, 5, 100])
def test_batches_are_checked_like_a_table(size):
    batches = WHOLE.to_batches(max_chunksize=size)
    found = pa.Table.from_batches(list(checked(source="fr", target="mt", **ASKED)(iter(batches))))
    assert found.select(WHOLE.schema.names).equals(WHOLE)
    assert told(found.to_pylist()) == local()
    assert found["tqcheck_findings"].to_pylist()[1][0]["code"] == "ACC101"


def test_an_empty_partition():
    assert list(checked(**ASKED)(iter(()))) == []
    assert sum(b.num_rows for b in checked(**ASKED)(iter(WHOLE.slice(0, 0).to_batches()))) == 0


def test_what_goes_wrong_is_raised(tmp_path):
    with pytest.raises(UsageError, match="profile"):
        checked(profile="sloppy")
    with pytest.raises(UsageError, match="no column for the target"):
        list(checked(**ASKED)(iter(pa.table({"a": ["x"]}).to_batches())))
    with pytest.raises(ModelError):
        list(checked(source="fr", target="mt", models=[str(tmp_path / "none")])(iter(WHOLE.to_batches())))


def test_a_row_that_cannot_be_read_is_null():
    rows = pa.table({"source": pa.array([b"Oui", b"\xe9"]), "target": ["Yes", "x"]})
    (found,) = checked(**ASKED)(iter(rows.to_batches()))
    read, unread = found["tqcheck_risk"].to_pylist()
    assert read is not None
    assert unread is None


@pytest.fixture(scope="module")
def session():
    sql = pytest.importorskip("pyspark.sql")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Spark's own
        settings = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        made = settings.config("spark.sql.execution.arrow.maxRecordsPerBatch", "4").getOrCreate()
    yield made
    made.stop()


@pytest.mark.filterwarnings("ignore")  # Spark's own
def test_spark_says_what_a_local_run_says(session):
    frame = session.createDataFrame(PAIRS_WITH_IDS, "id string, fr string, mt string").coalesce(1)
    work = checked(source="fr", target="mt", **ASKED)
    rows = frame.mapInArrow(work, f"id string, fr string, mt string, {COLUMNS}").collect()
    assert told(row.asDict(recursive=True) for row in rows) == local()


PAIRS_WITH_IDS = list(zip(*WHOLE.to_pydict().values(), strict=True))
