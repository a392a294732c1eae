"""Both passes in this process: what files teach one another is what one run over all of them learns."""

import random
from collections import Counter, defaultdict
from dataclasses import replace

import invented
import pyarrow as pa
import pytest
from pyarrow import parquet

from tqcheck.api import Files, run
from tqcheck.baseline import Baseline, dumped
from tqcheck.checks import GatheringCheck, rules
from tqcheck.config import Config
from tqcheck.distributed import learning
from tqcheck.distributed.engine import _work
from tqcheck.distributed.job import unlearnable
from tqcheck.distributed.joining import joined, merged, told
from tqcheck.distributed.judging import Judging
from tqcheck.distributed.learning import EVERYWHERE, OWN, learn
from tqcheck.distributed.places import units
from tqcheck.distributed.run import Distributed
from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.jobs.packing import expanded
from tqcheck.model import Result
from tqcheck.select import plan
from tqcheck.text.vocabulary import Vocabulary, VocabularyPart

ASKED = Config(source_lang="en", target_lang="de", models=(), profile="audit")
OPTIONS = ReadOptions(source_lang="en", target_lang="de")
CORPUS_WIDE = {"ACC204", "ACC304", "ACC305", "ACC401", "CON101", "CON102", "CON103", "LNG101", "LNG501"}


def dealt(run):
    """What `engine` does, without Ray, and with the parts in any order."""
    job, files = run._job, run._units
    learnt = [one for unit in files for one in learn(unit, job)]
    own = {one.unit: expanded(one.data) for one in learnt if one.bucket == OWN}
    everywhere = [one.data for one in learnt if one.bucket == EVERYWHERE]
    halves = [merged(everywhere[i : i + 2], job) for i in range(0, len(everywhere), 2)]
    known = defaultdict(list)
    random.Random(1).shuffle(learnt)
    for bucket in {one.bucket for one in learnt if one.bucket >= 0}:
        for unit, data in joined([one for one in learnt if one.bucket == bucket], job):
            known[unit].append(data)
    judging = Judging(job, told(merged(halves, job), job) if halves else None)
    for work in _work(files, own, job):
        unit, mine, before = expanded(work.data)
        run.whole.take(judging.judge(unit, mine, before, known[unit.number]))
    return run.whole.summary(0.0)


def found(row):
    return row["tqcheck_risk"], [
        (f["code"], f["message"], f["evidence"], f["severity"], f["confidence"]) for f in row["tqcheck_findings"]
    ]


def expected(result):
    return round(result.verdict.risk, 6), [
        (f.code, f.message, f.evidence, f.severity.value, round(f.confidence, 6)) for f in result.findings
    ]


def of_one_run(paths, config=ASKED):
    running = run(Files(paths=tuple(paths), options=OPTIONS), config)
    results = {(r.segment.origin.path, r.segment.origin.line): expected(r) for r in running if isinstance(r, Result)}
    return results, running.summary()


def copied(files, out):
    tables = ((unit.path, parquet.read_table(out / unit.part).to_pylist()) for unit in files)
    return {(path, line): found(row) for path, rows in tables for line, row in enumerate(rows, 1)}


@pytest.mark.parametrize("seed", [0, 1])
def test_every_segment_is_judged_as_in_one_run(tmp_path, monkeypatch, seed):
    monkeypatch.setattr(learning, "_SEGMENTS", 96)
    paths = invented.write(tmp_path / "corpus", seed)
    files, out = units([str(tmp_path / "corpus")], OPTIONS), tmp_path / "out"
    out.mkdir()
    assert [unit.path for unit in files] == paths
    summary = dealt(Distributed(files, ASKED, OPTIONS, out=str(out), worst=5))
    results, alone = of_one_run(paths)
    assert copied(files, out) == results
    assert set(alone.by_check) >= CORPUS_WIDE
    assert replace(summary, seconds=0.0) == replace(alone, seconds=0.0)


def test_limits_of_what_is_learnt_are_those_of_one_run():
    texts = [f"ein wort{i % 37} und HausBoot{i % 11}. Aus" for i in range(80)]
    for limit in (3, 20, 1000):
        alone, parts = Vocabulary(limit), []
        for start in range(0, len(texts), 7):
            parts.append(VocabularyPart(limit))
            for text in texts[start : start + 7]:
                alone.learn(text)
                parts[-1].learn(text)
        whole = VocabularyPart(limit)
        for part in parts:
            whole.take(part)
        assert whole.whole()._words == alone._words
        assert whole.whole()._seamed == alone._seamed
        if limit == 1000:
            assert whole.whole()._forms == alone._forms


def test_all_our_checks_can_be_asked():
    checks = plan(ASKED).checks
    assert not unlearnable(checks)
    told_apart = {rule.code for rule, check in checks if isinstance(check, GatheringCheck)}
    assert told_apart == {"ACC204", "CON101", "CON102", "CON103", "LNG101", "LNG501"}


def test_a_check_that_cannot_learn_in_parts_is_told_of(tmp_path, monkeypatch):
    rule = next(rule for rule in rules() if rule.code == "ACC304")
    monkeypatch.setattr(rule.cls, "within_file", False)
    files = units(invented.write(tmp_path), OPTIONS)
    made = Distributed(files, ASKED, OPTIONS, out=None, worst=0)
    assert [(skip.what, skip.incomplete) for skip in made.skips] == [("ACC304", True)]
    assert dealt(made).incomplete
    with pytest.raises(UsageError, match="ACC304 cannot be asked"):
        Distributed(files, replace(ASKED, select=("ACC304",)), OPTIONS, out=None, worst=0)


def test_what_cannot_be_read_is_told_and_the_rest_is_judged(tmp_path):
    paths = invented.write(tmp_path / "corpus", count=80)
    whole = (tmp_path / "corpus/part-1.parquet").read_bytes()
    (tmp_path / "corpus/part-1.parquet").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "out").mkdir()
    summary = dealt(Distributed(units(paths, OPTIONS), ASKED, OPTIONS, out=str(tmp_path / "out"), worst=1))
    assert summary.incomplete
    assert [skip.what for skip in summary.skipped if skip.incomplete] == [str(tmp_path / "corpus/part-1.parquet")]
    assert summary.segments == 240
    assert not (tmp_path / "out/part-1.parquet").exists()
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_a_baseline_sets_aside_what_it_sets_aside_in_one_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    paths = invented.write(tmp_path / "corpus", count=80)
    running = run(Files(paths=tuple(paths), options=OPTIONS), ASKED)
    known = Baseline(str(tmp_path), {})
    entries = Counter(known.entry(f) for r in running if isinstance(r, Result) for f in r.findings[:1])
    (tmp_path / "known.json").write_text(dumped(entries), encoding="utf-8")
    config = replace(ASKED, baseline=str(tmp_path / "known.json"))
    summary = dealt(Distributed(units(paths, OPTIONS), config, OPTIONS, out=None, worst=0))
    _, alone = of_one_run(paths, config)
    assert replace(summary, seconds=0.0) == replace(alone, seconds=0.0)
    assert summary.aside > 10


def test_source_strings_that_fail_in_several_languages_are_told_of(tmp_path):
    for tag in ("de", "fr", "it"):
        (tmp_path / f"target_lang={tag}").mkdir()
        parquet.write_table(
            pa.table({"source": ["There are 13 boats."], "target": ["… 30 …"]}),
            tmp_path / f"target_lang={tag}/a.parquet",
        )
    config = Config(source_lang="en", models=(), select=("ACC101",))
    made = Distributed(units([str(tmp_path)], ReadOptions(source_lang="en")), config, ReadOptions(source_lang="en"),
                       out=None, worst=9)  # fmt: skip
    assert dealt(made).by_check == {"ACC101": 3}
    (skip,) = made.whole.unshared()
    assert "within each file" in skip.why
    assert not skip.incomplete
