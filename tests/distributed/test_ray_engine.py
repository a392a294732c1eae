"""`--engine ray` on a Ray of two processors on this machine."""

import json
import os
from pathlib import Path

import invented
import pyarrow as pa
import pytest
from pyarrow import parquet

from tqcheck.api import Files, run
from tqcheck.cli import main
from tqcheck.config import Config
from tqcheck.distributed import tasks
from tqcheck.distributed.cluster import HASHES, _explained
from tqcheck.distributed.places import Unit
from tqcheck.distributed.tasks import Attempts
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


def test_a_file_whose_process_ends_again_and_again_ends_the_run(monkeypatch):
    class Begin:
        def remote(self, what, number):
            return attempts.begin(what, number)

    class Reference:
        begin = Begin()

    attempts, unit = Attempts(), Unit(number=0, path="corpus/part-0.parquet", part="part-0.parquet")
    monkeypatch.setattr(tasks, "_got", lambda reference: reference)
    told = [tasks._tried("judging", unit, Reference(), str) for _ in range(4)]
    assert told[:3] == ["", "", ""]
    assert isinstance(told[3], JobError)
    assert "part-0.parquet: the process that worked at it ended 3 times" in str(told[3])
    assert isinstance(tasks._tried("learning", unit, Reference(), _wrong), UsageError)


def _wrong():
    raise UsageError("no such column.")
