"""Findings that the files themselves set aside: by a comment with a reason, or by flags of Weblate's kind."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache, partial

from tqcheck.checks import rules
from tqcheck.checks.naming import matching
from tqcheck.errors import UsageError
from tqcheck.model import Origin, Segment, Skip, Suppression

_EXAMPLE = "`tqcheck: ignore[ACC101] why it is well so`"


@lru_cache(maxsize=1024)
def silenced(words: frozenset[str]) -> frozenset[str]:
    """Return these words, and the codes of the checks that they mean as codes, beginnings of codes or names."""
    return words.union(*(_codes(word) or () for word in words))


@lru_cache(maxsize=1024)
def _codes(word: str) -> tuple[str, ...] | None:
    """Return the codes of the checks that a word means; None for none."""
    try:
        return tuple(rule.code for rule in matching(word))
    except UsageError:
        return None


@dataclass(slots=True)
class _Asked:
    """A comment of a file, and what became of it. The parts of one unit share it."""

    suppression: Suppression
    origin: Origin
    used: bool = False
    unsure: bool = False
    """Whether a part of its unit was not looked at."""
    ran: set[str] = field(default_factory=set)

    @property
    def wrong(self) -> str | None:
        """Say why it cannot be obeyed; None when it can."""
        check, reason = self.suppression.check, self.suppression.reason
        if not check:
            return f"it names no check, so it suppresses nothing. Write {_EXAMPLE}."
        if _codes(check) is None:
            near = difflib.get_close_matches(check.upper(), [rule.code for rule in rules()], 1)
            mend = f"Did you mean {near[0]}?" if near else "`tqcheck checks` lists them all."
            return f"there is no check {check!r}, so it suppresses nothing. {mend}"
        if not any(map(str.isalnum, reason)):
            return f"it gives no reason, so it suppresses nothing. Write {_EXAMPLE}."
        return None

    def unused(self) -> bool:
        """Tell whether all that it names was asked in vain."""
        return not (self.used or self.unsure) and self.ran.issuperset(_codes(self.suppression.check) or ("",))


class Suppressions:
    """What comments of the files ask for in one run, and whether it was of use. Memory: one entry a comment."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, str | int, str], _Asked] = {}

    def reasons(self, segment: Segment) -> Mapping[str, str]:
        """Return the codes that are suppressed in a segment, with the reasons."""
        return {
            code: asked.suppression.reason
            for asked in self._of(segment)
            if not asked.wrong
            for code in _codes(asked.suppression.check) or ()
        }

    def judged(self, segment: Segment, *, ran: AbstractSet[str], found: AbstractSet[str]) -> None:
        """Take the codes of the checks that looked at a segment, and of those that found something."""
        for asked in self._of(segment):
            asked.ran |= ran
            asked.used = asked.used or not found.isdisjoint(_codes(asked.suppression.check) or ())

    def left_out(self, segment: Segment) -> None:
        """Take a segment that is not looked at in this run."""
        for asked in self._of(segment):
            asked.unsure = True

    def skips(self) -> Iterator[Skip]:
        """Yield the comments that could not be obeyed, and those that nothing needs any more."""
        for asked in self._asked.values():
            check = asked.suppression.check
            skip = partial(Skip, what=f"suppression of {check}" if check else "a suppression", origin=asked.origin)
            if asked.wrong:
                yield skip(why=asked.wrong, incomplete=False)
            elif asked.unused():
                yield skip(why="it suppresses nothing: take it out.", incomplete=False)

    def _of(self, segment: Segment) -> Iterator[_Asked]:
        for suppression in segment.suppressions:
            path = suppression.path or segment.origin.path
            key = (path, suppression.line or segment.name or segment.id, suppression.check)
            if key not in self._asked:
                origin = Origin(path=path, line=suppression.line or segment.origin.line, key=segment.origin.key)
                self._asked[key] = _Asked(suppression, origin)
            yield self._asked[key]
