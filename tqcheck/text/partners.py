"""Remembers, in little memory, which texts of a corpus come again with another partner on the other side.

In the first pass a text costs two numbers (27 to 53 bytes), whatever its length. Only texts that turn out to have
several partners keep more: an excerpt of each partner and the place where it came first. The first partner's is not
known any more when the second comes; it is filled in when the second pass comes by, which it does first of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import regex

from tqcheck.model import Hit, Segment, Severity
from tqcheck.text.compact import Compact

_KEPT = 160
"""Characters of an excerpt."""
_SHOWN = 80
_COUNT_BITS = 20
_MOST = (1 << _COUNT_BITS) - 1
_HASH = (1 << 64 - _COUNT_BITS) - 1
_SIGNS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


def bare(text: str) -> str:
    """Return `text` without case, punctuation and blanks."""
    return _SIGNS.sub("", text).casefold()


@dataclass(slots=True)
class Partner:
    """One of several texts that stand on the other side of one text."""

    count: int
    excerpt: str | None = None
    """None for the first partner until the second pass comes by."""
    bare: int = 0
    """Hash of the text without case and punctuation."""
    place: str = ""
    context: int = 0
    """Hash of what tells units of the same text apart: note and key."""

    @property
    def shown(self) -> str:
        """The beginning of the text."""
        text = self.excerpt or ""
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


@dataclass(slots=True)
class Memory:
    """What the first pass learns, for the second to ask."""

    most: int
    """How many different texts are remembered; later ones are not."""
    overflow: tuple[str, str, int | None] | None = None
    """Path, id and line of the first segment whose text was not remembered any more."""
    _once: Compact = field(default_factory=Compact)
    """By hash of a text: hash of its partner and how often they came together, packed into one number."""
    _several: dict[int, dict[int, Partner]] = field(default_factory=dict)

    def add(self, segment: Segment, key: int, partner: str) -> None:
        """Remember that the text with hash `key` came with `partner`."""
        of_partner = hashed(partner)
        group = self._several.get(key)
        if group is None:
            packed = self._once.get(key)
            if packed is None:
                self._first(segment, key, of_partner)
                return
            if packed >> _COUNT_BITS == of_partner:
                self._once.put(key, packed + (packed & _MOST < _MOST))
                return
            group = self._several[key] = {packed >> _COUNT_BITS: Partner(packed & _MOST)}
        known = group.get(of_partner)
        if known is None:
            group[of_partner] = described(segment, partner)
        else:
            known.count += 1

    def _first(self, segment: Segment, key: int, of_partner: int) -> None:
        if len(self._once) < self.most:
            self._once.put(key, of_partner << _COUNT_BITS | 1)
        elif self.overflow is None:
            self.overflow = place(segment)

    @classmethod
    def of(cls, several: Mapping[int, dict[int, Partner]]) -> Memory:
        """Return one that remembers texts with several partners, in the order in which they came first."""
        return cls(len(several), _several=dict(several))

    def close(self) -> None:
        """Forget what came with one partner only."""
        self._once.clear()

    def rivals(self, segment: Segment, key: int, partner: str) -> tuple[Partner, tuple[Partner, ...]] | None:
        """Return this partner and those that differ in more than case and punctuation; None when there are none.

        To be asked in the second pass, for each segment in order.
        """
        group = self._several.get(key)
        if group is None:
            return None
        mine = group.get(hashed(partner))
        if mine is None:
            return None
        if mine.excerpt is None:
            first = described(segment, partner)
            first.count = mine.count
            group[hashed(partner)] = mine = first
        others = tuple(p for p in group.values() if p.excerpt is not None and p.bare != mine.bare)
        return (mine, others) if others else None

    def is_minority(self, key: int, mine: Partner, *, ties: bool = False) -> bool:
        """Tell whether another partner came more often, or as often: earlier, or, with `ties`, at all."""
        counts: dict[int, int] = {}
        for partner in self._several[key].values():
            counts[partner.bare] = counts.get(partner.bare, 0) + partner.count
        own = counts[mine.bare]
        if ties:
            return any(count >= own for bare_hash, count in counts.items() if bare_hash != mine.bare)
        return max(counts, key=lambda bare_hash: counts[bare_hash]) != mine.bare


def hashed_key(parts: tuple[str | None, ...]) -> int:
    """Return a hash that is the same in all processes that hash texts alike, which that of None is not."""
    return hash(tuple(part or "" for part in parts))


def hashed(partner: str) -> int:
    """Return by what a partner is known."""
    return hash(partner) & _HASH


def place(segment: Segment) -> tuple[str, str, int | None]:
    """Return what tells a segment from all others."""
    return segment.origin.path, segment.id, segment.origin.line


def described(segment: Segment, partner: str) -> Partner:
    """Return what is kept of a partner that came once."""
    return Partner(
        1, partner[:_KEPT], hash(bare(partner)), str(segment.origin), hashed_key((segment.note, segment.origin.key))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a check asks of the memory."""

    code: str
    texts: str
    """What is remembered, for the reader: `different sources`."""
    pair: Callable[[Segment], tuple[int, str] | None]
    """The hash of a segment's text and its partner; None for a segment that is not compared."""
    hit: Callable[[Segment, Partner, tuple[Partner, ...]], Hit]
    """What to say of a segment whose partner is the rarer one."""
    ties: bool = False
    """Whether it is said of both of two that came equally often, and not only of the later."""


@dataclass(frozen=True, slots=True)
class PartnerLearning:
    """The first pass of a check that compares partners."""

    question: Question
    memory: Memory = field(repr=False)

    def add(self, segment: Segment) -> None:
        """Remember the pair."""
        pair = self.question.pair(segment)
        if pair:
            self.memory.add(segment, *pair)

    def finish(self) -> PartnerJudge:
        """Return the judge."""
        self.memory.close()
        return PartnerJudge(self.question, self.memory)


@dataclass(frozen=True, slots=True)
class PartnerJudge:
    """The second pass."""

    question: Question
    memory: Memory = field(repr=False)

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit when the segment's partner is the rarer one."""
        if self.memory.overflow == place(segment):
            yield overflow(f"{self.memory.most:,} {self.question.texts}", self.question.code)
        pair = self.question.pair(segment)
        found = self.memory.rivals(segment, *pair) if pair else None
        if pair and found and self.memory.is_minority(pair[0], found[0], ties=self.question.ties):
            yield self.question.hit(segment, *found)


def overflow(limit: str, code: str) -> Hit:
    """Return what to say at the first segment that was not remembered."""
    return Hit(
        message=f"There are more than {limit}: those from here on are not compared with one another.",
        spans=(),
        confidence=0.95,
        evidence=f"raise the option `most` of {code} to compare them all",
        severity=Severity.INFO,
    )
