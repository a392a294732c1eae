"""The command line: parses, calls the Python entry, prints, exits.

What a command needs is loaded when it runs, so that help and completion answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from tqcheck.cli import commands
from tqcheck.errors import TqcheckError

INTERRUPTED = 130
"""128 and the number of the signal, as shells have it."""
PIPE_CLOSED = 141
USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code. An error becomes one line on standard error, never a traceback."""
    try:
        code = _result(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit; there must be something that takes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _result(arguments: list[str]) -> int:
    try:
        code = commands.app(args=arguments or ["--help"], prog_name="tqcheck", standalone_mode=False)
    except TqcheckError as error:
        return complain(str(error), error.exit_code)
    except typer.TyperException as error:
        return complain(error.format_message(), USAGE)
    except typer.Abort:
        return INTERRUPTED
    if not arguments:
        return USAGE
    return code if isinstance(code, int) else 0


def complain(message: str, code: int) -> int:
    """Write one line of what is wrong to standard error, and return `code`."""
    from tqcheck.reporters.visible import oneline  # noqa: PLC0415  only an error pays for it

    sys.stderr.write(f"tqcheck: error: {oneline(message)}\n")
    return code
