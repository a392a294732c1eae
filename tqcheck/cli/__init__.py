"""The command line: parses, calls the Python entry, prints, exits.

What a command needs is loaded when it runs, so that help and completion answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from tqcheck.cli import commands
from tqcheck.cli.flags import Work
from tqcheck.errors import TqcheckError

INTERRUPTED = 130
"""128 and the number of the signal, as shells have it."""
PIPE_CLOSED = 141
USAGE, FAILED = 2, 3
TRACEBACK = "TQCHECK_TRACEBACK"
"""The environment variable that shows where an internal error arose."""


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code. An error becomes one line on standard error, never a traceback."""
    try:
        code = _work(list(arguments))()
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        return PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        _let_go()
        return complain(*_told(error))
    return code


def _let_go() -> None:
    """Give up what standard output does not take: Python flushes it once more at exit, and would exit with 120."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _work(arguments: list[str]) -> Work:
    """Parse, and return what is to be done; it is done outside of typer, which has its own mind about errors."""
    if not arguments:
        commands.app(args=["--help"], prog_name="tqcheck", standalone_mode=False)
        return lambda: USAGE
    work = commands.app(args=arguments, prog_name="tqcheck", standalone_mode=False)
    return work if callable(work) else lambda: work or 0


def _told(error: Exception) -> tuple[str, int]:
    """Return what to say of an error, and the exit code."""
    if isinstance(error, TqcheckError):
        return str(error), error.exit_code
    if isinstance(error, typer.TyperException):
        return error.format_message(), USAGE
    if isinstance(error, OSError):
        return f"{error.filename or 'input or output'}: {error.strerror or error}.", FAILED
    what = f"internal error: {type(error).__name__}: {error}."
    return f"{what} Please report it, with what {TRACEBACK}=1 adds to it.", FAILED


def complain(message: str, code: int) -> int:
    """Write one line of what is wrong to standard error, and return `code`."""
    from tqcheck.reporters.visible import oneline  # noqa: PLC0415  only an error pays for it

    sys.stderr.write(f"tqcheck: error: {oneline(message)}\n")
    return code
