"""Files and folders on this machine or at an address such as `s3://bucket/corpus`, as the work is dealt out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from tqcheck.api import Files
from tqcheck.columnar import pyarrow
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions, detect
from tqcheck.opening import Opened, explaining

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
_SUFFIXES = (".parquet", ".pq")
_HEAD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One file."""

    number: int
    """Counted from 0, in the order of the corpus."""
    path: str
    """As it was named, or as a folder or pattern gave it; perhaps an address."""
    part: str
    """Where its copy stands in the folder that is written."""


class Remote(Opened):
    """A file at an address; Parquet is read from its end, so nothing is copied."""

    def __init__(self, address: str) -> None:
        """Look whether it is there. Raises UnreadableError."""
        self.path, self.encoding = address, None
        self.name = PurePosixPath(address).name
        with explaining(address):
            self._files, self._key = filesystem(address)
            with self.binary() as stream:
                self._magic = stream.read(_HEAD)

    def binary(self) -> BinaryIO:
        """Open the bytes."""
        return cast("BinaryIO", self._files.open_input_file(self._key))


def is_address(path: str) -> bool:
    """Tell an address from a path of this machine."""
    return _ADDRESS.match(path) is not None


def opened(path: str) -> Opened:
    """Open a file wherever it is. Raises UnreadableError."""
    return Remote(path) if is_address(path) else Opened(path)


def filesystem(address: str) -> tuple[Any, str]:
    """Return what of pyarrow reads and writes there, and the place as that knows it. Raises UsageError."""
    arrow = pyarrow("parquet")
    from pyarrow import fs  # noqa: PLC0415  a library that not everybody has

    try:
        files, place = fs.FileSystem.from_uri(address)
    except (arrow.ArrowException, OSError, ValueError) as error:
        said = " ".join(str(error).split()).rstrip(".")
        raise UsageError(f"this address cannot be used: {said}.", path=address) from error
    return files, place


def units(paths: Iterable[str], options: ReadOptions) -> tuple[Unit, ...]:
    """Return the files that these files, folders, patterns and addresses mean, each once.

    Raises UsageError for what gives nothing to read, and for files of another kind.
    """
    found = dict.fromkeys(file for path in paths for file in _meant(path, options))
    for path in found:
        if not path.endswith(_SUFFIXES) and (is_address(path) or _other(path)):
            mend = "Make Parquet of it: tqcheck check FILE -o parquet=FILE.parquet."
            raise UsageError("--engine ray reads Parquet, and this is something else.", path=path, mend=mend)
    return tuple(
        Unit(number=number, path=path, part=part)
        for number, (path, part) in enumerate(zip(found, _parts(tuple(found)), strict=True))
    )


def _other(path: str) -> bool:
    try:
        return detect(path).name != "parquet"
    except UnreadableError:  # its reader says so
        return False


def _meant(path: str, options: ReadOptions) -> Iterator[str]:
    if not is_address(path):
        files = Files.meant((path,), options)
        if files.project.names:
            raise UsageError("--engine ray reads Parquet, and these are files of one language each.", path=path)
        yield from files.paths
        return
    files_there, place = filesystem(path)
    before, _, after = path.partition(place)
    if not place or not before:
        raise UsageError("this address names no file and no folder.", path=path)
    with explaining(path), _explained(path):
        yield from (f"{before}{key}{after}" for key in _there(files_there, place, path))


def _there(files: Any, place: str, path: str) -> list[str]:  # noqa: ANN401  of a library that may be missing
    from pyarrow import fs  # noqa: PLC0415  likewise

    begin, star, _ = place.partition("*")
    fixed = begin.rpartition("/")[0] if star else place
    if not star and files.get_file_info(place).type == fs.FileType.File:
        return [place]
    inside = files.get_file_info(fs.FileSelector(fixed, recursive=True, allow_not_found=True))
    names = sorted(each.path for each in inside if each.type == fs.FileType.File)
    pattern = re.compile(_regex(place) if star else ".*")
    chosen = [name for name in names if pattern.fullmatch(name) and _data(name.removeprefix(fixed))]
    if not chosen:
        raise UsageError("there is no Parquet file.", path=path, mend="Check its spelling.")
    return chosen


def _data(name: str) -> bool:
    """Tell whether a file of a folder is one of its tables: `_SUCCESS` and `.crc` are not."""
    return name.endswith(_SUFFIXES) and not any(part.startswith((".", "_")) for part in name.split("/"))


def _regex(pattern: str) -> str:
    """Return a pattern with `*` and `**` as a regular expression; `?` begins what an address asks for."""
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    parts = re.split(r"(\*\*/|\*\*|\*)", pattern)
    return "".join(words.get(part, re.escape(part)) for part in parts)


def _parts(paths: tuple[str, ...]) -> Iterator[str]:
    """Yield where the copies stand: as the files do below the folder that they have in common."""
    plain = [os.path.normpath(_ADDRESS.sub("/", path)) for path in paths]
    alike = len({path.startswith("/") for path in plain}) == 1
    root = os.path.commonpath([os.path.dirname(path) for path in plain]) if alike else ""  # noqa: PTH120  of addresses too
    for number, path in enumerate(plain):
        name = os.path.relpath(path, root or ".") if alike else f"{number:06}-{os.path.basename(path)}"  # noqa: PTH119  likewise
        yield PurePosixPath(name).as_posix()


@contextmanager
def _explained(path: str) -> Iterator[None]:
    arrow = pyarrow("parquet")
    try:
        yield
    except arrow.ArrowException as error:
        raise UnreadableError(f"cannot be read: {error}.", path=path) from error
