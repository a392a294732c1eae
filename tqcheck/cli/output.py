"""Where a report goes: standard output as it is, a file all at once or not at all."""

from __future__ import annotations

import errno
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from tqcheck.errors import TqcheckError, UsageError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def destination(path: str | None, *, inputs: tuple[str, ...]) -> Iterator[TextIO]:
    """Open a file for text, or standard output for None and `-`; what no encoding can write is written as an escape."""
    if path in {None, "-"}:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        yield sys.stdout
        return
    assert path is not None
    with (
        replaced(path, inputs=inputs) as stream,
        io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="\n") as out,
    ):
        yield out


@contextmanager
def replaced(path: str, *, inputs: tuple[str, ...]) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when all went well, and leaves no trace when not.

    Raises UsageError when its folder does not exist, or when it is one of the inputs.
    """
    place = Path(path)
    if any(_same(place, name) for name in inputs):
        raise UsageError("is an input too.", path=path, mend="Give another file to write to.")
    if place.exists() and not place.is_file():
        if place.is_dir():
            raise UsageError("is a folder.", path=path, mend="Give a file to write to.")
        with place.open("wb") as stream:
            yield stream
        return
    place = place.resolve()
    if not place.parent.is_dir():
        raise UsageError(f"there is no folder {str(place.parent)!r}.", path=path, mend="Make it first.")
    with _explained(path):
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with _explained(path, only=_FULL), os.fdopen(handle, "wb") as stream:
            yield stream
        with _explained(path):
            Path(temporary).chmod(_mode(place))
            Path(temporary).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def colour_wanted(out: TextIO) -> bool:
    """Tell whether to colour: NO_COLOR says no, FORCE_COLOR says yes, otherwise a terminal does (see no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return out.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def _explained(path: str, *, only: frozenset[int] | None = None) -> Iterator[None]:
    """Make of what goes wrong an error that names the file; with `only`, of errors of these numbers."""
    try:
        yield
    except OSError as error:
        if only is not None and error.errno not in only:
            raise
        raise TqcheckError(f"cannot be written: {error.strerror or error}.", path=path) from error


def _mode(place: Path) -> int:
    """Return the mode of the file that is replaced, or that of any new file."""
    if place.exists():
        return place.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _same(place: Path, name: str) -> bool:
    return name != "-" and place.exists() and Path(name).exists() and place.samefile(name)
