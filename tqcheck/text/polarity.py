"""Words of opposite meaning (raise and cut, before and after), by language: `lang/tables/polarity/<tag>.toml`.

What a text names is one integer of three fields, one bit a concept in each: the positive pole (*raise*), the negative
pole (*cut*), and whether the word may mean something else (*cut*, of cloth).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from tqcheck.lang.tables import section
from tqcheck.text.polarity_entries import Entry, alternation, entries
from tqcheck.text.tokens import Word, lowered, words

_REMEMBERED = 12_000
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

    @property
    def slow(self) -> bool:
        """Tell whether a text that is asked for everything costs much more than one asked for little."""
        ...

    def named(self, text: str, among: int = -1) -> int:
        """Return the three fields of all words of `text`; it may return 0 when no pole of `among` is named."""
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


def opposite(named: int) -> int:
    """Return the opposites of all poles named."""
    width = len(concepts())
    both = (1 << 2 * width) - 1
    named &= both
    return (named >> width | named << width) & both


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
    return _Spaced(
        meanings=_Meanings(whole, stems),
        phrases=_runs(phrases, bounded=True) if phrases else None,
        tokens=frozenset(map(_token, phrases)),
    )


def _token(phrase: Entry) -> str:
    complete = phrase.text.split()[: -1 if phrase.open_end else None]
    return max(complete, key=len)


class _Meanings(dict[str, int]):
    """What words name: those of the table, and every word that was asked for, by the longest stem that fits it."""

    def __init__(self, whole: Mapping[str, int], stems: Mapping[str, int]) -> None:
        super().__init__(whole)
        self._whole, self._stems = whole, stems
        self._lengths = sorted({len(s) for s in stems}, reverse=True)
        self._beginnings = frozenset(s[: self._lengths[-1]] for s in stems)
        self.mute: set[str] = set()
        """Words that name nothing."""

    def __missing__(self, word: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
            self.update(self._whole)
            self.mute.clear()
        if "i̇" in word:  # İ in lower case
            return self[word.replace("i̇", "i")]
        bits = self._by_stem(word)
        if not bits and ("'" in word or "’" in word):  # l'augmentation, mother's
            for part in word.replace("’", "'").split("'"):
                bits |= self[part]
        self[word] = bits
        if not bits:
            self.mute.add(word)
        return bits

    def _by_stem(self, word: str) -> int:
        if not self._lengths or word[: self._lengths[-1]] not in self._beginnings:
            return 0
        heads = (word[:length] for length in self._lengths if length <= len(word))
        return next((self._stems[h] for h in heads if h in self._stems), 0)


@dataclass(frozen=True, slots=True)
class _Spaced:
    """A language whose words spaces part."""

    meanings: _Meanings
    phrases: _Runs | None
    tokens: frozenset[str]
    """A word of each phrase, the longest, without which it cannot stand."""
    slow = False

    def named(self, text: str, among: int = -1) -> int:  # noqa: ARG002  all is found at once
        found, bits = lowered(text), 0
        if self.phrases and not self.tokens.isdisjoint(found):
            bits = self.phrases.named(text)
            if bits:  # a phrase decides for its words
                found = lowered(self.phrases.pattern.sub(" ", text.casefold()))
        for named in map(self.meanings.__getitem__, found - self.meanings.mute):
            bits |= named
        return bits

    def naming(self, text: str, bit: int) -> tuple[Word, ...]:
        wanted = field_of(bit)
        named = self.phrases.naming(text, bit) if self.phrases else ()
        return named or tuple(w for w in words(text) if self.meanings[w.text.casefold()] & wanted)


def _runs(found: Sequence[Entry], *, bounded: bool, denying: tuple[str, ...] = ()) -> _Runs:
    bits: dict[str, int] = {}
    texts: dict[int, set[str]] = {}
    for entry in found:
        bits[entry.text] = bits.get(entry.text, 0) | entry.bits
        for pole in _each(entry.bits):
            texts.setdefault(pole, set()).add(entry.text)
    one = {pole: re.compile("|".join(map(re.escape, sorted(t)))) for pole, t in texts.items()}
    return _Runs(bits, re.compile(alternation(found, bounded=bounded)), one, denying)


def _each(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


@dataclass(frozen=True, slots=True)
class _Runs:
    """A language whose words no spaces part, or whose words are phrases; the longest that fits decides."""

    bits: Mapping[str, int]
    pattern: re.Pattern[str]
    by_pole: Mapping[int, re.Pattern[str]]
    """Finds quickly whether a text may name one pole."""
    denying: tuple[str, ...]
    """After one of these (*不*) a word names both poles."""
    slow = True

    def named(self, text: str, among: int = -1) -> int:
        low, found, by_pole = text.casefold(), 0, self.by_pole
        if among >= 0 and not any(p in by_pole and by_pole[p].search(low) for p in _each(among)):
            return 0
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
        if self.denying and text[: match.start()].rstrip(" ").endswith(self.denying):
            return bits | opposite(bits)
        return bits
