"""From what checks and models say of a segment to its result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tqcheck.asking import Answers, Group
from tqcheck.bitext import DOUBTFUL
from tqcheck.checks import Rule
from tqcheck.combine import Signal, combine
from tqcheck.model import Aside, Finding, Hit, Result, Segment, Skip, Verdict
from tqcheck.reading import Reading
from tqcheck.second_opinion import agreed, second_opinion
from tqcheck.suppressions import Suppressions, silenced

EXPLAINED = 0.45
"""So much of it remains where a check with `explains_others` says that the sides do not belong together."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one segment."""

    result: Result
    failed: tuple[Skip, ...] = ()
    """The checks that failed on it."""
    ran: frozenset[str] | None = None
    """The codes of the checks that looked at it, where it has suppressions."""
    found: frozenset[str] = frozenset()
    """Of those that found something, likewise."""
    below: tuple[Finding, ...] = ()
    """Where a baseline wants them: findings that are not shown, for they are less sure than the floor."""


class Panel:
    """Makes results of what checks said."""

    def __init__(
        self, rules: Sequence[Rule], floor: float, *, suppressions: Suppressions | None = None, below: bool = False
    ) -> None:
        """Take the rules by place, the confidence from which findings are shown, and whether to tell those below it."""
        self._rules = rules
        self._floor = floor
        self._suppressions = suppressions or Suppressions()
        self._tells_below = below
        self._clean: dict[tuple[str | None, str | None], Verdict] = {}

    def nothing(self, segment: Segment) -> Verdict:
        """Return the verdict on a segment of which nobody says anything: it depends on the languages."""
        languages = (segment.source_lang, segment.target_lang)
        if languages not in self._clean:
            self._clean[languages] = combine((), segment=segment)
        return self._clean[languages]

    def judge(self, group: Group, answers: Answers) -> Iterator[Judged | None]:
        """Yield what became of each segment, None for those that are left out; failed checks do not silence others."""
        ran = self._ran(group, answers)
        for i, segment in enumerate(group.segments):
            if i in group.left_out:
                yield None
                continue
            found = [(self._rules[place], hit) for place, hit in answers.hits.get(i, ())]
            failed = answers.failures.get(i, ())
            reading = group.readings[i] if group.readings else None
            below: list[Finding] = []
            yield Judged(
                result=self._result(segment, reading, found, below=below),
                failed=tuple(self._failure(segment, place, why) for place, why in failed),
                ran=ran.get(i),
                found=frozenset(rule.code for rule, _ in found) if i in ran else frozenset(),
                below=tuple(below),
            )

    def _ran(self, group: Group, answers: Answers) -> dict[int, frozenset[str]]:
        """Return the codes of the checks that looked at each segment with suppressions."""
        wanted = {i: set[str]() for i, s in enumerate(group.segments) if s.suppressions and i not in group.left_out}
        if not wanted:
            return {}
        for rule in self._rules:
            for i, _ in group.asked(rule, sees_all=False):
                if i in wanted:
                    wanted[i].add(rule.code)
        for i, codes in wanted.items():
            codes.difference_update(self._rules[place].code for place, _ in answers.failures.get(i, ()))
        return {i: frozenset(codes) for i, codes in wanted.items()}

    def _failure(self, segment: Segment, place: int, why: str) -> Skip:
        return Skip(what=f"{self._rules[place].code} on segment {segment.id}", why=why, origin=segment.origin)

    def _result(
        self, segment: Segment, reading: Reading | None, found: list[tuple[Rule, Hit]], *, below: list[Finding]
    ) -> Result:
        if not found and reading is None:
            return Result(segment=segment, findings=(), verdict=self.nothing(segment))
        if segment.ignore:
            silent = silenced(segment.ignore)
            found = [(rule, hit) for rule, hit in found if rule.code not in silent and rule.name not in silent]
        if reading and reading.claims:
            found = [(rule, second_opinion(rule.code, hit, reading)) for rule, hit in found]
        if reading and reading.back:
            told = agreed([(rule.code, hit) for rule, hit in found], segment)
            found = [(rule, hit) for (rule, _), hit in zip(found, told, strict=True) if hit]
        if segment.alignment is not None and segment.alignment < DOUBTFUL:
            found = [(rule, _doubted(rule, hit, segment)) for rule, hit in found]
        excused = self._suppressions.reasons(segment) if segment.suppressions else {}
        aside = [(rule, hit) for rule, hit in found if rule.code in excused]
        found = [(rule, hit) for rule, hit in found if rule.code not in excused] if aside else found
        signals = [Signal(rule.code, hit.severity or rule.severity, hit.confidence) for rule, hit in found]
        if any(getattr(rule.cls, "explains_others", False) for rule, _ in found):
            found = [(rule, _explained(rule, hit)) for rule, hit in found]
        if self._tells_below:
            below += [_finding(rule, hit, segment) for rule, hit in found if hit.confidence < self._floor]
        return Result(
            segment=segment,
            findings=tuple(_finding(rule, hit, segment) for rule, hit in found if hit.confidence >= self._floor),
            verdict=combine(signals, segment=segment, reading=reading),
            scores=reading.scores if reading else (),
            back=reading.back if reading else None,
            aside=tuple(
                Aside(finding=_finding(rule, hit, segment), by="suppression", reason=excused[rule.code])
                for rule, hit in aside
                if hit.confidence >= self._floor
            ),
        )


def _doubted(rule: Rule, hit: Hit, segment: Segment) -> Hit:
    """Return the hit, times how sure it is that both sides belong together if it rests on that."""
    if not rule.needs_source or not segment.target.strip() or not segment.source:
        return hit
    return replace(hit, confidence=hit.confidence * (segment.alignment or 0.0))


def _explained(rule: Rule, hit: Hit) -> Hit:
    """Return the hit, less sure if it may well follow from sides that do not belong together."""
    if not rule.needs_source or getattr(rule.cls, "explains_others", False):
        return hit
    return replace(hit, confidence=hit.confidence * EXPLAINED)


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
