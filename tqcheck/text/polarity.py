"""Words of opposite meaning (raise and cut, before and after), by language: `lang/tables/polarity/<tag>.toml`.

What a text names is one integer of three fields, one bit a concept in each: the positive pole (*raise*), the negative
pole (*cut*), and whether the word may mean something else (*cut*, of cloth).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from tqcheck.lang.tables import section
from tqcheck.text.polarity_entries import Entry, alternation, entries
from tqcheck.text.tokens import Word, lowered, words

_HEAD = 4
_REMEMBERED = 50_000
"""Words of a language whose meaning is kept."""


class Concept(NamedTuple):
    """A pair of opposites."""

    name: str
    bit: int
    sure: float
    """0..1: how likely a flip is in a short sentence whose poles differ."""
    family: int
    """The bits of the concepts that may paraphrase it, itself included: *more* for *rise*."""


class Poles(NamedTuple):
    """What a text names: bits of concepts."""

    plus: int
    minus: int
    unsure: int


class Polarity(Protocol):
    """The words of one language with the poles that they name."""

    def named(self, text: str) -> int:
        """Return the three fields of all words of `text`; 0 when it has none of the table."""
        ...

    def naming(self, text: str, bit: int) -> tuple[Word, ...]:
        """Return the words of `text` that name either pole of a concept."""
        ...


@cache
def concepts() -> tuple[Concept, ...]:
    """Return every pair of opposites, as the table of no language in particular has them."""
    table = section("und", "polarity")
    bits = {name: 1 << i for i, name in enumerate(table["sure"])}
    family = dict(bits)
    for members in table["families"].values():
        for name in members:
            family[name] |= sum(bits[m] for m in members)
    return tuple(Concept(name, bits[name], sure, family[name]) for name, sure in table["sure"].items())


@cache
def diminishers() -> int:
    """Return the concepts whose negative pole denies other words, as bits: *less* often is seldom."""
    table = section("und", "polarity")
    return sum(c.bit for c in concepts() if c.name in table["diminishing"]["concepts"])


def poles(named: int) -> Poles:
    """Take the three fields apart."""
    width = len(concepts())
    mask = (1 << width) - 1
    return Poles(named & mask, named >> width & mask, named >> 2 * width)


def field_of(bit: int) -> int:
    """Return the mask of both poles of a concept."""
    return bit | bit << len(concepts())


@cache
def polarity(tag: str) -> Polarity | None:
    """Return what is known of the language; None when nothing is."""
    table = section(tag, "polarity")
    if not table or tag == "und":
        return None
    found = list(entries(table, [c.name for c in concepts()]))
    if "kind" not in table:
        return _spaced(found)
    return _runs(found, bounded=table["kind"] == "phrases", denying=tuple(table.get("denying", ())))


def _spaced(found: Sequence[Entry]) -> _Spaced:
    whole: dict[str, int] = {}
    stems: dict[str, int] = {}
    for entry in found:
        into = stems if entry.open_end else whole
        if " " not in entry.text:
            into[entry.text] = into.get(entry.text, 0) | entry.bits
    phrases = [e for e in found if " " in e.text]
    head = min([_HEAD, *map(len, stems)])
    return _Spaced(
        whole=whole,
        stems=stems,
        heads=frozenset(s[:head] for s in stems),
        head=head,
        longest=max(map(len, stems), default=0),
        phrases=_runs(phrases, bounded=True) if phrases else None,
        openings=frozenset(e.text.split()[0] for e in phrases),
    )


@dataclass(frozen=True, slots=True)
class _Spaced:
    """A language whose words spaces part: whole words, and stems of which the longest that fits decides."""

    whole: Mapping[str, int]
    stems: Mapping[str, int]
    heads: frozenset[str]
    head: int
    longest: int
    phrases: _Runs | None
    openings: frozenset[str]
    """The first words of the phrases."""
    remembered: dict[str, int] = field(default_factory=dict, repr=False, compare=False)
    """What words of texts named: words come again."""

    def named(self, text: str) -> int:
        found, known, bits = lowered(text), self.remembered, 0
        for word in found:
            named = known.get(word)
            if named is None:
                named = known[word] = self._of(word)
            bits |= named
        if len(known) > _REMEMBERED:
            known.clear()
        if self.phrases and not self.openings.isdisjoint(found):
            bits |= self.phrases.named(text)
        return bits

    def naming(self, text: str, bit: int) -> tuple[Word, ...]:
        wanted = field_of(bit)
        single = tuple(w for w in words(text) if self._of(w.text.casefold()) & wanted)
        return single or (self.phrases.naming(text, bit) if self.phrases else ())

    def _of(self, word: str) -> int:
        found = self.whole.get(word)
        return self._by_stem(word) if found is None else found

    def _by_stem(self, word: str) -> int:
        stems = self.stems
        if word[: self.head] not in self.heads:
            return 0
        for length in range(min(len(word), self.longest), self.head - 1, -1):
            found = stems.get(word[:length])
            if found is not None:
                return found
        return 0


def _runs(found: Sequence[Entry], *, bounded: bool, denying: tuple[str, ...] = ()) -> _Runs:
    bits: dict[str, int] = {}
    for entry in found:
        bits[entry.text] = bits.get(entry.text, 0) | entry.bits
    return _Runs(bits, re.compile(alternation(found, bounded=bounded)), denying)


@dataclass(frozen=True, slots=True)
class _Runs:
    """A language whose words no spaces part, or whose words are phrases; the longest that fits decides."""

    bits: Mapping[str, int]
    pattern: re.Pattern[str]
    denying: tuple[str, ...]
    """After one of these (*不*) a word names both poles."""

    def named(self, text: str) -> int:
        low, found = text.casefold(), 0
        for match in self.pattern.finditer(low):
            found |= self._of(match, low)
        return found

    def naming(self, text: str, bit: int) -> tuple[Word, ...]:
        low, wanted = text.casefold(), field_of(bit)
        if len(low) != len(text):  # ß, İ and their like change their length
            return ()
        found = [m for m in self.pattern.finditer(low) if self._of(m, low) & wanted]
        return tuple(Word(m.group(), *m.span()) for m in found)

    def _of(self, match: re.Match[str], text: str) -> int:
        bits = self.bits[match.group()]
        if self.denying and text.endswith(self.denying, 0, match.start()):
            either = poles(bits).plus | poles(bits).minus
            return bits | field_of(either)
        return bits
