"""Order, two passes, failures that do not silence, segments without source, and memory that does not grow."""

import gc
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

import tqcheck
from tqcheck.checks import Rule
from tqcheck.combine import _learnt, combine
from tqcheck.config import Config
from tqcheck.model import Hit, Result, Segment, Severity, Skip, Span
from tqcheck.pipeline import Run
from tqcheck.select import Plan
from tqcheck.tally import SKIPS_KEPT


def hit(confidence: float = 0.9) -> Hit:
    return Hit(message="x", spans=(Span(side="target", start=0, end=1),), confidence=confidence)


@dataclass(frozen=True)
class Always:
    confidence: float = 0.9

    def check(self, segment: Segment) -> Iterator[Hit]:
        assert segment
        yield hit(self.confidence)


@dataclass(frozen=True)
class Fails:
    def check(self, segment: Segment) -> Iterator[Hit]:
        yield hit()
        raise ValueError(segment.id)


@dataclass(frozen=True)
class Empty(Always):
    sees_empty: ClassVar[bool] = True


@dataclass(frozen=True)
class Rare:
    """Fires on targets that occur once in the corpus."""

    def begin(self) -> "Counting":
        return Counting({})


@dataclass
class Counting:
    seen: dict[str, int]

    def add(self, segment: Segment) -> None:
        self.seen[segment.target] = self.seen.get(segment.target, 0) + 1

    def finish(self) -> "Counting":
        return self

    def check(self, segment: Segment) -> Iterator[Hit]:
        if self.seen[segment.target] == 1:
            yield hit()


def plan(*checks, floor: float = 0.5, needs_source: bool = False) -> Plan:
    made = tuple(
        (Rule(code=f"LNG90{i}", name=f"test-{'abc'[i]}", severity=Severity.MINOR, mqm="x", needs_source=needs_source,
              cls=type(check)), check)
        for i, check in enumerate(checks)
    )  # fmt: skip
    return Plan(checks=made, profile="review", floor=floor, signature="test")


def pairs(*targets: str, source: str | None = "s") -> list[Segment]:
    return [Segment(id=str(i), source=source, target=t) for i, t in enumerate(targets)]


def test_results_come_in_order_and_skips_between_them() -> None:
    first, second = pairs("a", "b")
    skip = Skip(what="line 2", why="bad JSON")
    run = Run([first, skip, second], plan(Always()))
    items = list(run)
    assert [i.segment.id if isinstance(i, Result) else i for i in items] == ["0", skip, "1"]
    summary = run.summary()
    assert (summary.segments, summary.skips, summary.incomplete) == (2, 1, True)
    assert summary.by_check == {"LNG900": 2}
    assert summary.by_severity[Severity.MINOR] == 2
    assert summary.by_path == {"<memory>": 2}


def test_a_corpus_wide_check_sees_everything_before_it_judges() -> None:
    results = list(Run(pairs("a", "b", "a"), plan(Rare())))
    assert [len(r.findings) for r in results] == [0, 1, 0]


def test_a_failing_check_is_reported_and_what_it_found_counts() -> None:
    run = Run(pairs("a"), plan(Fails(), Always()))
    skip, result = list(run)
    assert skip.what == "LNG900 on segment 0"
    assert "ValueError" in skip.why
    assert [f.code for f in result.findings] == ["LNG900", "LNG901"]
    assert run.summary().incomplete


def test_what_is_below_the_floor_is_not_shown_but_raises_the_risk() -> None:
    (result,) = Run(pairs("a"), plan(Always(0.3)))
    assert result.findings == ()
    assert result.verdict.risk > 0


def test_without_a_source_only_the_checks_that_need_none_run_and_the_others_are_named() -> None:
    run = Run(pairs("a", source=None), plan(Always(), needs_source=True))
    result, skip = list(run)
    assert result.findings == ()
    assert "LNG900" in skip.what
    assert not run.summary().incomplete


def test_an_empty_target_goes_only_to_the_checks_that_want_it() -> None:
    (result,) = Run(pairs("  "), plan(Always(), Empty()))
    assert [f.code for f in result.findings] == ["LNG901"]


def aligned(source: str, target: str, confidence: float) -> Segment:
    return Segment(id="0", source=source, target=target, alignment=confidence)


def test_an_added_sentence_is_not_compared_with_a_source() -> None:
    segment = aligned("", "t", 0.9)
    (result,) = Run([segment], plan(Always(), Rare(), needs_source=True))
    assert result.findings == ()
    (result,) = Run([segment], plan(Always()))
    assert len(result.findings) == 1


def test_what_rests_on_a_doubtful_alignment_is_less_sure() -> None:
    compared, alone = plan(Always(0.8), needs_source=True, floor=0), plan(Always(0.8), floor=0)
    doubtful, sure = aligned("s", "t", 0.4), aligned("s", "t", 0.6)
    assert [[f.confidence for f in r.findings] for r in Run([doubtful, sure], compared)] == [[0.8 * 0.4], [0.8]]
    assert [[f.confidence for f in r.findings] for r in Run([doubtful], alone)] == [[0.8]]


def test_a_unit_can_silence_a_check_by_code_or_name() -> None:
    segment = Segment(id="0", source="s", target="t", ignore=frozenset({"LNG900", "test-b"}))
    (result,) = Run([segment], plan(Always(), Always()))
    assert result.findings == ()
    assert result.verdict == combine(())


def test_a_summary_keeps_few_skips_and_counts_all() -> None:
    run = Run([Skip(what=str(i), why="w", incomplete=False) for i in range(SKIPS_KEPT + 50)], plan())
    list(run)
    assert (len(run.summary().skipped), run.summary().skips) == (SKIPS_KEPT, SKIPS_KEPT + 50)


def test_it_streams() -> None:
    def endless() -> Iterator[Segment]:
        while True:
            yield from pairs("a")

    run = iter(Run(endless(), plan(Always())))
    assert [next(run).segment.id for _ in range(3)] == ["0", "0", "0"]


def test_garbage_collection_is_as_it_was_after_a_run() -> None:
    before = gc.get_threshold()
    run = iter(Run(pairs("a", "b"), plan(Always())))
    next(run)
    assert gc.get_threshold()[0] > before[0]
    run.close()
    assert gc.get_threshold() == before


def test_a_segment_without_hits_has_the_risk_of_its_languages(monkeypatch, tmp_path) -> None:
    weights = {"without_scores": {"bias": -2, "linear": {"minor": 1}, "languages": {"en-de": {"a": 1, "b": 1}}}}
    (tmp_path / "weights.json").write_text(json.dumps(weights), encoding="utf-8")
    monkeypatch.setattr("tqcheck.combine.carried", lambda _: tmp_path)
    _learnt.cache_clear()
    pair = Segment(id="1", source="Good morning.", target="Guten Morgen.", source_lang="en", target_lang="de")
    report = tqcheck.check([pair, replace(pair, target_lang="fr")], config=Config(models=(), select=("LNG102",)))
    assert [round(r.verdict.risk, 3) for r in report.results] == [0.269, 0.119]
    _learnt.cache_clear()
