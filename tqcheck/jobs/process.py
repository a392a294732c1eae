"""One process that asks checks, seen from the one that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any

from tqcheck.errors import JobError
from tqcheck.jobs.packing import receive, send

_PATIENCE = 5.0
"""Seconds for a process to end by itself when its pipe is closed."""


class Ended:
    """What comes last from every process."""


class Process:
    """A process and the thread that reads what it says."""

    def __init__(self, number: int, replies: SimpleQueue[tuple[Process, object]]) -> None:
        """Start it; what it says goes to `replies`, and `Ended` at its end. Raises JobError where it cannot start."""
        self.number = number
        self.load = 0.0
        """How much it has been asked and has not answered yet; who asks keeps the account."""
        if not sys.executable:
            raise JobError("--jobs needs a Python interpreter to start, and this program knows none.")
        try:
            self._process = subprocess.Popen(  # noqa: S603  this Python, and a module of ours
                [sys.executable, "-P", *(f"-W{o}" for o in sys.warnoptions), "-m", "tqcheck.jobs.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=_environment(),
            )
        except OSError as error:
            raise JobError(f"a process of --jobs cannot be started: {error.strerror or error}.") from error
        self._thread = Thread(target=self._read, args=(replies,), daemon=True)
        self._thread.start()

    def _read(self, replies: SimpleQueue[tuple[Process, object]]) -> None:
        assert self._process.stdout
        with suppress(OSError, ValueError):
            while (message := receive(self._process.stdout)) is not None:
                replies.put((self, message[0]))
        replies.put((self, Ended()))

    def send(self, message: Any, body: bytes = b"") -> None:  # noqa: ANN401  any of `messages`
        """Send a message. Raises JobError when the process has ended."""
        assert self._process.stdin
        try:
            send(self._process.stdin, message, body)
        except OSError as error:
            raise self.gone() from error

    def gone(self) -> JobError:
        """Return the error for a process that has ended before its time."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        code = self._process.poll()
        how = f"was killed by {_signal(-code)}" if code is not None and code < 0 else f"ended with exit code {code}"
        mend = "If memory ran out, use fewer --jobs."
        return JobError(f"process {self.number} of --jobs {how}, so this run cannot be finished.", mend=mend)

    def end(self, *, at_once: bool) -> None:
        """Let it end: its pipe is closed. Without patience, or where that does not help, it is killed."""
        if at_once:
            self._process.kill()
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join(_PATIENCE)
        assert self._process.stdout
        self._process.stdout.close()


def _environment() -> dict[str, str]:
    """Return the environment: modules are found as here, and all processes hash alike."""
    path = os.pathsep.join(os.path.abspath(folder) for folder in sys.path)  # noqa: PTH100  "" is the working directory
    return {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}


def _signal(number: int) -> str:
    with suppress(ValueError):
        return signal.Signals(number).name
    return f"signal {number}"
