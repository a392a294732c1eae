"""Segments → results, streaming: what is in memory is what corpus-wide checks keep, never the corpus."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from tqcheck import __version__
from tqcheck.checks import Check, CorpusCheck, Rule
from tqcheck.combine import CLEAN, Signal, combine
from tqcheck.model import Finding, Hit, Result, Segment, Severity, Skip, Summary
from tqcheck.select import Plan

SKIPS_KEPT = 100
"""How many skips a summary lists; it counts all."""
_ALLOCATIONS = 20_000
"""Between two collections, in place of Python's 700: 5 % of the time of a run."""
_GROUP = 32
"""How many segments are read ahead; the caches of `text/` hold what several checks need of each of them."""

Judge = tuple[Rule, Check]


class Run:
    """One run over a corpus: iterate it once, then ask for its `summary`.

    `inputs` is iterated a first time by corpus-wide checks, if the plan has any, and a second time to judge; both times
    it must give the same segments in the same order.
    """

    def __init__(self, inputs: Iterable[Segment | Skip], plan: Plan) -> None:
        self._inputs = inputs
        self._plan = plan
        self._tally = _Tally()
        self._started = time.perf_counter()

    def __iter__(self) -> Iterator[Result | Skip]:
        """Yield a result or a skip for each thing read, in the order of the input."""
        with _rare_collections():
            yield from self._results()

    def _results(self) -> Iterator[Result | Skip]:
        judges = self._learn()
        panel = _Panel(judges, self._plan.floor)
        sourceless = False
        items = iter(self._inputs)
        while group := list(islice(items, _GROUP)):
            segments = [item for item in group if isinstance(item, Segment)]
            sourceless = sourceless or any(s.source is None for s in segments)
            judged = panel.judge(segments)
            for item in group:
                for outcome in next(judged) if isinstance(item, Segment) else (item,):
                    self._tally.count(outcome)
                    yield outcome
        if sourceless and (unasked := _unasked(judges)):
            self._tally.count(unasked)
            yield unasked

    def summary(self) -> Summary:
        """Return the counts of what has been yielded so far."""
        return self._tally.summary(self._plan.signature, time.perf_counter() - self._started)

    def _learn(self) -> list[Judge]:
        """Let every corpus-wide check see the corpus once, and return the judges."""
        collectors = [(rule, check.begin()) for rule, check in self._plan.checks if isinstance(check, CorpusCheck)]
        items = iter(self._inputs) if collectors else iter(())
        while group := list(islice(items, _GROUP)):
            whole = [item for item in group if isinstance(item, Segment) and item.target]
            for rule, collector in collectors:
                for segment in whole:
                    if segment.source is not None or not rule.needs_source:
                        collector.add(segment)
        learned = {rule.code: collector.finish() for rule, collector in collectors}
        return [(rule, check if isinstance(check, Check) else learned[rule.code]) for rule, check in self._plan.checks]


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Look for reference cycles seldom while a run lasts: it makes many short-lived values and no cycles."""
    before = gc.get_threshold()
    if before[0]:  # 0: the program has switched collection off
        gc.set_threshold(max(before[0], _ALLOCATIONS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Panel:
    """The judges, asked one after the other about a group of segments: each works long enough to be warm."""

    def __init__(self, judges: list[Judge], floor: float) -> None:
        self._floor = floor
        self._asked = [(rule, check.check, getattr(rule.cls, "sees_empty", False)) for rule, check in judges]

    def judge(self, segments: list[Segment]) -> Iterator[tuple[Result | Skip, ...]]:
        """Yield for each segment the judges that failed on it, which do not silence the others, and its result."""
        numbered = list(enumerate(segments))
        whole = [(i, s) for i, s in numbered if s.target.strip()]
        sourced = [(i, s) for i, s in whole if s.source is not None]
        found: list[list[tuple[Rule, Hit]]] = [[] for _ in segments]
        failed: list[list[Skip]] = [[] for _ in segments]
        for rule, ask, sees_empty in self._asked:
            if sees_empty:
                asked = [(i, s) for i, s in numbered if s.source is not None or not rule.needs_source]
            else:
                asked = sourced if rule.needs_source else whole
            for i, segment in asked:
                try:
                    for hit in ask(segment):
                        found[i].append((rule, hit))
                except Exception as error:  # noqa: BLE001  a plug-in may raise anything
                    why = f"the check failed: {type(error).__name__}: {error}"
                    what = f"{rule.code} on segment {segment.id}"
                    failed[i].append(Skip(what=what, why=why, origin=segment.origin))
        for segment, hits, skips in zip(segments, found, failed, strict=True):
            yield (*skips, self._result(segment, hits))

    def _result(self, segment: Segment, found: list[tuple[Rule, Hit]]) -> Result:
        if not found:
            return Result(segment=segment, findings=(), verdict=CLEAN)
        if segment.ignore:
            found = [(r, h) for r, h in found if r.code not in segment.ignore and r.name not in segment.ignore]
        signals = [Signal(rule.code, hit.severity or rule.severity, hit.confidence) for rule, hit in found]
        shown = tuple(_finding(rule, hit, segment) for rule, hit in found if hit.confidence >= self._floor)
        return Result(segment=segment, findings=shown, verdict=combine(signals))


def _finding(rule: Rule, hit: Hit, segment: Segment) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        segment=segment,
        severity=hit.severity or rule.severity,
        message=hit.message,
        spans=hit.spans,
        confidence=hit.confidence,
        evidence=hit.evidence,
        fix=hit.fix,
    )


def _unasked(judges: list[Judge]) -> Skip | None:
    """Say which checks could not be asked of segments that have no source."""
    codes = [rule.code for rule, _ in judges if rule.needs_source]
    if not codes:
        return None
    return Skip(
        what=f"{len(codes)} checks that compare with a source ({', '.join(codes)})",
        why="segments without a source were checked by the others only",
        incomplete=False,
    )


class _Tally:
    """Counts for the summary."""

    def __init__(self) -> None:
        self._segments = self._skips = 0
        self._incomplete = False
        self._kept: list[Skip] = []
        self._checks: Counter[str] = Counter()
        self._severities: Counter[Severity] = Counter()
        self._paths: Counter[str] = Counter()

    def count(self, outcome: Result | Skip) -> None:
        if isinstance(outcome, Skip):
            self._skip(outcome)
        else:
            self._add(outcome)

    def _add(self, result: Result) -> None:
        self._segments += 1
        self._paths[result.segment.origin.path] += len(result.findings)
        for finding in result.findings:
            self._checks[finding.code] += 1
            self._severities[finding.severity] += 1

    def _skip(self, skip: Skip) -> None:
        self._skips += 1
        self._incomplete |= skip.incomplete
        if len(self._kept) < SKIPS_KEPT:
            self._kept.append(skip)

    def summary(self, signature: str, seconds: float) -> Summary:
        return Summary(
            segments=self._segments,
            by_check=dict(self._checks.most_common()),
            by_severity={s: self._severities[s] for s in Severity},
            by_path=dict(self._paths),
            skipped=tuple(self._kept),
            skips=self._skips,
            incomplete=self._incomplete,
            signature=f"tqcheck {__version__}|{signature}|models:none",
            seconds=seconds,
        )
