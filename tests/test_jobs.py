"""--jobs: the same results in the same order as in one process, and nothing is lost when a process fails."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pytest

from tqcheck.asking import GROUP
from tqcheck.checks import Rule
from tqcheck.config import Config
from tqcheck.errors import JobError
from tqcheck.jobs import crew
from tqcheck.jobs.number import number
from tqcheck.jobs.packing import packed, unpacked
from tqcheck.journal import Journal
from tqcheck.model import Hit, InlineCode, Origin, Score, Segment, Severity, Skip, Span, Suppression
from tqcheck.pipeline import Run
from tqcheck.reading import Reading
from tqcheck.reporters import BINARY, NAMES, ReporterOptions, reporter
from tqcheck.scorers import Failure
from tqcheck.select import Plan, plan

ROOT = Path(__file__).parent.parent


def hit(message: str) -> Hit:
    return Hit(message=message, spans=(Span(side="target", start=0, end=1),), confidence=0.9)


@dataclass(frozen=True)
class Fails:
    """Fails on every seventh segment, finds something in every fifth, and ends its process at the word `die`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        if segment.target == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if int(segment.id) % 5 == 0:
            yield hit(f"five, after nothing: {segment.id}")
        if int(segment.id) % 7 == 0:
            raise ValueError(segment.id)


@dataclass
class Ordered:
    """A judge that counts what it is asked: no two processes may share it."""

    asked: int = 0

    def begin(self) -> "Ordered":
        return Ordered()

    def add(self, segment: Segment) -> None:
        assert segment.target != "never"

    def finish(self) -> "Ordered":
        return Ordered()

    def check(self, segment: Segment) -> Iterator[Hit]:
        self.asked += 1
        if self.asked % 11 == 0:
            yield hit(f"{segment.id} is the {self.asked}th")


@dataclass
class LooksBack:
    """A judge that remembers the target before."""

    looks_back = 1
    before: str = ""

    def begin(self) -> "LooksBack":
        return LooksBack()

    def add(self, segment: Segment) -> None:
        assert segment

    def finish(self) -> "LooksBack":
        return LooksBack()

    def check(self, segment: Segment) -> Iterator[Hit]:
        before, self.before = self.before, segment.target
        if before[-1:] == "9":
            yield hit(f"after {before}")


@dataclass
class LearningFails(Ordered):
    def begin(self) -> "LearningFails":
        return LearningFails()

    def add(self, segment: Segment) -> None:
        raise ValueError(segment.id)


def made(*checks) -> Plan:
    rules = (
        (Rule(code=f"LNG90{i}", name=f"test-{'abcd'[i]}", severity=Severity.MINOR, mqm="x", needs_source=False,
              cls=type(check)), check)
        for i, check in enumerate(checks)
    )  # fmt: skip
    return Plan(checks=tuple(rules), profile="review", floor=0.5, signature="test")


def numbered(count: int) -> list[Segment | Skip]:
    texts = [f"t {i}" if i % 13 else "" for i in range(count)]
    items: list[Segment | Skip] = [Segment(id=str(i), source="s", target=text) for i, text in enumerate(texts)]
    items.insert(100, Skip(what="line 100", why="it is broken"))
    return items


@pytest.mark.parametrize("jobs", [2, 3])
def test_results_failures_and_skips_are_those_of_one_process(jobs) -> None:
    chosen = made(Fails(), Ordered(), LooksBack())
    alone, several = (Run(numbered(GROUP * 7 + 5), chosen, jobs=n) for n in (1, jobs))
    assert list(several) == list(alone)
    one, other = (replace(run.summary(), seconds=0) for run in (alone, several))
    assert one == other
    assert min(one.by_check.values()) > 20


def test_what_is_left_out_is_left_out_and_counted() -> None:
    chosen = made(Fails(), Ordered(), LooksBack())

    def run(jobs: int) -> tuple:
        running = Run(numbered(500), chosen, changed=lambda s: int(s.id) % 3 == 0, jobs=jobs)
        return list(running), replace(running.summary(), seconds=0)

    assert run(2) == run(1)


def test_a_killed_process_is_an_error() -> None:
    items = numbered(1000)
    items[600] = Segment(id="600", source="s", target="die")
    run = Run(items, made(Fails()), jobs=2)
    with pytest.raises(JobError, match=r"process \d of --jobs was killed by SIGKILL"):
        list(run)


def test_what_a_collector_raises_is_raised() -> None:
    with pytest.raises(ValueError, match=r"^1$"):
        list(Run(numbered(10), made(LearningFails()), jobs=2))


def test_checks_that_no_other_process_can_import() -> None:
    class Local(Fails):
        pass

    with pytest.raises(JobError, match="cannot be handed to another process"):
        list(Run(numbered(10), made(Local()), jobs=2))


def test_what_the_reader_raises_comes_behind_all_that_was_read() -> None:
    def items() -> Iterator[Segment]:
        yield from numbered(GROUP * 2)[:-1]
        raise OSError("gone")

    seen = []
    with pytest.raises(OSError, match="gone"):
        seen.extend(map(seen.append, Run(items(), made(Fails()), jobs=2)))
    assert len([s for s in seen if s is not None and not isinstance(s, Skip)]) >= GROUP


def test_memory_is_bounded_and_a_run_that_is_left_ends_its_processes() -> None:
    taken = 0

    def endless() -> Iterator[Segment]:
        nonlocal taken
        while True:
            taken += 1
            yield Segment(id=str(taken), source="s", target="t")

    run = iter(Run(endless(), made(Fails()), jobs=2))
    assert len(list(islice(run, 3 * GROUP))) == 3 * GROUP
    assert taken <= GROUP * (4 + 2 * 3)
    run.close()


def test_the_pipe_loses_nothing() -> None:
    full = Segment(
        id="1", source="a\ud800", target="b\n", source_lang="fr", target_lang="de", document="d", note="n",
        origin=Origin(path="p", line=3, key="k"), source_origin=Origin(path="q"), reference="r", variant="one",
        state="final", max_length=5, syntax=frozenset({"c-format"}), ignore=frozenset({"ACC"}), alignment=0.5,
        source_codes=(InlineCode(start=0, end=1, kind="open", id="1"),),
        suppressions=(Suppression(check="ACC101", reason="so", line=2),),
    )  # fmt: skip
    plain = Segment(id="2", target="t")
    assert unpacked(packed([full, plain])) == [full, plain]


def test_real_checks_find_the_same(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(crew, "_AHEAD", 1)
    from tqcheck.api import Files
    from tqcheck.formats import ReadOptions

    paths = [p for p in ROOT.glob("corpora/**/*") if p.suffix in {".tsv", ".po", ".xlf", ".tmx", ".jsonl"}]
    assert len(paths) > 3
    files = Files(paths=tuple(map(str, paths)), options=ReadOptions(source_lang="fr", target_lang="en"))
    chosen = plan(Config(models=(), profile="audit"))
    written = []
    for jobs in (1, 2):
        run = Run(files, chosen, jobs=jobs)
        names = [name for name in NAMES if name not in BINARY]
        outs = {name: (tmp_path / f"{name}.{jobs}").open("w+", encoding="utf-8") for name in names}
        writers = [reporter(name, out, ReporterOptions(limit=None)) for name, out in outs.items()]
        for item in run:
            for writer in writers:
                writer.skip(item) if isinstance(item, Skip) else writer.add(item)
        for writer in writers:
            writer.finish(replace(run.summary(), seconds=1.0))
        told = {}
        for name, out in outs.items():
            out.seek(0)
            told[name] = re.sub(r"\d{4}-\d\d-\d\dT[\d:.+Z]+", "TIME", out.read())
            out.close()
        written.append(told)
    assert written[0]["jsonl"].count('"code"') > 20
    for name, text in written[0].items():
        assert text == written[1][name], name


@pytest.mark.parametrize(("jobs", "models", "size", "expected"), [
    (3, True, 0, 3), ("auto", True, 10_000_000, 1), ("auto", False, 10, 1),
])  # fmt: skip
def test_how_many(tmp_path, jobs, models, size, expected) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(b"x" * size)
    assert number(jobs, models=models, paths=[str(path)]) == expected


def test_auto_takes_the_processors_of_this_process_for_large_files(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tqcheck.jobs.number._processors", lambda: 7)
    path = tmp_path / "a.tsv"
    path.write_bytes(b"x" * 5_000_000)
    assert number("auto", models=False, paths=[str(path)]) == 7
    assert number("auto", models=False, paths=["-"]) == 7


def test_interrupting_ends_all_processes(tmp_path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("en\tfr\n" + "".join(f"The house {i} is red.\tLa maison {i} est rouge.\n" for i in range(30_000)))
    command = [sys.executable, "-m", "tqcheck", "check", str(path), "--no-models", "--jobs", "2", "--output-format",
               "jsonl"]  # fmt: skip
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (130, b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)


@dataclass(frozen=True)
class Needs:
    """Asks what a model says."""

    def check(self, segment: Segment, reading: Reading) -> Iterator[Hit]:
        assert segment
        if reading.raw("fake") > 10:
            yield hit(f"{reading.raw('fake')}")


class Fake:
    """A model that says how long texts are, and cannot read every ninth segment."""

    signature, scores = "fake@1", ("fake",)

    def __init__(self) -> None:
        self.read_so_far: list[str] = []

    def read(self, segments):
        self.read_so_far += [s.id for s in segments]
        return [Failure("too odd") if int(s.id) % 9 == 0 else self.reading(s) for s in segments]

    def reading(self, segment):
        return Reading(scores=(Score(scorer="fake", value=0.5, raw=len(segment.target) + int(segment.id) % 7),))

    def close(self):
        return None


@pytest.fixture
def with_model(monkeypatch):
    """A plan with a model, and the models that were opened for it."""
    models: list[Fake] = []

    def opened(name, *, cache):
        assert (name, cache) == ("fake", None)
        models.append(Fake())
        return models[-1]

    monkeypatch.setattr("tqcheck.scorers.ensemble.open_scorer", opened)
    chosen = made(Fails(), Ordered(), Needs(), LooksBack())
    checks = tuple((replace(r, needs=("fake",)) if r.cls is Needs else r, check) for r, check in chosen.checks)
    return replace(chosen, checks=checks, models=("fake",)), models


def test_models_read_in_one_place(with_model) -> None:
    chosen, models = with_model
    alone, several = (Run(numbered(1300), chosen, jobs=n) for n in (1, 2))
    assert list(several) == list(alone)
    assert replace(alone.summary(), seconds=0) == replace(several.summary(), seconds=0)
    assert alone.summary().by_check["LNG902"] > 20
    assert models[0].read_so_far == models[1].read_so_far


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("stop", [1, 150, 700, 1290])
def test_a_run_with_a_model_that_is_left_goes_on_from_its_journal(with_model, tmp_path, jobs, stop) -> None:
    chosen, models = with_model
    whole = Run(numbered(1300), chosen)
    expected = list(whole)
    journal = Journal(tmp_path / "j", {})
    assert list(journal.records()) == []
    stopped = iter(Run(numbered(1300), chosen, jobs=jobs, journal=journal))
    assert list(islice(stopped, stop)) == expected[:stop]
    stopped.close()
    journal.close(done=False)
    journal = Journal(tmp_path / "j", {})
    again = Run(numbered(1300), chosen, jobs=jobs, journal=journal)
    assert list(again) == expected
    journal.close(done=True)
    assert replace(again.summary(), seconds=0) == replace(whole.summary(), seconds=0)
    known = len(models[0].read_so_far) - len(models[2].read_so_far)
    assert known >= (0 if stop < GROUP else stop * 12 // 13 - 2 * 512)
