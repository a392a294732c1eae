"""Tables out."""

import sys
from dataclasses import replace

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import tqcheck as tq
from tqcheck.errors import UsageError
from tqcheck.model import BackTranslation, Score

SEGMENTS = ["id", "source", "target", "source_lang", "target_lang", "risk", "findings", "severity", "codes"]
FINDINGS = ["id", "code", "name", "severity", "confidence", "message", "evidence", "in_source", "in_target",
            "replacement", "source", "target", "source_lang", "target_lang", "path", "line", "fingerprint"]  # fmt: skip


def test_a_row_a_segment(report) -> None:
    table = report.to_pandas()
    assert list(table) == SEGMENTS
    assert list(table["id"]) == ["1", "2", "3", "4"]
    assert list(table["findings"]) == [1, 1, 0, 1]
    assert list(table["codes"]) == ["LNG102", "ACC101", "", "ACC403"]
    assert table["severity"].max() == "major"
    assert str(table["risk"].dtype) == "float64"
    assert table.loc[2, "severity"] is None or pd.isna(table.loc[2, "severity"])


def test_a_row_a_finding(report) -> None:
    table = report.to_pandas("findings")
    assert list(table) == FINDINGS
    assert list(table["code"]) == ["LNG102", "ACC101", "ACC403"]
    assert table.loc[1, "in_source"] == "30"
    assert table.loc[1, "in_target"] == "13"
    assert table["fingerprint"].map(len).eq(32).all()


def test_polars_and_arrow_say_the_same(report) -> None:
    for what, names in (("segments", SEGMENTS), ("findings", FINDINGS)):
        arrow, polars = report.to_arrow(what), report.to_polars(what)
        assert isinstance(arrow, pa.Table)
        assert isinstance(polars, pl.DataFrame)
        assert arrow.column_names == polars.columns == names
        assert arrow.to_pylist() == polars.to_dicts()
    assert report.to_polars().sort("severity", nulls_last=True)["severity"].to_list()[0] == "minor"


def test_scores_places_and_back_translations_are_columns(tmp_path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("source\ttarget\nHallo\tHello\nTag\tDay\n", encoding="utf-8")
    made = tq.check(path)
    first = replace(made.results[0], scores=(Score(scorer="kiwi", value=0.5, raw=1.0),),
                    back=BackTranslation(text="Hallo", by="x"))  # fmt: skip
    table = replace(made, results=(first, made.results[1])).to_polars()
    assert table["score_kiwi"].to_list() == [0.5, None]
    assert table["line"].to_list() == [2, 3]
    assert table["back_translation"].to_list() == ["Hallo", None]


def test_nothing_is_a_table_too() -> None:
    empty = tq.check([])
    assert len(empty.to_pandas()) == len(empty.to_pandas("findings")) == empty.to_polars().height == 0
    assert str(empty.to_arrow().schema.field("risk").type) == "double"


def test_lone_surrogates_do_not_break_a_table() -> None:
    report = tq.check([("a\ud800", "b\udfff 😀")])
    assert report.to_arrow()["target"][0].as_py() == "b\ufffd 😀"
    assert report.to_polars()["source"][0] == "a\ufffd"
    assert report.to_pandas().loc[0, "source"] == "a\ufffd"


def test_unknown_tables(report) -> None:
    with pytest.raises(UsageError, match="no table 'rows'"):
        report.to_pandas("rows")


@pytest.mark.parametrize(
    ("module", "call", "mend"),
    [
        ("pandas", lambda r: r.to_pandas(), "to_pandas() needs pandas. pip install 'tqcheck[notebook]'"),
        ("polars", lambda r: r.to_polars(), "to_polars() needs polars. pip install polars"),
        ("pyarrow", lambda r: r.to_arrow(), "to_arrow() needs pyarrow. pip install pyarrow"),
        ("matplotlib", lambda r: r.plot, "report.plot needs matplotlib. pip install 'tqcheck[notebook]'"),
    ],
)
def test_missing_libraries(report, monkeypatch, module, call, mend) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError) as raised:
        call(report)
    assert str(raised.value) == mend
