"""Segments → results, streaming: what is in memory is what corpus-wide checks keep, never the corpus."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tqcheck import __version__
from tqcheck.checks import Check, CorpusCheck, Rule
from tqcheck.combine import CLEAN, Signal, combine
from tqcheck.model import Finding, Hit, Result, Segment, Severity, Skip, Summary
from tqcheck.select import Plan

SKIPS_KEPT = 100
"""How many skips a summary lists; it counts all."""

Judge = tuple[Rule, Check]
Asking = tuple[Rule, Callable[[Segment], Iterator[Hit]]]


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
        judges = self._learn()
        panel = _Panel(judges, self._plan.floor)
        sourceless = False
        for item in self._inputs:
            if isinstance(item, Skip):
                self._tally.skip(item)
                yield item
                continue
            sourceless |= item.source is None
            result, failed = panel.judge(item)
            for skip in failed:
                self._tally.skip(skip)
                yield skip
            self._tally.add(result)
            yield result
        if sourceless and (unasked := _unasked(judges)):
            self._tally.skip(unasked)
            yield unasked

    def summary(self) -> Summary:
        """Return the counts of what has been yielded so far."""
        return self._tally.summary(self._plan.signature, time.perf_counter() - self._started)

    def _learn(self) -> list[Judge]:
        """Let every corpus-wide check see the corpus once, and return the judges."""
        collectors = [(rule, check.begin()) for rule, check in self._plan.checks if isinstance(check, CorpusCheck)]
        if collectors:
            for item in self._inputs:
                if isinstance(item, Segment) and item.target:
                    for rule, collector in collectors:
                        if item.source is not None or not rule.needs_source:
                            collector.add(item)
        learned = {rule.code: collector.finish() for rule, collector in collectors}
        return [(rule, check if isinstance(check, Check) else learned[rule.code]) for rule, check in self._plan.checks]


class _Panel:
    """The judges, sorted by what a segment must have to be handed to them."""

    def __init__(self, judges: list[Judge], floor: float) -> None:
        self._floor = floor
        self._all: list[Asking] = [
            (rule, check.check) for rule, check in judges
        ]  # bound once: this is the hottest loop
        self._targets = [j for j in self._all if not j[0].needs_source]
        self._empty = [j for j in self._all if getattr(j[0].cls, "sees_empty", False)]
        self._empty_targets = [j for j in self._empty if not j[0].needs_source]

    def judge(self, segment: Segment) -> tuple[Result, list[Skip]]:
        """Ask every judge; a judge that fails is a skip and does not silence the others."""
        failed: list[Skip] = []
        found: list[tuple[Rule, Hit]] = []
        for rule, ask in self._for(segment):
            try:
                for hit in ask(segment):
                    found.append((rule, hit))  # noqa: PERF401  what was found before a failure counts
            except Exception as error:  # noqa: BLE001  a plug-in may raise anything
                why = f"the check failed: {type(error).__name__}: {error}"
                failed.append(Skip(what=f"{rule.code} on segment {segment.id}", why=why, origin=segment.origin))
        if not found:
            return Result(segment=segment, findings=(), verdict=CLEAN), failed
        if segment.ignore:
            found = [(r, h) for r, h in found if r.code not in segment.ignore and r.name not in segment.ignore]
        signals = [Signal(rule.code, hit.severity or rule.severity, hit.confidence) for rule, hit in found]
        shown = tuple(_finding(rule, hit, segment) for rule, hit in found if hit.confidence >= self._floor)
        return Result(segment=segment, findings=shown, verdict=combine(signals)), failed

    def _for(self, segment: Segment) -> list[Asking]:
        if not segment.target.strip():
            return self._empty if segment.source is not None else self._empty_targets
        return self._all if segment.source is not None else self._targets


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

    def add(self, result: Result) -> None:
        self._segments += 1
        self._paths[result.segment.origin.path] += len(result.findings)
        for finding in result.findings:
            self._checks[finding.code] += 1
            self._severities[finding.severity] += 1

    def skip(self, skip: Skip) -> None:
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
