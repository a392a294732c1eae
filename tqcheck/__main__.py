"""The command `tqcheck`, also `python -m tqcheck`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

ALLOCATIONS = 100_000
"""Between two collections, in place of Python's 700: loading makes many values that stay, and hardly a cycle."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; `--version` answers before anything else is loaded.

    Without `argv` this is a process of its own, which may tell Python how to look for garbage.
    """
    if argv is not None:
        return _answered(argv)
    gc.set_threshold(ALLOCATIONS, *gc.get_threshold()[1:])
    try:
        return _answered(sys.argv[1:])
    finally:
        gc.freeze()  # the process ends: nothing has to be looked for in what is left


def _answered(argv: Sequence[str]) -> int:
    arguments = list(argv)
    if arguments in (["--version"], ["-V"]):
        from tqcheck import __version__  # noqa: PLC0415  nothing heavy before this line

        sys.stdout.write(f"tqcheck {__version__}\n")
        return 0
    from tqcheck import cli  # noqa: PLC0415  typer takes longer than the answer above

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
