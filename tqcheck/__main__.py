"""The command `tqcheck`, also `python -m tqcheck`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; `--version` answers before anything else is loaded."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        from tqcheck import __version__  # noqa: PLC0415  nothing heavy before this line

        sys.stdout.write(f"tqcheck {__version__}\n")
        return 0
    from tqcheck import cli  # noqa: PLC0415  typer takes longer than the answer above

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
