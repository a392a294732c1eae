"""`--engine ray` on a Ray of two processors on this machine."""

import json
import os
from dataclasses import replace
from pathlib import Path

import invented
import pyarrow as pa
import pytest
from dying import RULE, Dies
from pyarrow import parquet

from tqcheck.api import Files, run
from tqcheck.cli import main
from tqcheck.config import Config
from tqcheck.distributed.cluster import HASHES, _explained
from tqcheck.distributed.places import units
from tqcheck.distributed.run import Distributed
from tqcheck.errors import JobError, UsageError
from tqcheck.formats import ReadOptions
from tqcheck.model import Result

pytestmark = [pytest.mark.xdist_group("ray"), pytest.mark.filterwarnings("ignore")]  # warnings of Ray's own
ASKED = ["--source-lang", "en", "--target-lang", "de", "--no-models", "--profile", "audit"]
OPTIONS = ReadOptions(source_lang="en", target_lang="de")
CONFIG = Config(source_lang="en", target_lang="de", models=(), profile="audit")


@pytest.fixture(scope="module")
def ray():
    module = pytest.importorskip("ray")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    module.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        object_store_memory=80_000_000,
        log_to_driver=False,
        logging_level="error",
        runtime_env={"env_vars": {**HASHES, "PYTHONPATH": str(Path(__file__).parent)}},
    )
    yield module
    module.shutdown()


def test_all_segments_are_judged_as_on_one_machine(ray, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    invented.write(tmp_path / "corpus", count=100)
    assert main(["check", "corpus", *ASKED, "--show", "3", "--engine", "ray", "-o", "parquet=checked"]) == 1
    distributed = capsys.readouterr()
    assert main(["check", "corpus", *ASKED, "--show", "3"]) == 1
    alone = capsys.readouterr()
    assert distributed.out == alone.out
    paths = sorted(map(str, Path("corpus").rglob("*.parquet")))
    results = [r for r in run(Files(paths=tuple(paths), options=OPTIONS), CONFIG) if isinstance(r, Result)]
    rows = [row for path in paths for row in parquet.read_table(path.replace("corpus", "checked")).to_pylist()]
    assert len(rows) == len(results) == 400
    for row, result in zip(rows, results, strict=True):
        assert row["target"] == result.segment.target
        assert row["tqcheck_risk"] == round(result.verdict.risk, 6)
        assert [(f["code"], f["message"], f["evidence"]) for f in row["tqcheck_findings"]] == [
            (f.code, f.message, f.evidence) for f in result.findings
        ]
    said = {f["code"] for row in rows for f in row["tqcheck_findings"]}
    assert said >= {"ACC204", "ACC304", "ACC305", "CON101", "CON102", "LNG101", "LNG501"}
    assert json.loads(Path("checked/_SUCCESS").read_text(encoding="ascii"))["segments"] == 400
    assert ray.is_initialized(), "what the program connected stays so"


@pytest.mark.usefixtures("ray")
def test_a_process_that_ends_again_and_again_ends_the_run(tmp_path):
    made = Distributed(units(invented.write(tmp_path, count=80)[:1], OPTIONS), CONFIG, OPTIONS, out=None, worst=0)
    plan = made._job.plan
    made._job = replace(made._job, plan=replace(plan, checks=(*plan.checks[:3], (RULE, Dies()))))
    with pytest.raises(JobError, match=r"part-0.*ended 3 times"):
        list(made.outcomes(address=None, actors=1))


@pytest.mark.usefixtures("ray")
def test_columns_that_cannot_be_known(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    parquet.write_table(pa.table({"a": ["x"], "b": ["y"]}), "odd.parquet")
    assert main(["check", "odd.parquet", "--engine", "ray", "--no-models", "-o", "parquet=checked"]) == 2
    assert "no column for the target" in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["odd.parquet"]


def test_what_ray_raises_is_told_with_the_words_of_ours():
    class WrappedError(Exception):
        cause = UsageError("no such column.")

    with pytest.raises(UsageError, match="no such column"), _explained():
        raise ValueError from WrappedError()
    with pytest.raises(JobError, match="Ray could not finish the work: ValueError: no room"), _explained():
        raise ValueError("no room")
