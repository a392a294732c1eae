"""A process that asks checks for another: `python -m tqcheck.jobs.worker`, started by `Crew` and by nobody else."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable
from queue import Queue
from threading import Thread
from typing import Any, BinaryIO

from tqcheck.asking import Asking, Group, Learning, corpus_wide
from tqcheck.checks import Check
from tqcheck.jobs.messages import Ask, Begin, Failed, Judges, Learn, Learnt, Ready, Said
from tqcheck.jobs.packing import receive, send, unpacked
from tqcheck.model import Segment

PROBE = "hash"
_WAITING = 8
"""So many messages are taken from the pipe before they are worked at: who sends does not wait."""
_ALLOCATIONS = 100_000
_EMPTY = Asking((), {}, places=())
Message = tuple[Any, bytes] | None


def main() -> None:
    """Work until the pipe closes, which it does when the other process ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process has got it too, and closes the pipe
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plug-in prints must not get among the answers
    try:
        _serve(answers)
        answers.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        os._exit(1)  # nobody is there any more
    os._exit(0)  # the thread that reads holds the pipe, and Python would wait for it


def _serve(answers: BinaryIO) -> None:
    messages: Queue[Message] = Queue(_WAITING)
    Thread(target=_read, args=(sys.stdin.buffer, messages), daemon=True).start()
    worker = None
    while (message := messages.get()) is not None:
        try:
            if isinstance(message[0], Begin):
                worker = Worker(message[0])
            assert worker
            worker.take(message[0], message[1], lambda answer: send(answers, answer))
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001  the other process tells it
            send(answers, Failed(_sendable(error)))
            return


def _read(pipe: BinaryIO, messages: Queue[Message]) -> None:
    """Hand on every message; one that cannot be read becomes a failure of the work."""
    while True:
        try:
            message = receive(pipe)
        except Exception as error:  # noqa: BLE001  such as a check of a module that cannot be imported here
            message = (error, b"")
        messages.put(message)
        if message is None:
            return


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  what was pickled a moment ago
    except Exception:  # noqa: BLE001  whatever a plug-in raises
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


class Worker:
    """The checks of this process."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._learning = Learning(begin.checks, places=begin.learns)
        corpus = set(corpus_wide(begin.checks))
        self._plain = begin.free - corpus
        self._shared = begin.free & corpus
        self._ordered = self._free = self._back = _EMPTY
        self._last = -1

    def take(self, message: object, body: bytes, answer: Callable[[object], None]) -> None:
        """Do what a message asks for."""
        match message:
            case Begin():
                answer(Ready(hash(PROBE)))
            case Learn():
                self._learning.add(unpacked(body))
            case Learnt():
                self._own = self._learning.finish()
                answer(Judges({p: pickle.dumps(self._own[p]) for p in self._own.keys() & self._shared}))
            case Judges(of):
                self._open({place: pickle.loads(judge) for place, judge in of.items()})  # noqa: S301  of a worker
            case Ask():
                said = self._ask(message, unpacked(body))
                if message.answers:
                    answer(said)
            case Exception():
                raise message

    def _open(self, shared: dict[int, Check]) -> None:
        """Take the judges that all workers have, beside those that only this one has."""
        checks = self._begin.checks
        ordered = {place: judge for place, judge in self._own.items() if place not in self._shared}
        self._ordered = Asking(checks, ordered, places=ordered)
        self._free = Asking(checks, shared, places=self._plain | shared.keys())
        back = {place: judge for place, judge in shared.items() if getattr(checks[place][0].cls, "looks_back", 0)}
        self._back = Asking(checks, back, places=back)

    def _ask(self, message: Ask, segments: list[Segment]) -> Said:
        before, segments = segments[: message.before], segments[message.before :]
        group = Group(segments, left_out=message.left_out)
        answers = self._ordered.ask(group)
        if message.free:
            if message.number != self._last + 1:
                self._back.ask(Group(before))
            self._last = message.number
            answers.take(self._free.ask(group))
        return Said(message.number, answers)


if __name__ == "__main__":
    main()
