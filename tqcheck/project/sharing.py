"""Source strings that fail one check in most of their languages: the source is to be looked at, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tqcheck.model import Finding, Result, Segment, Severity, Shared, Skip

LEAST = 3
"""In how many languages a string fails before it is told of its source."""
LISTED = 1000
"""How many strings a summary lists, the worst first."""
_MOST = 300_000
_RANK_BITS = 2
_RANKS = sorted(Severity, key=lambda severity: severity.rank)


class Sharing:
    """Remembers which string failed which check in which languages.

    Memory: about 150 bytes for each string and check with a finding, of `most` at the most; texts only of strings that
    failed in `LEAST` languages.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._bits: dict[str, int] = {}
        self._failed: dict[int, int] = {}
        """By hash of check and unit: a bit for each language, and below them the rank of the worst severity."""
        self._told: dict[int, _Told] = {}
        self._units: dict[int, list[int]] = {}
        """By hash of a unit: the keys of those that are told."""
        self._overflow = self._unlisted = 0

    def add(self, result: Result) -> None:
        """Take what is said of one segment."""
        segment = result.segment
        if not result.findings or not segment.source or not segment.target_lang:
            return
        bit = 1 << self._bits.setdefault(segment.target_lang, len(self._bits)) + _RANK_BITS
        unit = hash(segment.unit)
        for finding in result.findings:
            self._add(hash((finding.code, unit)), unit, bit, finding)

    def _add(self, key: int, unit: int, bit: int, finding: Finding) -> None:
        known = self._failed.get(key, 0)
        if not known and len(self._failed) >= self._most:
            self._overflow += 1
            return
        rank = max(known & 3, finding.severity.rank)
        packed = self._failed[key] = (known & ~3) | bit | rank
        if key not in self._told and (packed >> _RANK_BITS).bit_count() >= LEAST:
            self._told[key] = _Told(finding.code, finding.name, finding.message)
            self._units.setdefault(unit, []).append(key)

    def shared(self, inputs: Iterable[Segment | Skip]) -> tuple[Shared, ...]:
        """Return the strings that fail in most of the languages that have them, the worst first.

        `inputs` is what was judged; it is read again if any string failed in `LEAST` languages, to see who has it.
        """
        if not self._told:
            return ()
        for item in inputs:
            if isinstance(item, Segment) and item.source and item.target_lang:
                self._see(item, 1 << self._bits.setdefault(item.target_lang, len(self._bits)))
        found = [shared for key, told in self._told.items() if (shared := self._judged(key, told))]
        found.sort(key=lambda s: (-s.severity.rank, -len(s.languages), s.origin.path, s.origin.line or 0))
        self._unlisted = max(0, len(found) - LISTED)
        return tuple(found[:LISTED])

    def _see(self, segment: Segment, bit: int) -> None:
        for key in self._units.get(hash(segment.unit), ()):
            told = self._told[key]
            told.first = told.first or segment
            if segment.target.strip():
                told.there |= bit

    def _judged(self, key: int, told: _Told) -> Shared | None:
        failed = self._failed[key] >> _RANK_BITS
        count, there = failed.bit_count(), (told.there | failed).bit_count()
        if told.first is None or 2 * count <= there:
            return None
        segment = told.first
        return Shared(
            code=told.code,
            name=told.name,
            severity=_RANKS[self._failed[key] & 3],
            unit=segment.unit,
            source=segment.source or "",
            origin=segment.source_origin or segment.origin,
            languages=tuple(sorted(tag for tag, place in self._bits.items() if failed >> place & 1)),
            of=there,
            message=told.message,
        )

    def skips(self) -> Iterator[Skip]:
        """Yield what this view lacks."""
        if self._overflow:
            what = f"{self._overflow:,} findings"
            why = f"whether they lie in the source is looked at for the first {self._most:,} strings that fail only"
            yield Skip(what=what, why=why, incomplete=False)
        if self._unlisted:
            what = f"{self._unlisted:,} more source strings that fail in most of their languages"
            yield Skip(what=what, why=f"only {LISTED:,} are listed", incomplete=False)


@dataclass(slots=True)
class _Told:
    """A check and a string that fails it in several languages."""

    code: str
    name: str
    message: str
    there: int = 0
    """A bit for each language that has a translation."""
    first: Segment | None = None
