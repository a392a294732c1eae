"""Segments → results, streaming: what is in memory is what corpus-wide checks keep, never the corpus."""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice

from tqcheck import __version__
from tqcheck.back_translation import back_translations
from tqcheck.baseline.known import Known
from tqcheck.checks import CorpusCheck, Rule
from tqcheck.model import Result, Segment, Severity, Shared, Skip, Summary
from tqcheck.panel import Judge, Panel, has_source
from tqcheck.project.sharing import Sharing
from tqcheck.reading import Reading, families
from tqcheck.scorers import Embedder
from tqcheck.scorers.ensemble import Ensemble
from tqcheck.select import BACK_TRANSLATION, Plan
from tqcheck.suppressions import Suppressions

SKIPS_KEPT = 100
"""How many skips a summary lists; it counts all."""
_ALLOCATIONS = 100_000
"""Between two collections, in place of Python's 700: 5 % of the time of a run."""
_GROUP = 96
"""How many segments are read ahead; the caches of `text/` hold 256 texts: both sides of each, and some more."""
_WINDOW = 512
"""How many are read ahead at most for models, which want pairs of like length together."""


class Run:
    """One run over a corpus: iterate it once, then ask for its `summary`.

    `inputs` is iterated a first time by corpus-wide checks, if the plan has any, and a second time to judge; both times
    it must give the same segments in the same order.
    """

    def __init__(
        self,
        inputs: Iterable[Segment | Skip],
        plan: Plan,
        *,
        known: Known | None = None,
        changed: Callable[[Segment], bool] | None = None,
    ) -> None:
        """Take what a baseline knows, and what tells whether a segment is to be judged: all are, without it."""
        self._inputs = inputs
        self._plan = plan
        self._known = known
        self._changed = changed
        self._suppressions = Suppressions()
        self._models = Ensemble(plan.models, cache=plan.cache)
        if name := plan.back_translate:
            opened = partial(back_translations, name, cache=plan.cache, model=self._models.giving)
            self._models.add(f"back-translation by {name}", opened)
        self._tally = _Tally()
        self._started = time.perf_counter()

    @property
    def embedder(self) -> Embedder | None:
        """The model whose vectors may align documents before the run begins; None where none gives any."""
        return self._models.embedder

    def __iter__(self) -> Iterator[Result | Skip]:
        """Yield a result or a skip for each thing read, in the order of the input."""
        with _rare_collections():
            yield from self._results()

    def _results(self) -> Iterator[Result | Skip]:
        sharing = Sharing()
        try:
            for outcome in self._outcomes():
                told = self._known.apart(outcome) if self._known else outcome
                self._tally.count(told)
                if isinstance(told, Result):
                    sharing.add(told)
                yield told
            self._tally.shared = sharing.shared(self._inputs)
            for skip in sharing.skips():
                self._tally.count(skip)
                yield skip
            if self._known:
                self._tally.fixed = self._known.fixed(self._asked)
        finally:
            self._models.close()

    def _outcomes(self) -> Iterator[Result | Skip]:
        judges = self._learn()
        below = self._known.below if self._known else None
        corpus = frozenset(rule.code for rule, check in self._plan.checks if isinstance(check, CorpusCheck))
        panel = Panel(judges, self._plan.floor, suppressions=self._suppressions, below=below, corpus=corpus)
        sourceless = False
        for group, readings, left_out in self._read():
            segments = [item for item in group if isinstance(item, Segment)]
            sourceless = sourceless or any(s.source is None for s in segments)
            judged = panel.judge(segments, readings, left_out=left_out)
            for item in group:
                yield from next(judged) if isinstance(item, Segment) else (item,)
            yield from self._models.skips()
        yield from self._models.finish()
        yield from self._suppressions.skips()
        lacking = self._lacking_scores(judges)
        self._asked = {rule.code for rule, _ in judges if rule not in lacking}
        yield from _unsourced([rule for rule, _ in judges] if sourceless else [])
        for skip in _unscored(lacking, _OTHERS if self._plan.models else _NO_MODEL):
            if self._plan.by_choice and not self._plan.models and skip.why == _NO_MODEL:
                self._tally.count(skip)
            else:
                yield skip

    def _read(self) -> Iterator[tuple[list[Segment | Skip], list[Reading | None], set[int]]]:
        """Yield the input in groups, a reading for each segment of the group that a model read, and which are left out.

        These are numbers of segments in the group. No model reads what is left out.
        """
        items, size = iter(self._inputs), _GROUP
        while ahead := list(islice(items, size)):
            size = min(2 * size, _WINDOW) if self._models else _GROUP  # the first results come soon
            out = {n for n, item in enumerate(ahead) if self._leaves_out(item)}
            wanted = [item for n, item in enumerate(ahead) if isinstance(item, Segment) and n not in out]
            readings = iter(self._models.read(wanted))
            for first in range(0, len(ahead), _GROUP):
                group = ahead[first : first + _GROUP]
                places = [n for n, item in enumerate(group, first) if isinstance(item, Segment)]
                left_out = {i for i, n in enumerate(places) if n in out} if out else out
                yield group, [None if n in out else next(readings) for n in places], left_out

    def _leaves_out(self, item: Segment | Skip) -> bool:
        """Tell whether a segment is not to be judged, and count it."""
        if self._changed is None or isinstance(item, Skip) or self._changed(item):
            return False
        self._tally.left_out += 1
        self._suppressions.left_out(item)
        if self._known:
            self._known.left_out(item)
        return True

    def _lacking_scores(self, judges: list[Judge]) -> list[Rule]:
        """Return the checks that were selected and whose scores no model gives."""
        given = families(self._models.scores)
        return [*self._plan.unasked, *(rule for rule, _ in judges if not given.issuperset(rule.needs))]

    def summary(self) -> Summary:
        """Return the counts of what has been yielded so far."""
        return self._tally.summary(
            f"{self._plan.signature}|models:{self._models.signature}", time.perf_counter() - self._started
        )

    def _learn(self) -> list[Judge]:
        """Let every corpus-wide check see the corpus once, and return the judges."""
        collectors = [(rule, check.begin()) for rule, check in self._plan.checks if isinstance(check, CorpusCheck)]
        items = iter(self._inputs) if collectors else iter(())
        while group := list(islice(items, _GROUP)):
            whole = [item for item in group if isinstance(item, Segment) and item.target]
            sourced = list(filter(has_source, whole))
            for rule, collector in collectors:
                for segment in sourced if rule.needs_source else whole:
                    collector.add(segment)
        learned = {rule.code: collector.finish() for rule, collector in collectors}
        return [
            (rule, learned[rule.code] if isinstance(check, CorpusCheck) else check) for rule, check in self._plan.checks
        ]


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


def _unsourced(asked: list[Rule]) -> Iterator[Skip]:
    """Say which checks could not be asked of segments that have no source."""
    codes = [rule.code for rule in asked if rule.needs_source]
    if codes:
        what = f"{len(codes)} checks that compare with a source ({', '.join(codes)})"
        yield Skip(what=what, why="segments without a source were checked by the others only", incomplete=False)


def _unscored(lacking: list[Rule], why: str) -> Iterator[Skip]:
    """Say which checks could not be asked without a model."""
    back = [rule.code for rule in lacking if BACK_TRANSLATION in rule.needs]
    codes = [rule.code for rule in lacking if rule.code not in back]
    if codes:
        count = "1 check that needs" if len(codes) == 1 else f"{len(codes)} checks that need"
        yield Skip(what=f"{count} a model ({', '.join(codes)})", why=why, incomplete=False)
    if back:
        yield Skip(what=", ".join(back), why="nothing is translated back in this run", incomplete=False)


_NO_MODEL, _OTHERS = "no model reads in this run", "no model of this run gives the scores that they need"


class _Tally:
    """Counts for the summary."""

    def __init__(self) -> None:
        self._segments = self._skips = self._aside = self._suppressed = self.left_out = 0
        self.fixed: tuple[str, ...] = ()
        self.shared: tuple[Shared, ...] = ()
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
        self._aside += len(result.aside)
        self._suppressed += sum(aside.by == "suppression" for aside in result.aside)
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
            signature=f"tqcheck {__version__}|{signature}",
            seconds=seconds,
            aside=self._aside,
            suppressed=self._suppressed,
            fixed=self.fixed,
            shared=self.shared,
            left_out=self.left_out,
        )
