"""The folder that a distributed run writes: a copy of each file with what was found, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from tqcheck.columnar import pyarrow
from tqcheck.distributed.places import filesystem, is_address
from tqcheck.errors import TqcheckError, UsageError
from tqcheck.model import Summary

DONE = "_SUCCESS"
"""The file that stands in the folder when all of it does; it tells what made it, and the counts."""


@contextmanager
def folder(out: str) -> Iterator[str]:
    """Give the place to which copies are written; what stands there takes the place of `out` when all went well.

    At an address, where nothing can be renamed, it is `out` itself: what a failed run leaves there is deleted.
    Raises UsageError when something is there already, TqcheckError when it cannot be written.
    """
    if is_address(out):
        with _there(out) as place:
            yield place
        return
    final = Path(out).resolve()
    if final.exists() and (not final.is_dir() or any(final.iterdir())):
        raise UsageError("is there already.", path=out, mend="Give a folder that does not exist, or an empty one.")
    if not final.parent.is_dir():
        raise UsageError(f"there is no folder {str(final.parent)!r}.", path=out, mend="Make it first.")
    try:
        temporary = tempfile.mkdtemp(dir=final.parent, prefix=f".{final.name}.")
    except OSError as error:
        raise TqcheckError(f"cannot be written: {error.strerror or error}.", path=out) from error
    try:
        yield temporary
        with suppress(OSError):
            final.rmdir()
        Path(temporary).chmod(0o755)
        Path(temporary).replace(final)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


@contextmanager
def _there(out: str) -> Iterator[str]:
    from pyarrow import fs  # noqa: PLC0415  `filesystem` says what to do without it

    files, place = filesystem(out)
    there = files.get_file_info(fs.FileSelector(place, allow_not_found=True))
    if there:
        raise UsageError("something is there already.", path=out, mend="Give an address that is empty.")
    try:
        yield out
    except BaseException:
        with suppress(OSError, pyarrow("parquet").ArrowException):
            files.delete_dir(place)
        raise


@contextmanager
def copied(out: str, part: str) -> Iterator[BinaryIO]:
    """Open a file of the folder; it gets its name when it is whole, so that another attempt does no harm."""
    if is_address(out):
        with _stream(*filesystem(f"{out.rstrip('/')}/{part}")) as stream:
            yield cast("BinaryIO", stream)
        return
    path = Path(out, part)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            yield stream
        temporary.replace(path)
    except OSError as error:
        raise TqcheckError(f"cannot be written: {error.strerror or error}.", path=str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _stream(files: Any, place: str) -> Any:  # noqa: ANN401  of a library that may be missing
    try:
        return files.open_output_stream(place)
    except FileNotFoundError:  # where folders are made before files
        files.create_dir(place.rpartition("/")[0], recursive=True)
        return files.open_output_stream(place)


def finish(out: str, summary: Summary) -> None:
    """Write the file that says that all is there."""
    told = {
        "signature": summary.signature,
        "segments": summary.segments,
        "skips": summary.skips,
        "complete": not summary.incomplete,
        "by_check": summary.by_check,
        "by_severity": {severity.value: count for severity, count in summary.by_severity.items()},
    }
    with copied(out, DONE) as stream:
        stream.write(json.dumps(told, indent=2).encode("ascii") + b"\n")
