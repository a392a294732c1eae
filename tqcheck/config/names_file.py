"""Names files: names of the user's own, in TOML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tqcheck.config.parsing import parsed
from tqcheck.config.places import line_of
from tqcheck.errors import UsageError
from tqcheck.lang.names.entries import EntryError, entries
from tqcheck.lang.names.given import GivenNames, together


def read_names(paths: Iterable[str]) -> GivenNames:
    """Return what the names files say; where two differ the later counts. Raises UsageError naming file and line."""
    return together([_read(Path(path)) for path in paths])


def _read(path: Path) -> GivenNames:
    text, table = parsed(path, mend="Give --names a file that exists.")
    try:
        return entries(table)
    except EntryError as error:
        line = line_of(text.splitlines(), error.keys)
        raise UsageError(error.message, path=str(path), line=line, mend=error.mend) from error
