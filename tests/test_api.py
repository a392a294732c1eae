"""The Python entry."""

import pytest

import tqcheck
from tqcheck.errors import UnreadableError, UsageError


def test_pairs_in_memory() -> None:
    report = tqcheck.check(
        [("Der Bericht ist fertig.", "The the report is ready."), ("Guten Tag.", "Good afternoon.")],
        source_lang="de",
        target_lang="en",
    )
    assert [len(r.findings) for r in report.results] == [1, 0]
    assert report.findings[0].code == "LNG102"
    assert report.worst(1)[0].segment.id == "1"
    assert report.summary.signature.startswith("tqcheck ")


def test_a_translation_alone() -> None:
    report = tqcheck.check(["The the report is ready."], target_lang="en")
    assert "LNG102" in report.summary.by_check
    assert report.summary.skipped
    assert not report.summary.incomplete


def test_a_file(tmp_path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("source\ttarget\nDer Bericht ist fertig.\tThe the report is ready.\n", encoding="utf-8")
    report = tqcheck.check(path, source_lang="de", target_lang="en")
    assert report.findings[0].segment.origin.line == 2
    assert [s.target for s in tqcheck.read(path)] == ["The the report is ready."]


def test_errors(tmp_path) -> None:
    with pytest.raises(UnreadableError):
        tqcheck.check(tmp_path / "missing.tsv")
    with pytest.raises(UsageError):
        tqcheck.check([("a", "b")], source_lang="klingonese", target_lang="en")


def test_names_load_on_first_use() -> None:
    assert set(tqcheck.__all__) <= {name for name in tqcheck.__all__ if getattr(tqcheck, name)}
    with pytest.raises(AttributeError):
        tqcheck.nothing  # noqa: B018
