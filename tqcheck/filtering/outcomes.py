"""What became of each row of a file, as its rows are read once more beside the results of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tqcheck.filtering.rules import Reason, Rules
from tqcheck.model import Origin, Result, Skip


@dataclass(slots=True)
class Counts:
    """How many rows went where: `read` is the sum of `kept`, `rejected` and `skipped`."""

    kept: int = 0
    rejected: int = 0
    skipped: int = 0
    """Rows that could not be read or checked; they are in neither file."""
    blank: int = 0
    """Rows without any text; they are in neither file, and not counted as read."""
    reasons: Counter[str] = field(default_factory=Counter)
    """How many pairs each reason spoke against; several may speak against one."""

    @property
    def read(self) -> int:
        """All rows that are not blank."""
        return self.kept + self.rejected + self.skipped


class Outcomes:
    """Gives the results of a run to the rows that they are of; both are in the order of the files."""

    def __init__(self, items: Iterable[Result | Skip], rules: Rules, told: Callable[[Skip], None]) -> None:
        """Take who is told of what was skipped."""
        self._items = iter(items)
        self._rules = rules
        self._told = told
        self._next: Result | Skip | None = None
        self.counts = Counts()

    def rejected(self, paths: tuple[str, ...], first: int, last: int, *, name: str | None = None) -> Verdict:
        """Return what is to be done with the row on these lines of a file, and count it; None: there is no such pair.

        `paths` are the names under which the file may be told. `name` is the id of the row, where lines do not tell.
        """
        outcome = self._of(paths, first, last, name)
        if isinstance(outcome, Result):
            reasons = self._rules.against(outcome)
            self.counts.kept += not reasons
            self.counts.rejected += bool(reasons)
            self.counts.reasons.update(reason.rule for reason in reasons)
            return reasons
        self.counts.skipped += outcome is not None
        return outcome

    def finish(self) -> None:
        """Take what the run has to say at its end."""
        while (item := self._peek()) is not None:
            self._take(item)

    def _of(self, paths: tuple[str, ...], first: int, last: int, name: str | None) -> Result | Skip | None:
        skipped: Skip | None = None
        while (item := self._peek()) is not None:
            origin = item.segment.origin if isinstance(item, Result) else item.origin
            here = origin is not None and origin.path in paths and origin.line is not None
            if isinstance(item, Result) and (not here or not _within(origin, first, last, item.segment.id, name)):
                return skipped
            if here and origin is not None and (origin.line or 0) > last:
                return skipped
            self._take(item)
            if isinstance(item, Result):
                return item
            if here and origin is not None and (origin.line or 0) >= first:
                skipped = item
        return skipped

    def _take(self, item: Result | Skip) -> None:
        self._next = None
        if isinstance(item, Skip):
            self._told(item)

    def _peek(self) -> Result | Skip | None:
        if self._next is None:
            self._next = next(self._items, None)
        return self._next


Verdict = tuple[Reason, ...] | Skip | None
"""The reasons against a pair, none when it is kept; or that it was skipped; or that no pair is there."""


def _within(origin: Origin | None, first: int, last: int, found: str, name: str | None) -> bool:
    assert origin is not None
    return first <= (origin.line or 0) <= last and name in {None, found}
