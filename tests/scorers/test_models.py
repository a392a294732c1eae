"""Models in a run: from the command line to the report."""

import json
import shutil
import sys

import pytest
import tiny

from tqcheck.api import check
from tqcheck.cli import main
from tqcheck.config import Config, load
from tqcheck.errors import ModelError, UsageError
from tqcheck.model import Segment
from tqcheck.scorers import open_scorer, wanted
from tqcheck.scorers.ensemble import Ensemble
from tqcheck.scorers.folder import Calibration, ModelFolder

PAIRS = [
    ("frappes contre État islamique dans la maison.", "strikes against Israel in the house."),
    ("le chat dort.", "the cat sleeps."),
    ("le chat dort dans la maison.", "strikes against Israel against Israel strikes."),
]


def segments(pairs=PAIRS) -> list[Segment]:
    return [
        Segment(id=str(i), source=s, target=t, source_lang="fr", target_lang="en") for i, (s, t) in enumerate(pairs)
    ]


def read(model, pairs=PAIRS, cache=None):
    ensemble = Ensemble([str(model)], cache=cache)
    readings = ensemble.read(segments(pairs))
    return readings, [*ensemble.skips(), *ensemble.finish()]


def test_words_and_scores(model) -> None:
    (islamic, cat, _), skips = read(model)
    assert not skips
    source = PAIRS[0][0]
    weak = [source[w.span.start : w.span.end] for w in islamic.side("source") if w.support < 0.5]
    assert weak == ["État", "islamique"]
    (israel,) = [w for w in islamic.side("target") if w.support < 0.5]
    assert PAIRS[0][1][israel.span.start : israel.span.end] == "Israel"
    assert israel.error > 0.5 > max(w.error for w in cat.words)
    assert [s.scorer for s in cat.scores] == ["support", "similarity", "quality", "risk"]
    assert cat.raw("support") > islamic.raw("support")
    assert {s.scorer: s.value for s in cat.scores}["risk"] < 0.1
    assert all(w.match and w.match.side != w.span.side for w in cat.words)


def test_what_cannot_be_read_is_told_once(model) -> None:
    (short, one, other), skips = read(model, [PAIRS[1], ("le chat " * 40, "the cat"), ("chat", "cat " * 40)])
    assert short
    assert one is other is None
    (skip,) = skips
    assert "on 2 segments (the first is 1)" in skip.what
    assert "30 tokens" in skip.why
    assert not skip.incomplete


@pytest.mark.parametrize(("source", "target"), [(None, "cat"), ("chat", " "), ("", "cat")])
def test_a_pair_of_which_a_side_is_missing_is_not_read(model, source, target) -> None:
    assert read(model, [(source, target)]) == ([None], [])


def test_text_without_words_is_not_judged(model) -> None:
    report = check(segments([("{0}%", "{0}%"), PAIRS[1]]), config=Config(models=(str(model),), cache=None))
    assert [len(r.scores) for r in report.results] == [0, 4]
    assert not report.summary.incomplete


def test_a_second_run_asks_only_the_cache(model, tmp_path, monkeypatch) -> None:
    first, _ = read(model, cache=tmp_path / "scores.sqlite")
    monkeypatch.setattr("tqcheck.scorers.embedded.Encoder", None)
    second, skips = read(model, cache=tmp_path / "scores.sqlite")
    assert first == second
    assert not skips


def test_a_cache_that_cannot_be_used_is_told(model, tmp_path) -> None:
    (tmp_path / "scores.sqlite").write_bytes(b"no database at all" * 99)
    readings, (skip,) = read(model, cache=tmp_path / "scores.sqlite")
    assert all(readings)
    assert skip.what.startswith("the score cache of ")
    assert not skip.incomplete


def test_calibration_by_language() -> None:
    curves = {
        "risk": {"a": 1, "b": 0},
        "languages": {"ja": {"risk": {"a": 2, "b": 0}}, "en-ja": {"risk": {"a": 3, "b": 1}}},
    }
    claims = {"x": {"bias": 0, "weights": {}}, "languages": {"zh": {"x": {"bias": 5, "weights": {}}}}}
    known = Calibration({"calibration": curves, "claims": claims})
    assert [known.curves(*pair)["risk"] for pair in (("en", "ja-JP"), ("de", "ja"), (None, None))] == [
        (3, 1),
        (2, 0),
        (1, 0),
    ]
    assert known.claims("en", "zh-Hant")["x"]({}) > known.claims("en", "fr")["x"]({})


def test_a_language_says_only_what_differs() -> None:
    claims = {"x": {"bias": -1, "weights": {"f": 2}}, "languages": {"zh": {"x": {"bias": -3}}}}
    found = Calibration({"claims": claims}).claims("en", "zh")["x"]
    assert (found.bias, found.weights) == (-3, {"f": 2})


def test_what_was_read_stays_valid_when_it_is_calibrated_anew(model, tmp_path) -> None:
    before = ModelFolder.open(model)
    copy = tmp_path / "model"
    shutil.copytree(model, copy)
    settings = {**before.settings, "calibration": {"risk": {"a": 1, "b": 0}}}
    (copy / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    after = ModelFolder.open(copy)
    assert before.network == after.network
    assert before.signature != after.signature


@pytest.mark.parametrize("broken", ["model.onnx", "embeddings.q4", "vocabulary.bin", "config.json"])
@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_a_model_that_cannot_be_used_is_an_incomplete_run(model, tmp_path, broken, how) -> None:
    folder = shutil.copytree(model, tmp_path / "broken")
    (folder / broken).unlink() if how == "missing" else (folder / broken).write_bytes(b"nonsense")
    readings, (skip,) = read(folder)
    assert readings == [None] * 3
    assert skip.incomplete
    assert str(folder) in skip.what


def test_findings_point_at_both_sides(model) -> None:
    report = check(PAIRS, source_lang="fr", target_lang="en",
                   config=Config(select=("ACC7",), models=(str(model),), cache=None))  # fmt: skip
    assert [[f.code for f in r.findings] for r in report.results] == [["ACC704"], [], ["ACC701"]]
    (finding,) = report.results[0].findings
    assert "supports “Israel”" in finding.message
    assert "renders “État islamique”" in finding.message
    assert report.summary.signature.split("|models:")[1].startswith("tiny@")
    assert not report.summary.skipped


def test_many_pairs_keep_their_order(model) -> None:
    pairs = [PAIRS[i % 3] if i % 7 else ("chat " * (i % 20), "cat") for i in range(1100)]
    report = check(
        pairs, source_lang="fr", target_lang="en", config=Config(select=("ACC70",), models=(str(model),), cache=None)
    )
    assert [r.segment.id for r in report.results] == [str(i + 1) for i in range(1100)]
    for index, result in enumerate(report.results):
        if index % 7 and index % 3 == 0:
            assert [f.code for f in result.findings] == ["ACC704"]
        assert bool(result.scores) == bool(pairs[index][0])


@pytest.fixture
def file(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "pairs.jsonl"
    rows = [{"id": s.id, "source": s.source, "target": s.target} for s in segments()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def run(capsys, *arguments) -> tuple[int, list[dict], str]:
    code = main(["check", *arguments, "--output-format", "jsonl", "--source-lang", "fr", "--target-lang", "en"])
    captured = capsys.readouterr()
    return code, [json.loads(line) for line in captured.out.splitlines()], captured.err


def test_the_command_line(model, file, capsys, tmp_path) -> None:
    cache = tmp_path / "scores.sqlite"
    code, lines, err = run(capsys, file, "--models", str(model), "--cache", str(cache))
    assert (code, err) == (1, "")
    assert set(lines[0]["scores"]) == {"support", "similarity", "quality", "risk"}
    assert "ACC704" in [f["code"] for f in lines[0]["findings"]]
    assert cache.is_file()
    assert run(capsys, file, "--models", str(model), "--cache", str(cache)) == (code, lines, err)
    code, lines, err = run(capsys, file, "--no-models")
    assert lines[0]["scores"] == {}
    assert err == ""


def test_an_unknown_model_is_an_incomplete_run(file, capsys) -> None:
    code, lines, err = run(capsys, file, "--models", "tqcheck-mimi")
    assert code == 3
    assert len(lines) == 3
    assert "error: the model tqcheck-mimi: there is no model 'tqcheck-mimi'. Did you mean 'tqcheck-mini'?" in err
    assert "4 checks that need a model" in err


def test_the_configuration_names_a_folder_beside_it(model, file, capsys, tmp_path) -> None:
    shutil.copytree(model, tmp_path / "own")
    (tmp_path / "tqcheck.toml").write_text('models = ["./own"]\ncache = false\n', encoding="utf-8")
    code, lines, _ = run(capsys, file)
    assert code == 1
    assert lines[0]["scores"]
    (tmp_path / "tqcheck.toml").write_text('cache = "kept.sqlite"\nmodels = false\n', encoding="utf-8")
    assert load(tmp_path / "tqcheck.toml").models == ()
    assert load(tmp_path / "tqcheck.toml").cache == str(tmp_path / "kept.sqlite")


def test_who_says_what_reads(monkeypatch) -> None:
    assert wanted(None) == (), "the tests want none"
    assert wanted(["none"]) == wanted([]) == ()
    monkeypatch.setenv("TQCHECK_MODELS", "a, ./b")
    assert wanted(None) == ("a", "./b")
    assert wanted(["c"]) == ("c",)


def test_checks_that_need_a_model_say_so() -> None:
    with pytest.raises(UsageError, match="ACC704 need a model"):
        check(PAIRS, config=Config(select=("ACC704",), models=()))


def test_a_run_without_models_loads_none_of_their_libraries() -> None:
    import subprocess

    code = (
        "import sys, tqcheck; tqcheck.check([('le chat', 'the cat')], source_lang='fr', target_lang='en'); "
        "print({'onnxruntime', 'tokenizers', 'sqlite3'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "set()\n"


def test_the_fake_has_what_the_real_one_has(model) -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(model / "model.onnx"))
    assert {i.name for i in session.get_inputs()} == {
        "source_embeddings", "source_mask", "target_embeddings", "target_mask",
    }  # fmt: skip
    assert tiny.HIDDEN % 32 == 0


def test_a_folder_without_weights_is_not_carried(tmp_path, monkeypatch):
    monkeypatch.setattr("tqcheck.scorers.carried", lambda _name: tmp_path)
    with pytest.raises(ModelError, match="does not carry tqcheck-mini"):
        open_scorer("tqcheck-mini", cache=None)
