"""What models said before, in one SQLite file: a second run over a corpus reads it instead of asking again."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LIMIT = 1 << 30
"""Bytes from which the oldest entries make room."""
_PATIENCE = 10.0
"""Seconds to wait for another run that writes."""
_ASKED = 500
"""Keys in one question; SQLite takes 999 at least."""
_KEPT = 0.75
"""What stays when there must be room."""
_BROKEN = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS readings (key BLOB PRIMARY KEY, day INTEGER NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS readings_by_day ON readings (day);
"""


def key(*parts: str, kind: bytes = b"") -> bytes:
    """Return 16 bytes that stand for some texts; `kind` tells apart what is kept of them, and in which form."""
    digest = hashlib.blake2b(kind, digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.digest()


class Cache:
    """Values by key, both bytes. Several runs may use one file at a time. What goes wrong with it never stops a run.

    A file that is broken, or is of another form, is set aside, and a new one begun.
    """

    def __init__(self, path: Path, *, limit: int = LIMIT) -> None:
        self.failure: str | None = None
        """What went wrong with the file: why nothing is kept any more, or that a new one was begun. None otherwise."""
        self._path = path
        self._limit = limit
        self._written = False
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        with self._tolerated():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open()

    def found(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return those of the values that are there."""
        values: dict[bytes, bytes] = {}
        with self._tolerated():
            for first in range(0, len(keys) if self._connection else 0, _ASKED):
                part = keys[first : first + _ASKED]
                marks = ",".join("?" * len(part))
                question = f"SELECT key, value FROM readings WHERE key IN ({marks})"  # noqa: S608  marks only
                values.update(self._ask(question, part))
        return values

    def keep(self, values: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values for later runs."""
        day = int(time.time() // 86_400)
        with self._tolerated():
            if self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                rows = ((key, day, value) for key, value in values)
                self._connection.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", rows)
                self._connection.execute("COMMIT")
                self._written = True

    def close(self) -> None:
        """Make room if there must be, and let go of the file."""
        with self._tolerated():
            if self._connection and self._written:
                self._make_room()
        self._close()

    def _make_room(self) -> None:
        (pages,), (free,), (size,) = (
            self._ask(f"PRAGMA {name}", ())[0] for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > self._limit:
            self._ask(
                "DELETE FROM readings WHERE key IN (SELECT key FROM readings ORDER BY day"
                " LIMIT (SELECT max(1, cast(count(*) * ? AS INTEGER)) FROM readings))",
                (1 - _KEPT,),
            )

    def _ask(self, question: str, values: Sequence[object]) -> list[Any]:
        assert self._connection
        return self._connection.execute(question, values).fetchall()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
        self._file = _identity(self._path)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def _tolerated(self) -> Iterator[None]:
        """After an error nothing is kept or found any more, unless a new file can be begun."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self._close()
            first, self.failure = self.failure is None, f"{self._path}: {error}"
            if first and _broken(error):
                self._begin_again(error)

    def _begin_again(self, error: Exception) -> None:
        """Set the broken file aside, unless another run has done so, and open a new one."""
        aside = self._path.with_name(f"{self._path.name}.broken")
        try:
            if _identity(self._path) == self._file:
                self._path.replace(aside)
                for suffix in ("-wal", "-shm"):
                    self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            self._open()
        except (sqlite3.Error, OSError) as again:
            self._close()
            self.failure = f"{self._path}: {error}; nor can a new one be begun: {again}"
        else:
            self.failure = f"{self._path}: {error}; it is now {aside.name}, and a new one was begun"

    def _close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None


def _broken(error: Exception) -> bool:
    """Tell whether an error is about what the file holds, not about who may use it or how much room there is.

    What SQLite calls an error in our questions, which are right, is a table of another form.
    """
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and (code & 0xFF in _BROKEN or code == sqlite3.SQLITE_IOERR_SHORT_READ)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
