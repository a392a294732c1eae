"""Where `filter` puts the rows of what it read."""

from __future__ import annotations

import gzip
import lzma
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from tqcheck.api import Files
from tqcheck.cli.output import replaced
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.filtering import sorter
from tqcheck.filtering.outcomes import Outcomes
from tqcheck.filtering.parallel import Pair, sort_pair
from tqcheck.opening import Opened

_PACKED = (".gz", ".xz")


def demand_places(kept: str | None, rejected: str | None, files: Files) -> None:
    """Raise UsageError when it is not plain where rows are to go, or when they are not rows."""
    places = [place for place in (kept, rejected) if place]
    if not places:
        raise UsageError("nowhere to write.", mend="Give --kept FILE, --rejected FILE or both.")
    if len({os.path.realpath(place) for place in places}) < len(places):
        raise UsageError("--kept and --rejected are the same.", mend="Give each a place of its own.")
    if files.project.bundles:
        mend = "Give tables, TMX or two text files."
        raise UsageError("filter sorts pairs, not the strings of files with keys.", mend=mend)
    if files.pair and (files.paths or "-" in places):
        raise UsageError("--source and --target become two files.", mend="Name only them, and give --kept PREFIX.")
    if files.pair and files.pair.alignment is not None:
        mend = "Align them first (tqcheck align), then filter the pairs."
        raise UsageError("these documents have no pairs of lines to sort.", mend=mend)
    if "-" in places and _in_folders(files, places):
        raise UsageError("several files cannot go to standard output.", mend="Give a folder.")


def sort_single_files(files: Files, outcomes: Outcomes, *, kept: str | None, rejected: str | None) -> None:
    """Sort the rows of one file, or those of several into folders that hold files of the same names."""
    folders = _in_folders(files, [place for place in (kept, rejected) if place])
    root = os.path.commonpath([os.path.dirname(os.path.abspath(path)) for path in files.paths]) if folders else ""  # noqa: PTH100, PTH120  links stay as they are
    for path in files.paths:
        within = os.path.relpath(path, root) if folders else ""
        places = [place and (_made(place, within) if folders else place) for place in (kept, rejected)]
        try:
            with ExitStack() as stack:
                sort = sorter(path, files.options, format=files.format)
                sort(outcomes, *(stack.enter_context(_place(place, files.names)) for place in places))
        except UnreadableError:
            if not folders:  # of several files the run tells what could not be read, and the others go on
                raise


def sort_pair_of_files(files: Files, outcomes: Outcomes, *, kept: str | None, rejected: str | None) -> None:
    """Sort the lines of two files; PREFIX becomes PREFIX.fr and PREFIX.en for those of `corpus.fr` and `corpus.en`."""
    assert files.pair
    source, target = (Opened(path, encoding=files.options.encoding) for path in files.pair.names)
    ends = _ends(*files.pair.names)
    with ExitStack() as stack:

        def opened(prefix: str | None, end: str) -> BinaryIO:
            return stack.enter_context(_place(prefix and f"{prefix}{end}", files.names))

        good, bad = (Pair(*(map(partial(opened, prefix), ends))) for prefix in (kept, rejected))
        why = opened(rejected, ".why")
        sort_pair(source, target, files.options, outcomes, kept=good, rejected=bad, why=why)


def _in_folders(files: Files, places: list[str]) -> bool:
    named = any(place.endswith(("/", os.sep)) or Path(place).is_dir() for place in places)
    return len(files.paths) > 1 or (named and not files.pair)


def _made(folder: str, within: str) -> str:
    """Return the place of a file in a folder, which is made."""
    place = Path(folder, within)
    place.parent.mkdir(parents=True, exist_ok=True)
    return str(place)


def _ends(source: str, target: str) -> tuple[str, str]:
    """Return what is added to a prefix: the suffixes where they tell the files apart."""
    ours, theirs = ("".join(PurePath(path).suffixes[-2:] if path.endswith(_PACKED) else PurePath(path).suffixes[-1:])
                    for path in (source, target))  # fmt: skip
    return (ours, theirs) if ours and theirs and ours != theirs else (f".source{ours}", f".target{theirs}")


@contextmanager
def _place(path: str | None, inputs: tuple[str, ...]) -> Iterator[BinaryIO]:
    """Open what rows are written to: nothing, standard output, or a file, packed as its name says."""
    if path is None:
        with open(os.devnull, "wb") as out:  # noqa: PTH123  its name is no path everywhere
            yield out
    elif path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with replaced(path, inputs=inputs) as stream:
            if path.endswith(".gz"):
                with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0, filename="") as packed:
                    yield cast("BinaryIO", packed)
            elif path.endswith(".xz"):
                with lzma.open(stream, "wb") as packed:
                    yield cast("BinaryIO", packed)
            else:
                yield stream
