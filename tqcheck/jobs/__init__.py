"""Who asks the checks of a run: this process, or several of their own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from tqcheck.asking import Answers, Asking, Checks, Group, Learning, corpus_wide, groups
from tqcheck.checks import Check
from tqcheck.model import Segment, Skip

_Thing = TypeVar("_Thing")


class Asker(Protocol):
    """Asks all checks of a run: first lets them learn, then asks them of one group after the other, in order."""

    @property
    def ahead(self) -> int:
        """How many groups may be asked about before the answers of the first are taken."""
        ...

    def learn(self, inputs: Iterable[Segment | Skip]) -> None:
        """Let corpus-wide checks see the whole corpus, which is read only if there are any."""
        ...

    def ask(self, group: Group) -> Callable[[], Answers]:
        """Ask about the next group; what is returned gives the answers, once."""
        ...

    def pass_by(self, group: Group) -> None:
        """Let those checks that count on the order see the next group, whose answers are known already."""
        ...

    def close(self) -> None:
        """Let go of everything, at any time."""
        ...


def opened(checks: Checks, jobs: int) -> Asker:
    """Return who asks: this process for one job, otherwise so many processes. Raises JobError where they cannot be."""
    if jobs == 1 or not checks:
        return _Alone(checks)
    from tqcheck.jobs.crew import Crew  # noqa: PLC0415  processes are rarely asked for

    return Crew(checks, jobs)


def in_flight(things: Iterator[_Thing], count: int) -> Iterator[_Thing]:
    """Yield `things`, of which up to `count` more are taken before the first is yielded.

    Where taking one fails, those before it are still yielded.
    """
    waiting: deque[_Thing] = deque()
    try:
        for thing in things:
            waiting.append(thing)
            if len(waiting) > count:
                yield waiting.popleft()
    except Exception:
        yield from waiting
        raise
    yield from waiting


class _Alone:
    """Asks in this process, when the answers are taken."""

    ahead = 0

    def __init__(self, checks: Checks) -> None:
        self._checks = checks
        self._corpus: Collection[int] = corpus_wide(checks)
        self._ordered = self._all = Asking((), {}, places=())

    def learn(self, inputs: Iterable[Segment | Skip]) -> None:
        learning = Learning(self._checks, places=self._corpus)
        for group in groups(inputs) if self._corpus else ():
            learning.add(group)
        self._take(learning.finish())

    def _take(self, judges: Mapping[int, Check]) -> None:
        self._all = Asking(self._checks, judges, places=range(len(self._checks)))
        self._ordered = Asking(self._checks, judges, places=self._corpus)

    def ask(self, group: Group) -> Callable[[], Answers]:
        return partial(self._all.ask, group)

    def pass_by(self, group: Group) -> None:
        self._ordered.ask(group)

    def close(self) -> None:
        pass


class Taught(_Alone):
    """Asks in this process what was learnt elsewhere, of a stretch of the corpus."""

    def __init__(self, checks: Checks, judges: Mapping[int, Check], *, before: Sequence[Segment] = ()) -> None:
        """Take the judges of corpus-wide checks by place, and the segments that stand before the stretch."""
        super().__init__(checks)
        self._corpus = judges.keys()
        self._take(judges)
        self._ordered.ask(Group(before))

    def learn(self, inputs: Iterable[Segment | Skip]) -> None:
        """Learn nothing more."""
