"""The checks of a run, asked one after the other about a group of segments: each works long enough to be warm."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from tqcheck.bitext import DOUBTFUL
from tqcheck.checks import Check, ReadingCheck, Rule
from tqcheck.combine import Signal, combine
from tqcheck.model import Aside, Finding, Hit, Result, Segment, Skip
from tqcheck.reading import Reading, families
from tqcheck.second_opinion import agreed, second_opinion
from tqcheck.suppressions import Suppressions, silenced

Judge = tuple[Rule, Check | ReadingCheck]
Asked = tuple[int, Segment]
"""A segment with its place in the group."""
EXPLAINED = 0.45
"""So much of it remains where a check with `explains_others` says that the sides do not belong together."""


class Panel:
    """The judges; `floor` is the confidence from which what they say is shown."""

    def __init__(
        self,
        judges: Sequence[Judge],
        floor: float,
        *,
        suppressions: Suppressions | None = None,
        below: Callable[[Finding], None] | None = None,
        corpus: frozenset[str] = frozenset(),
    ) -> None:
        """Take who is told of findings that are not shown, for they are less sure than the floor.

        `corpus` are the codes of corpus-wide checks: they look at what is left out too, for they count on its order.
        """
        self._floor = floor
        self._corpus = corpus
        self._suppressions = suppressions or Suppressions()
        self._below = below
        self._nothing = combine(())
        self._asked: list[tuple[Rule, Callable[..., Iterator[Hit]], bool]] = [
            (rule, check.check, getattr(rule.cls, "sees_empty", False)) for rule, check in judges
        ]

    def judge(
        self,
        segments: Sequence[Segment],
        readings: Sequence[Reading | None],
        *,
        left_out: AbstractSet[int] = frozenset(),
    ) -> Iterator[tuple[Result | Skip, ...]]:
        """Yield for each segment the judges that failed on it, which do not silence the others, and its result.

        Nothing for those whose number is in `left_out`.
        """
        group = _Group(segments, readings, left_out)
        found: list[list[tuple[Rule, Hit]]] = [[] for _ in segments]
        failed: list[list[Skip]] = [[] for _ in segments]
        ran: dict[int, set[str]] = {i: set() for i, s in group.numbered if s.suppressions and i not in left_out}
        for rule, ask, sees_empty in self._asked:
            needs = rule.needs
            asked = group.asked(rule, sees_empty=sees_empty, sees_all=rule.code in self._corpus)
            for i in ran.keys() & {i for i, _ in asked} if ran else ():
                ran[i].add(rule.code)
            for i, segment in asked:
                try:
                    for hit in ask(segment, readings[i]) if needs else ask(segment):
                        found[i].append((rule, hit))
                except Exception as error:  # noqa: BLE001  a plug-in may raise anything
                    why = f"the check failed: {type(error).__name__}: {error}"
                    what = f"{rule.code} on segment {segment.id}"
                    failed[i].append(Skip(what=what, why=why, origin=segment.origin))
                    ran.get(i, set()).discard(rule.code)
        for i, codes in ran.items():
            self._suppressions.judged(segments[i], ran=codes, found={rule.code for rule, _ in found[i]})
        for i, (segment, reading, hits, skips) in enumerate(zip(segments, readings, found, failed, strict=True)):
            yield () if i in left_out else (*skips, self._result(segment, reading, hits))

    def _result(self, segment: Segment, reading: Reading | None, found: list[tuple[Rule, Hit]]) -> Result:
        if not found and reading is None:
            return Result(segment=segment, findings=(), verdict=self._nothing)
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
        for rule, hit in found if self._below else ():
            if self._below and hit.confidence < self._floor:
                self._below(_finding(rule, hit, segment))
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


class _Group:
    """Segments that are asked about together."""

    def __init__(
        self, segments: Sequence[Segment], readings: Sequence[Reading | None], left_out: AbstractSet[int]
    ) -> None:
        self._readings, self._left_out = readings, left_out
        self.numbered: list[Asked] = list(enumerate(segments))
        self._whole = [(i, s) for i, s in self.numbered if s.target.strip()]
        self._sourced = [(i, s) for i, s in self._whole if has_source(s)]

    def asked(self, rule: Rule, *, sees_empty: bool, sees_all: bool) -> list[Asked]:
        """Return those that a check is asked about; `sees_all`: what is left out too."""
        if sees_empty:
            asked = [(i, s) for i, s in self.numbered if s.source is not None or not rule.needs_source]
        else:
            asked = self._sourced if rule.needs_source else self._whole
        if rule.needs:
            asked = [(i, s) for i, s in asked if _has(self._readings[i], rule.needs)]
        return asked if sees_all or not self._left_out else [(i, s) for i, s in asked if i not in self._left_out]


def has_source(segment: Segment) -> bool:
    """Tell whether there is a source to compare with; a sentence that an alignment calls added has none."""
    return bool(segment.source) or (segment.source is not None and segment.alignment is None)


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


def _has(reading: Reading | None, needs: tuple[str, ...]) -> bool:
    given = {score.scorer for score in reading.scores} if reading else set()
    return given.issuperset(needs) or families(given).issuperset(needs)


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
