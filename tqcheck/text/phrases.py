"""Finding terms in running text: whole words in any form, many terms at once, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

import regex

from tqcheck.text.scripts import spaceless
from tqcheck.text.stems import alike, keys, prefixes, stems
from tqcheck.text.tokens import Word

_PIECE = regex.compile(r"[\p{L}\p{M}\p{N}]+|[+#&@]+(?=[\s\p{P}]|$)")
_SLACK = 3
"""How many words may stand between the words of a term in the target."""
Payload = TypeVar("Payload")


class Found(NamedTuple, Generic[Payload]):
    """A term at its place."""

    payload: Payload
    start: int
    end: int


@lru_cache(maxsize=256)
def pieces(text: str) -> tuple[Word, ...]:
    """Return the words of `text`, taken apart at hyphens and apostrophes."""
    return tuple(Word(m.group(), m.start(), m.end()) for m in _PIECE.finditer(text))


class Phrase(NamedTuple, Generic[Payload]):
    """A term to look for."""

    text: str
    exact_case: bool
    payload: Payload


class Index(Generic[Payload]):
    """Terms of one language, found by the stem of their first word; terms without spaces by their first character."""

    def __init__(self, phrases: Iterable[Phrase[Payload]], tag: str) -> None:
        self._tag = tag
        self._by_stem: dict[str, list[tuple[tuple[Word, ...], Phrase[Payload]]]] = {}
        self._by_character: dict[str, list[Phrase[Payload]]] = {}
        for phrase in phrases:
            self._add(phrase)
        self._beginnings = {key[:2] for key in self._by_stem} | {key[:1] for key in self._by_stem if len(key) == 1}
        self._prefixed = bool(prefixes(tag))

    def _add(self, phrase: Phrase[Payload]) -> None:
        found = pieces(phrase.text)
        if spaceless(phrase.text):
            self._by_character.setdefault(phrase.text[0].casefold(), []).append(phrase)
            self._by_character[phrase.text[0].casefold()].sort(key=lambda p: -len(p.text))
        elif found:
            for key in stems(found[0].text, self._tag):
                entries = self._by_stem.setdefault(key, [])
                entries.append((found, phrase))
                entries.sort(key=lambda e: -len(e[0]))

    def find(self, text: str) -> Iterator[Found[Payload]]:
        """Yield the terms in `text`, in order; where terms overlap, the one that begins first, then the longest."""
        if self._by_stem:
            yield from self._words(text)
        if self._by_character and spaceless(text):
            yield from self._characters(text)

    def _words(self, text: str) -> Iterator[Found[Payload]]:
        words = pieces(text)
        at = 0
        while at < len(words):
            start = words[at].text[:2].casefold()
            if start not in self._beginnings and start[:1] not in self._beginnings and not self._prefixed:
                at += 1
                continue
            length, matching = self._longest(text, words, at)
            for phrase in matching:
                yield Found(phrase.payload, words[at].start, words[at + length - 1].end)
            at += max(1, length)

    def _longest(self, text: str, words: tuple[Word, ...], at: int) -> tuple[int, list[Phrase[Payload]]]:
        length = 0
        matching: list[Phrase[Payload]] = []
        for key in keys(words[at].text, self._tag):
            for wanted, phrase in self._by_stem.get(key, ()):
                if len(wanted) < length:
                    break
                if self._fits(text, words[at : at + len(wanted)], wanted, exact=phrase.exact_case):
                    if len(wanted) > length:
                        length, matching = len(wanted), []
                    if phrase not in matching:
                        matching.append(phrase)
        return length, matching

    def _fits(self, text: str, found: tuple[Word, ...], wanted: tuple[Word, ...], *, exact: bool) -> bool:
        if len(found) < len(wanted) or (len(found) > 1 and _broken(text, found)):
            return False
        pairs = tuple(zip(found, wanted, strict=True))
        if exact and not all(a.text.startswith(_certain(b.text, self._tag)) for a, b in pairs):
            return False
        return all(not stems(b.text, self._tag).isdisjoint(keys(a.text, self._tag)) for a, b in pairs[1:])

    def _characters(self, text: str) -> Iterator[Found[Payload]]:
        folded, at = text.casefold(), 0
        if len(folded) != len(text):
            folded = text
        while at < len(text):
            step = 1
            for phrase in self._by_character.get(folded[at], ()):
                wanted = phrase.text if phrase.exact_case else phrase.text.casefold()
                if len(wanted) >= step and (text if phrase.exact_case else folded).startswith(wanted, at):
                    yield Found(phrase.payload, at, at + len(wanted))
                    step = len(wanted)
            at += step


def _certain(word: str, tag: str) -> str:
    """Return what all forms of `word` begin with, in its own case."""
    return word[: min(map(len, stems(word, tag)))]


def _broken(text: str, found: tuple[Word, ...]) -> bool:
    """Tell whether a mark of punctuation ends a clause between the words."""
    between = "".join(text[a.end : b.start] for a, b in pairwise(found))
    return any(mark in between for mark in ".,;:!?()،؛。、")


def occurs(phrase: str, text: str, tag: str, *, exact_case: bool = False) -> bool:
    """Tell whether `phrase` may stand in `text` in some form: its words in order, few words between, any inflection."""
    if (phrase in text) if exact_case else (phrase.casefold() in text.casefold()):
        return True
    if spaceless(phrase):
        return "".join(phrase.casefold().split()) in "".join(text.casefold().split())
    wanted, found = pieces(phrase), pieces(text)
    return any(_follows(wanted, found[start:], tag) for start in range(len(found))) if wanted else False


def _follows(wanted: tuple[Word, ...], found: tuple[Word, ...], tag: str) -> bool:
    """Tell whether all wanted words are among the next few words, the first one at their beginning."""
    if not alike(wanted[0].text, found[0].text, tag):
        return False
    window = found[: len(wanted) + _SLACK]
    joined = "".join(w.text for w in wanted)
    return all(any(alike(w.text, f.text, tag) for f in window) for w in wanted[1:]) or alike(joined, found[0].text, tag)
