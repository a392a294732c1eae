"""Segments → results, streaming: what is in memory is what corpus-wide checks keep, never the corpus."""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from typing import NamedTuple

from tqcheck.asking import GROUP, Answers, Group
from tqcheck.back_translation import back_translations
from tqcheck.baseline.known import Known
from tqcheck.bounded import Bounded
from tqcheck.checks import Rule
from tqcheck.errors import UsageError
from tqcheck.jobs import Asker, in_flight, opened
from tqcheck.journal import Journal, record
from tqcheck.model import Result, Segment, Skip, Summary
from tqcheck.panel import Judged, Panel
from tqcheck.project.sharing import Sharing
from tqcheck.reading import Reading, families
from tqcheck.scorers import Embedder
from tqcheck.scorers.ensemble import Ensemble
from tqcheck.select import BACK_TRANSLATION, Plan
from tqcheck.suppressions import Suppressions
from tqcheck.tally import Tally

_ALLOCATIONS = 100_000
"""Between two collections, in place of Python's 700: 5 % of the time of a run."""
_WINDOW = 512
"""How many are read ahead at most for models, which want pairs of like length together."""


class Run:
    """One run over a corpus: iterate it once, then ask for its `summary`.

    `inputs` is iterated a first time by corpus-wide checks, if the plan has any, and a second time to judge; both times
    it must give the same segments in the same order.
    """

    def __init__(  # noqa: PLR0913  one parameter a thing that a run is told
        self,
        inputs: Iterable[Segment | Skip],
        plan: Plan,
        *,
        known: Known | None = None,
        changed: Callable[[Segment], bool] | None = None,
        jobs: int = 1,
        journal: Journal | None = None,
        asker: Asker | None = None,
        models: Ensemble | None = None,
    ) -> None:
        """Take what a baseline knows, and what tells whether a segment is to be judged: all are, without it.

        Of `jobs` more than one, so many processes of their own are asked for what checks say; models read in this one.
        What a `journal` knows is not judged again, and what is judged is written there. An `asker` asks the checks in
        place of one of this run's own, and `models` read that are open already.
        """
        self._inputs = inputs
        self._plan = plan
        self._known = known
        self._changed = changed
        self._suppressions = Suppressions()
        self._models = Ensemble(plan.models, cache=plan.cache) if models is None else models
        if name := plan.back_translate:
            opened = partial(back_translations, name, cache=plan.cache, model=self._models.giving)
            self._models.add(f"back-translation by {name}", opened)
        self._jobs, self._journal, self._asker = jobs, journal, asker
        self._unwritten: list[bytes] = []
        self._sourceless = False
        self._tally = Tally()
        self._started = time.perf_counter()

    @property
    def embedder(self) -> Embedder | None:
        """The model whose vectors may align documents before the run begins; None where none gives any."""
        return self._models.embedder

    @property
    def scores(self) -> frozenset[str]:
        """The names of the scores that a result may have."""
        return self._models.scores

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
        rules = [rule for rule, _ in self._plan.checks]
        self._panel = Panel(rules, self._plan.floor, suppressions=self._suppressions, below=self._known is not None)
        with closing(self._asker or opened(self._plan.checks, self._jobs)) as asker:
            asker.learn(Bounded(self._inputs))
            items = iter(Bounded(self._inputs))
            if self._journal:
                yield from self._replayed(items, asker, self._journal)
            for read in in_flight(self._asked_of(items, asker), asker.ahead):
                yield from self._judged(read)
        yield from self._models.finish()
        yield from self._suppressions.skips()
        lacking = self._lacking_scores(rules)
        self._asked = {rule.code for rule in rules if rule not in lacking}
        yield from _unsourced(rules if self._sourceless else [])
        for skip in _unscored(lacking, _OTHERS if self._plan.models else _NO_MODEL):
            if self._plan.by_choice and not self._plan.models and skip.why == _NO_MODEL:
                self._tally.count(skip)
            else:
                yield skip

    def _asked_of(self, items: Iterator[Segment | Skip], asker: Asker) -> Iterator[_Read]:
        """Yield the input in groups; their checks are being asked."""
        for read, readings, left_out, last in self._read(items):
            group = Group(_segments(read), readings, left_out=left_out)
            skips = tuple(self._models.skips())
            yield _Read(read, group, asker.ask(group), skips, self._models.unread() if self._journal and last else None)

    def _judged(self, read: _Read) -> Iterator[Result | Skip]:
        """Yield what became of a group, and what went wrong with models meanwhile."""
        judged = self._panel.judge(read.group, read.answers())
        if self._journal:
            judged = iter(kept := list(judged))
            line = record(len(read.items), kept, nothing=self._panel.nothing, skips=read.skips, unread=read.unread)
            self._unwritten.append(line)
            if read.unread is not None:
                self._journal.write(self._unwritten)
                self._unwritten.clear()
        yield from self._told(read.items, judged)
        yield from read.skips

    def _replayed(self, items: Iterator[Segment | Skip], asker: Asker, journal: Journal) -> Iterator[Result | Skip]:
        """Yield what a journal knows, of the beginning of the input."""
        for done in journal.records():
            read = list(islice(items, done.count))
            if len(read) < done.count:
                raise UsageError("the journal knows more than there is to read.", mend="Delete it to start again.")
            segments = _segments(read)
            asker.pass_by(Group(segments, left_out=done.left_out))
            self._models.skips()  # those of the first run stand in the journal
            if done.unread:
                self._models.recall(done.unread)
            yield from self._told(read, done.of(segments, self._panel.nothing))
            yield from done.skips

    def _told(self, items: list[Segment | Skip], judged: Iterator[Judged | None]) -> Iterator[Result | Skip]:
        """Yield what was read and what became of it."""
        for item in items:
            if isinstance(item, Skip):
                yield item
                continue
            self._sourceless = self._sourceless or item.source is None
            told = next(judged)
            if told is None:
                self._leave_out(item)
                continue
            if told.ran is not None:
                self._suppressions.judged(item, ran=told.ran, found=told.found)
            if self._known:
                deque(map(self._known.below, told.below), maxlen=0)
            yield from told.failed
            yield told.result

    def _read(
        self, items: Iterator[Segment | Skip]
    ) -> Iterator[tuple[list[Segment | Skip], list[Reading | None], set[int], bool]]:
        """Yield the input in groups, a reading for each segment of the group that a model read, and which are left out.

        These are numbers of segments in the group. No model reads what is left out. The last value tells whether the
        models have read nothing behind the group yet.
        """
        size = GROUP
        while ahead := list(islice(items, size)):
            size = min(2 * size, _WINDOW) if self._models else GROUP  # the first results come soon
            out = {n for n, item in enumerate(ahead) if self._leaves_out(item)}
            wanted = [item for n, item in enumerate(ahead) if isinstance(item, Segment) and n not in out]
            readings = iter(self._models.read(wanted))
            for first in range(0, len(ahead), GROUP):
                group = ahead[first : first + GROUP]
                places = [n for n, item in enumerate(group, first) if isinstance(item, Segment)]
                left_out = {i for i, n in enumerate(places) if n in out} if out else out
                read = [None if n in out else next(readings) for n in places]
                yield group, read, left_out, first + GROUP >= len(ahead)

    def _leaves_out(self, item: Segment | Skip) -> bool:
        """Tell whether a segment is not to be judged."""
        return self._changed is not None and isinstance(item, Segment) and not self._changed(item)

    def _leave_out(self, segment: Segment) -> None:
        self._tally.left_out += 1
        self._suppressions.left_out(segment)
        if self._known:
            self._known.left_out(segment)

    def _lacking_scores(self, rules: list[Rule]) -> list[Rule]:
        """Return the checks that were selected and whose scores no model gives."""
        given = families(self._models.scores)
        return [*self._plan.unasked, *(rule for rule in rules if not given.issuperset(rule.needs))]

    def summary(self) -> Summary:
        """Return the counts of what has been yielded so far."""
        return self._tally.summary(
            f"{self._plan.signature}|models:{self._models.signature}", time.perf_counter() - self._started
        )


class _Read(NamedTuple):
    """A group of the input whose checks are being asked."""

    items: list[Segment | Skip]
    group: Group
    answers: Callable[[], Answers]
    skips: tuple[Skip, ...]
    """What went wrong with models until it was read."""
    unread: list[tuple[str, str, bool, int, str]] | None
    """What they could not read up to here; None where they have read more already, or no journal wants it."""


def _segments(items: list[Segment | Skip]) -> list[Segment]:
    return [item for item in items if isinstance(item, Segment)]


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
