"""Several processes that ask the checks of one run.

Each segment goes to one of them; of the corpus-wide checks each learns in one process, and is then asked there if it
counts on the order of the segments, otherwise in all. Nothing is shared but pipes, so that it works alike on every
system, in notebooks and in programs without a guard around their main part.
"""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from functools import partial
from queue import SimpleQueue

from tqcheck.asking import Answers, Asking, Checks, Group, corpus_wide, groups
from tqcheck.errors import JobError
from tqcheck.jobs.messages import Ask, Begin, Failed, Judges, Learn, Learnt, Ready, Said
from tqcheck.jobs.packing import packed
from tqcheck.jobs.process import Ended, Process
from tqcheck.model import Segment, Skip

_AHEAD = 3
"""Groups on their way for each process: it never waits, and the memory is bounded."""
_ORDERED = 0.2
"""What those checks that count on the order take of the time of a group."""
_MOST = 256


class Crew:
    """The processes. Checks that need what models say are asked in this one, where the models are."""

    def __init__(self, checks: Checks, jobs: int) -> None:
        """Start so many processes. Raises JobError where they cannot be started, or know not the checks."""
        self._checks = checks
        self._needing = frozenset(place for place, (rule, _) in enumerate(checks) if rule.needs)
        self._local = Asking(checks, {}, places=self._needing)
        self._corpus = corpus_wide(checks)
        shared = [place for place in self._corpus if hasattr(checks[place][0].cls, "looks_back")]
        self._free = frozenset(range(len(checks))) - self._needing - frozenset(self._corpus) | frozenset(shared)
        self._learns = _dealt(set(self._corpus) - set(shared), shared, min(jobs, _MOST))
        self._back = max((getattr(checks[place][0].cls, "looks_back", 0) for place in shared), default=0)
        self._before: deque[Segment] = deque(maxlen=self._back)
        self._replies: SimpleQueue[tuple[Process, object]] = SimpleQueue()
        self._said: defaultdict[int, list[Answers]] = defaultdict(list)
        self._wanted: Counter[int] = Counter()
        """How many answers are still to come, by number of group."""
        self._costs: dict[tuple[int, int], float] = {}
        """What a process was asked, by its number and that of the group."""
        self._number = -1
        self._processes: list[Process] = []
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    @property
    def ahead(self) -> int:
        """See `Asker`, as for all that follows."""
        return _AHEAD * len(self._processes)

    def _start(self) -> None:
        for number in range(len(self._learns)):
            self._processes.append(Process(number + 1, self._replies))
        for process, learns in zip(self._processes, self._learns, strict=True):
            try:
                process.send(Begin(checks=self._checks, learns=learns, free=self._free))
            except (pickle.PicklingError, TypeError, AttributeError) as error:
                message = f"a check cannot be handed to another process: {error}."
                raise JobError(message, mend="Use --jobs 1.") from error

    def learn(self, inputs: Iterable[Segment | Skip]) -> None:
        """Hand every group to all processes in which a check learns, then what was learnt to all."""
        for group in groups(inputs) if self._corpus else ():
            body = packed(group)
            for process, learns in zip(self._processes, self._learns, strict=True):
                if learns:
                    process.send(Learn(), body)
        for process in self._processes:
            process.send(Learnt())
        judges: dict[int, bytes] = {}
        probes: set[int] = set()
        for _ in range(2 * len(self._processes)):
            reply = self._reply()[1]
            if isinstance(reply, Judges):
                judges.update(reply.of)
            elif isinstance(reply, Ready):
                probes.add(reply.probe)
        if len(probes) > 1:  # what one process has learnt another could not look up
            raise JobError("the processes of --jobs hash differently.", mend="Use --jobs 1.")
        for process in self._processes:
            process.send(Judges(judges))

    def ask(self, group: Group) -> Callable[[], Answers]:
        """Hand the group to the process that has least to do, and to those that must see all."""
        number = self._send(group)
        return partial(self._answered, number, group)

    def pass_by(self, group: Group) -> None:
        """Hand the group to those that must see all, and wait for nothing."""
        self._send(group, known=True)

    def _send(self, group: Group, *, known: bool = False) -> int:
        self._number += 1
        chosen = None if known else min(self._processes, key=lambda process: process.load)
        body = packed((*self._before, *group.segments))
        for process, learns in zip(self._processes, self._learns, strict=True):
            ordered = not learns <= self._free
            if process is chosen or ordered:
                ask = Ask(
                    number=self._number,
                    left_out=group.left_out,
                    before=len(self._before),
                    free=process is chosen,
                    answers=not known,
                )
                process.send(ask, body)
                if not known:
                    cost = self._costs[process.number, self._number] = 1.0 if process is chosen else _ORDERED
                    process.load += cost
                self._wanted[self._number] += not known
        self._before.extend([s for s in group.segments if s.target.strip()][-self._back :] if self._back else ())
        return self._number

    def _answered(self, number: int, group: Group) -> Answers:
        answers = self._local.ask(group)
        while self._wanted[number]:
            process, reply = self._reply()
            if isinstance(reply, Said):
                process.load -= self._costs.pop((process.number, reply.number))
                self._wanted[reply.number] -= 1
                self._said[reply.number].append(reply.answers)
        del self._wanted[number]
        for said in self._said.pop(number):
            answers.take(said)
        return answers

    def _reply(self) -> tuple[Process, object]:
        """Wait for the next answer of any process. Raises what went wrong in one."""
        process, reply = self._replies.get()
        if isinstance(reply, Ended):
            raise process.gone()
        if isinstance(reply, Failed):
            raise reply.error
        return process, reply

    def close(self) -> None:
        """End the processes, in the middle of their work too."""
        idle = not self._wanted.total()
        for process in self._processes:
            process.end(at_once=not idle)


def _dealt(ordered: Iterable[int], shared: Iterable[int], jobs: int) -> list[frozenset[int]]:
    """Return which checks learn in which process: those that count on the order in one half of them, others in another.

    What the others look at they have in common, so that it is found out once.
    """
    first = (jobs + 1) // 2
    dealt: list[set[int]] = [set() for _ in range(jobs)]
    for number, place in enumerate(sorted(ordered)):
        dealt[number % first].add(place)
    for number, place in enumerate(sorted(shared)):
        dealt[jobs - 1 - number % (jobs - first)].add(place)
    return list(map(frozenset, dealt))
