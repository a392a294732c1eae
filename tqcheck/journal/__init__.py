"""What a run has done so far, on disk: a run that was killed goes on from there.

A line of JSON for each group of segments, with a checksum before it. What a kill leaves of a last line does not pass it
and is cut off: that group is judged again. The lines of a group hold what was found, never the texts.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tqcheck.errors import TqcheckError, UsageError
from tqcheck.journal.values import decoded, encoded
from tqcheck.model import Result, Segment, Skip, Verdict
from tqcheck.panel import Judged

Nothing = Callable[[Segment], Verdict]
"""Gives the verdict on a segment of which nobody says anything."""
_VERSION = 1
_BEGINNING = b"tqcheck journal "
_FRESH = "To start again, delete it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What became of one group."""

    count: int
    """How many things were read: segments, and what could not be read."""
    judged: Mapping[int, Any]
    """By number of segment; those without anything to tell are left out."""
    left_out: frozenset[int]
    skips: tuple[Skip, ...]
    """What went wrong with models."""
    unread: Sequence[Sequence[Any]]
    """What the models could not read up to here."""

    def of(self, segments: Sequence[Segment], nothing: Nothing) -> Iterator[Judged | None]:
        """Yield what became of the segments of the group, None for those that were left out."""
        for number, segment in enumerate(segments):
            if number in self.left_out:
                yield None
            elif number in self.judged:
                yield decoded(self.judged[number], segment)
            else:
                yield Judged(Result(segment=segment, findings=(), verdict=nothing(segment)))


def record(
    count: int,
    judged: Sequence[Judged | None],
    *,
    nothing: Nothing,
    skips: tuple[Skip, ...],
    unread: Any,  # noqa: ANN401
) -> bytes:
    """Return a group as a line; `nothing` is the verdict on a segment without a fault."""
    table = {
        "count": count,
        "judged": {n: encoded(j) for n, j in enumerate(judged) if j and not _trivial(j, nothing)},
        "left_out": [n for n, j in enumerate(judged) if j is None],
        "skips": encoded(skips),
        "unread": unread,
    }
    return _line({name: value for name, value in table.items() if value})


def _trivial(judged: Judged, nothing: Nothing) -> bool:
    segment = judged.result.segment
    return judged == Judged(Result(segment=segment, findings=(), verdict=nothing(segment)))


class Journal:
    """The file. One run has it at a time."""

    def __init__(self, path: Path, told: Mapping[str, object]) -> None:
        """Open or make the file; `told` says what the run is of, by the words that an error uses.

        Raises UsageError when the file is of a run of something else, is no journal, or another run has it.
        """
        self._path = path
        self._told = {name: json.loads(json.dumps(value)) for name, value in told.items()}
        try:
            self._file: IO[bytes] = path.open("r+b" if path.exists() else "x+b")
        except OSError as error:
            raise TqcheckError(f"cannot be written: {error.strerror or error}.", path=str(path)) from error
        try:
            self._lock()
            self.resumed = self._begun()
        except BaseException:
            self._file.close()
            raise

    def records(self) -> Iterator[Record]:
        """Yield what is done, and cut off what a kill has left of a line. To be read to its end before `write`."""
        good = self._file.tell()
        for line in self._file:
            table = _read(line)
            if table is None:
                break
            good += len(line)
            yield Record(
                count=table["count"],
                judged={int(n): value for n, value in table.get("judged", {}).items()},
                left_out=frozenset(table.get("left_out", ())),
                skips=decoded(table.get("skips", [])),
                unread=table.get("unread", ()),
            )
        self._file.seek(good)
        self._file.truncate()

    def write(self, lines: Sequence[bytes]) -> None:
        """Add groups. What is written outlives the process. Raises OSError when the disk is full."""
        self._file.write(b"".join(lines))
        self._file.flush()

    def close(self, *, done: bool) -> None:
        """Let go of the file, which is not needed any more when all is `done`."""
        if done:
            with suppress(PermissionError):  # Windows deletes no open file
                self._path.unlink()
        self._file.close()
        if done:
            self._path.unlink(missing_ok=True)

    def _begun(self) -> bool:
        """Tell whether there is something to go on from; write the first line where not."""
        line = self._file.readline()
        if line.endswith(b"\n"):
            self._compare(_read(line.removeprefix(_BEGINNING)) if line.startswith(_BEGINNING) else None)
            return True
        if not _BEGINNING.startswith(line[: len(_BEGINNING)]):
            raise self._foreign()
        self._file.seek(0)
        self._file.truncate()
        self.write([_BEGINNING + _line({"version": _VERSION, "of": self._told})])
        return False

    def _compare(self, head: Mapping[str, Any] | None) -> None:
        if head is None or head.get("version") != _VERSION:
            raise self._foreign()
        for name in {**head["of"], **self._told}:
            if head["of"].get(name) != self._told.get(name):
                message = f"this run cannot go on where another stopped: {name} changed since."
                raise UsageError(message, path=str(self._path), mend=_FRESH)

    def _foreign(self) -> UsageError:
        return UsageError("is no journal that this version can go on from.", path=str(self._path), mend=_FRESH)

    def _lock(self) -> None:
        try:
            import fcntl  # noqa: PLC0415  not on Windows
        except ImportError:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError("another run is writing it.", path=str(self._path), mend="Wait for its end.") from error


def _line(table: Mapping[str, Any]) -> bytes:
    text = json.dumps(table, separators=(",", ":"), default=float).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _read(line: bytes) -> dict[str, Any] | None:
    """Return what a whole line holds; None for what is left of one."""
    check, _, text = line.partition(b" ")
    if not line.endswith(b"\n") or check != b"%08x" % zlib.crc32(text[:-1]):
        return None
    found: dict[str, Any] = json.loads(text)
    return found
