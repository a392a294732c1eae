"""`parquet` and `arrow`: a row a segment in columns, for corpora; needs pyarrow (`pip install 'tqcheck[parquet]'`)."""

from __future__ import annotations

from typing import TextIO

from tqcheck.columnar import KINDS
from tqcheck.columnar.adding import Adding
from tqcheck.columnar.stored import ROWS
from tqcheck.columnar.writing import TableWriter
from tqcheck.errors import UsageError
from tqcheck.model import Result, Skip, Summary
from tqcheck.reporters import ReporterOptions


class _InColumns:
    """Writes blocks of rows to the bytes below a stream of text. What was skipped is not in it, as in JSON Lines."""

    kind = "parquet"

    def __init__(self, out: TextIO, _options: ReporterOptions) -> None:
        if out.isatty():
            raise UsageError(f"{KINDS[self.kind]} is not for a terminal.", mend=f"Give a file: -o {self.kind}=FILE.")
        self._adding = Adding(self.kind)
        self._writer = TableWriter(out.buffer, self._adding.whole, kind=self.kind)
        self._waiting: list[Result] = []

    def add(self, result: Result) -> None:
        """Take the next segment."""
        self._waiting.append(result)
        if len(self._waiting) == ROWS:
            self._hand_on()

    def skip(self, skip: Skip) -> None:
        """Write nothing."""

    def finish(self, summary: Summary) -> None:
        """Write the last rows, and the signature of the run among what the file says of itself."""
        self._hand_on()
        self._writer.say({"tqcheck": summary.signature})
        self._writer.close()

    def _hand_on(self) -> None:
        if self._waiting:
            self._writer.write(self._adding.alone(self._waiting))
        self._waiting = []


class ParquetReporter(_InColumns):
    """Row groups of Parquet."""


class ArrowReporter(_InColumns):
    """A file of Arrow IPC."""

    kind = "arrow"
