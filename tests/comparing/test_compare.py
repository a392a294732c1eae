"""tq.compare: from two reports to a verdict."""

import json
from pathlib import Path

import pytest
from comparing.made import finding, result, segment

import tqcheck as tq
from tqcheck.comparing import Terms, compared
from tqcheck.comparing.saved import Saved
from tqcheck.config import Config
from tqcheck.errors import UsageError
from tqcheck.model import Origin

CORPUS = Path(__file__).parent.parent.parent / "corpora" / "two-systems"
RULES = Config(models=())


def lines(name):
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def reports():
    return [
        tq.check(
            list(zip(lines("source.de"), lines(f"system-{name}.en"), strict=True)),
            source_lang="de",
            target_lang="en",
            config=RULES,
        )
        for name in "ab"
    ]


@pytest.fixture(scope="module")
def comparison(reports):
    return tq.compare(*reports, reference=lines("reference.en"))


def side(*results, texts=True):
    return Saved(results=results, signature="s", incomplete=False, texts=texts)


def test_the_better_system_wins(comparison) -> None:
    assert comparison.winner == "b"
    assert comparison.verdict.startswith("B is better: mean risk 0.")
    assert {m.key for m in comparison.measures} == {"risk", "major", "penalty", "chrf", "bleu", "ter"}
    assert all(m.better == "b" and comparison.significant(m) for m in comparison.measures)


def test_the_worse_segments_come_worst_first(comparison) -> None:
    numbers = [c.b.segment.id for c in comparison.worse()]
    assert numbers[:1] == ["29"]  # 2 p.m. became 4 p.m.
    assert [f.code for f in comparison.worse()[0].new] == ["ACC101"]
    points = [c.penalty for c in comparison.worse()]
    assert points == sorted(points, reverse=True)
    assert len(comparison.better(3)) == 3


def test_swapped_the_other_wins(reports) -> None:
    found = tq.compare(*reversed(reports), reference=lines("reference.en"))
    assert found.winner == "a"


def test_a_report_does_not_differ_from_itself(reports) -> None:
    found = tq.compare(reports[0], reports[0], reference=lines("reference.en"))
    assert found.winner is None
    assert found.verdict == "A and B are equal: no measure tells them apart."
    assert {m.estimate.p for m in found.measures} == {1}


def test_counts_add_up(comparison) -> None:
    for kind in ("category", "severity", "check", "language"):
        counts = comparison.counts(kind)
        assert sum(c.a - c.fixed + c.new for c in counts) == sum(c.b for c in counts)
        assert all(c.a - c.fixed + c.new == c.b for c in counts)
    assert comparison.counts("category")[0].name == "accuracy"
    assert comparison.counts("language")[0].name == "de → en"


def test_what_decides_can_be_chosen(reports) -> None:
    found = tq.compare(*reports, reference=lines("reference.en"), by="chrf")
    assert found.verdict.startswith("B is better: chrF ")
    with pytest.raises(UsageError, match="There are risk, major, penalty"):
        tq.compare(*reports, by="chrf")


def test_contradictions_are_told(reports) -> None:
    found = tq.compare(*reports, reference=lines("system-a.en"))
    assert found.winner == "b"
    assert "But chrF and BLEU and TER for A" in found.verdict


def test_wrong_numbers_are_refused(reports) -> None:
    for options in ({"alpha": 0}, {"resamples": 3}, {"seed": -1}, {"metrics": ["meteor"]}):
        with pytest.raises(UsageError):
            tq.compare(*reports, **options)
    with pytest.raises(UsageError, match="2 references for the 48 segments"):
        tq.compare(*reports, reference=["x", "y"])


def test_scores_of_models_are_measures_where_both_have_them() -> None:
    a = [result(segment(str(n)), 0.1, scores=[("quality", 0.5 + n / 100)]) for n in range(1, 21)]
    b = [result(segment(str(n)), 0.1, scores=[("quality", 0.7 + n / 100)]) for n in range(1, 20)]
    b.append(result(segment("20"), 0.1))
    found = compared(side(*a), side(*b), Terms(by="score:quality"), names=("A", "B"))
    assert found.winner == "b"
    assert found.decided_by.segments == 19
    assert any("mean quality: 1 segment without the score" in note for note in found.notes)


def test_each_language_has_metrics_of_its_own() -> None:
    results = [
        result(segment(f"{tag}{n}", "Ja.", word, target_lang=tag, reference=word, origin=Origin(path=f"{tag}.tsv")))
        for tag, word in (("fr", "Oui, bien sûr."), ("pl", "Tak, oczywiście."))
        for n in range(3)
    ]
    found = compared(side(*results), side(*results), Terms(metrics=("chrf",)), names=("A", "B"))
    assert [m.label for m in found.measures if m.key == "chrf"] == ["chrF (fr)", "chrF (pl)"]
    with pytest.raises(UsageError, match="each of 2 languages"):
        compared(side(*results), side(*results), Terms(metrics=("chrf",), by="chrf"), names=("A", "B"))


def test_references_of_some_segments_only_are_told() -> None:
    results = [result(segment(str(n), reference="Good day." if n > 1 else None)) for n in range(1, 5)]
    found = compared(side(*results), side(*results), Terms(metrics=("chrf",)), names=("A", "B"))
    assert next(m for m in found.measures if m.key == "chrf").segments == 3
    assert any("1 segment without reference" in note for note in found.notes)


def test_what_stands_in_one_only_is_told() -> None:
    a, b = [result(segment(str(n), f"Satz {n}.")) for n in (1, 2)], [result(segment("2", "Satz 2."))]
    found = compared(side(*a), side(*b), Terms(), names=("A", "B"))
    assert [r.segment.id for r in found.only_a] == ["1"]
    assert any(note == "1 segment only in A: not compared." for note in found.notes)


def test_penalties_are_per_thousand_words() -> None:
    of = segment("1", "eins zwei drei vier", "one two three four")
    found = compared(side(result(of)), side(result(of, 0.5, finding(of))), Terms(), names=("A", "B"))
    penalty = next(m for m in found.measures if m.key == "penalty")
    assert (penalty.estimate.a, penalty.estimate.b) == (0, 5 * 1000 / 4)


def test_reports_of_one_version_may_differ_in_settings() -> None:
    other = tq.check(
        [("Ja.", "Yes.")], source_lang="de", target_lang="en", config=Config(models=(), select=("ACC101",))
    )
    found = tq.compare(other, other)
    assert not any("differ in more" in note for note in found.notes)
    first = tq.check([("Ja.", "Yes.")], source_lang="de", target_lang="en", config=RULES)
    assert any("differ in more than their texts" in note for note in tq.compare(first, other).notes)


def test_frames(comparison) -> None:
    pytest.importorskip("pandas")
    segments = comparison.to_pandas()
    assert len(segments) == 48
    assert set(segments["outcome"]) == {"better", "worse", "same"}
    assert segments.loc[segments["id"] == "29", "new"].item() == "ACC101"
    assert list(comparison.to_pandas("measures")["measure"]) == [m.key for m in comparison.measures]
    assert set(comparison.to_pandas("counts")["by"]) == {"category", "severity", "check", "language"}
    with pytest.raises(UsageError, match="no table 'rows'"):
        comparison.to_pandas("rows")


def test_drawing_is_well_formed_and_escaped() -> None:
    from lxml import etree

    of = segment("1", "<b>Ja</b> & nein", "<script>alert(1)</script> \u202e")
    found = compared(side(result(of)), side(result(of, 0.5, finding(of))), Terms(), names=("<A>", "B&B"))
    drawn = found._repr_html_()
    assert "<script" not in drawn
    assert "\u202e" not in drawn
    etree.fromstring(drawn.replace("<br>", "<br/>"))


def test_the_corpus_says_what_its_readme_says() -> None:
    sizes = {len(lines(name)) for name in ("source.de", "system-a.en", "system-b.en", "reference.en")}
    assert sizes == {48}


def test_json_holds_everything(comparison, tmp_path) -> None:
    from tqcheck.comparing.writing import Style, write

    path = tmp_path / "c.json"
    with path.open("w", encoding="utf-8") as out:
        write(comparison, "json", out, Style())
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["winner"] == "b"
    assert len(document["segments"]) == 48
    assert document["worse"] == sum(s["outcome"] == "worse" for s in document["segments"])
    assert document["only_a"] == []
    assert document["measures"][0]["p"] < 0.05
