"""Errors that name the place and the mend. The command line turns them into exit codes 2 and 3."""

from __future__ import annotations


class TqcheckError(Exception):
    """Anything wrong that the user can mend; never raised as such.

    The message is one sentence of what is wrong; `mend` says what to do about it.
    """

    exit_code = 3

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.mend = mend

    def __str__(self) -> str:
        place = "" if self.path is None else f"{self.path}: " if self.line is None else f"{self.path}:{self.line}: "
        return f"{place}{self.message}" + (f" {self.mend}" if self.mend else "")


class UsageError(TqcheckError):
    """An option, a configuration key or a check's code that does not exist or does not fit: exit code 2."""

    exit_code = 2


class UnreadableError(TqcheckError):
    """A file that cannot be read as what it should be: exit code 3."""


class ModelError(TqcheckError):
    """A model that is not there or cannot be used. The run goes on without it and is incomplete: exit code 3."""


class JobError(TqcheckError):
    """A process of `--jobs` that could not be started, or ended before its work was done: exit code 3."""
