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
    """Values by key, both bytes. Several runs may use one file at a time. What goes wrong with it never stops a run."""

    def __init__(self, path: Path, *, limit: int = LIMIT) -> None:
        self.failure: str | None = None
        """Why nothing is kept any more; None while all is well."""
        self._limit = limit
        self._written = False
        self._connection: sqlite3.Connection | None = None
        with self._tolerated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_SCHEMA)

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
        if self._connection:
            self._connection.close()
            self._connection = None

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

    @contextmanager
    def _tolerated(self, path: Path | None = None) -> Iterator[None]:
        """After an error nothing is kept or found any more."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self.failure = f"{path}: {error}" if path else str(error)
            if self._connection:
                self._connection.close()
                self._connection = None
