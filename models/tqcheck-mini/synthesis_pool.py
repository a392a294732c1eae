"""What the pool of clean pairs teaches about each language: its sentences, its words and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from random import Random
from typing import TypeVar, cast

import synthesis_words
from synthesis_parts import Pair
from synthesis_words import Segmenter, Unit

from tqcheck.lang.names.lexicon import CASED, SPACELESS
from tqcheck.lang.tags import script
from tqcheck.lang.writing import scripts

T = TypeVar("T")
_SENTENCES = 12_000
"""Sentences of a language that are looked at."""
_ANSWERS = 300_000
"""Pairs whose texts are remembered with their translations."""
_TOP = 60
"""So many of the most frequent words count as function words, whatever the language."""


class Speech:
    """One language as the pool has it: texts, each with its translation and that one's language.

    Everything else is found out when it is first asked for.
    """

    def __init__(self, tag: str, answered: Mapping[str, tuple[str, str]]) -> None:
        self.tag = tag
        self.answered = answered
        self.texts = tuple(answered)
        used = scripts(tag)
        self.cased = bool(used & CASED)
        self.spaceless = bool(used & SPACELESS) and "Hang" not in used
        self.script = script(tag)
        self.gap = "" if self.spaceless else " "
        self._units: dict[str, list[Unit]] = {}

    @cached_property
    def segmenter(self) -> Segmenter | None:
        """Cuts runs without spaces; None where the script has spaces."""
        return Segmenter(synthesis_words.runs(self.texts)) if self.spaceless else None

    def units(self, text: str) -> list[Unit]:
        """Return the words of a text."""
        found = self._units.get(text)
        if found is None:
            if len(self._units) > 64:
                self._units.clear()
            found = self._units[text] = synthesis_words.units(text, self.segmenter)
        return found

    @cached_property
    def sequences(self) -> list[list[str]]:
        """The words of every text, the first one in lower case where that is how it is usually written."""
        found = [[u.text for u in synthesis_words.units(t, self.segmenter)] for t in self.texts]
        if self.cased:
            inside = Counter(w for words in found for w in words[1:])
            for words in found:
                if words and inside[words[0].lower()] >= inside[words[0]]:
                    words[0] = words[0].lower()
        return found

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(w for words in self.sequences for w in words)

    @cached_property
    def after(self) -> dict[str, Counter[str]]:
        """By word, what follows it."""
        return self._beside(1)

    @cached_property
    def before(self) -> dict[str, Counter[str]]:
        """By word, what stands before it."""
        return self._beside(-1)

    def _beside(self, step: int) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for words in self.sequences:
            for first, second in pairwise(words):
                here, there = (first, second) if step > 0 else (second, first)
                found.setdefault(here, Counter())[there] += 1
        return found

    @cached_property
    def frequent(self) -> frozenset[str]:
        """The most frequent words: they mean little."""
        return frozenset(w for w, _ in self.counts.most_common(_TOP))

    @cached_property
    def endings(self) -> dict[str, list[str]]:
        """By the last two letters, the words that occur twice and mean something."""
        found: dict[str, list[str]] = {}
        for word, n in self.counts.items():
            if n > 1 and word not in self.frequent:
                found.setdefault(word[-2:], []).append(word)
        return found


class Pool:
    """Clean pairs, grouped by language."""

    def __init__(self, pairs: Sequence[Pair], *, seed: int) -> None:
        order = list(range(len(pairs)))
        Random(seed).shuffle(order)
        texts: dict[str, dict[str, tuple[str, str]]] = {}
        self._pairs: dict[tuple[str, str], list[Pair]] = {}
        self._answers: dict[str, list[tuple[str, str]]] = {}
        for index in order:
            pair = pairs[index]
            self._pairs.setdefault((pair.source_lang, pair.target_lang), []).append(pair)
            here, there = (pair.source_lang, pair.source), (pair.target_lang, pair.target)
            for (tag, text), (other_tag, other) in ((here, there), (there, here)):
                known = texts.setdefault(tag, {})
                if len(known) < _SENTENCES:
                    known.setdefault(text, (other, other_tag))
            if index < _ANSWERS:
                self._answers.setdefault(pair.source, []).append((pair.target_lang, pair.target))
                self._answers.setdefault(pair.target, []).append((pair.source_lang, pair.source))
        self._speech = {tag: Speech(tag, found) for tag, found in texts.items()}
        self._learnt: dict[Hashable, object] = {}
        self.tags = sorted(self._speech)

    def speech(self, tag: str) -> Speech:
        """Return what is known of a language, which may be nothing."""
        found = self._speech.get(tag)
        if found is None:
            found = self._speech[tag] = Speech(tag, {})
        return found

    def learnt(self, tag: str, make: Callable[[Speech], T]) -> T:
        """Return what `make` finds out about a language; it is asked once."""
        return self.remembered((tag, make), lambda: make(self.speech(tag)))

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` makes; it is asked once for each key."""
        if key not in self._learnt:
            self._learnt[key] = make()
        return cast("T", self._learnt[key])

    def pairs(self, source_lang: str, target_lang: str, count: int) -> list[Pair]:
        """Return at most so many pairs of two languages, whichever was the source."""
        found = list(self._pairs.get((source_lang, target_lang), ()))[:count]
        for pair in self._pairs.get((target_lang, source_lang), ())[: count - len(found)]:
            found.append(Pair(source_lang=source_lang, target_lang=target_lang, source=pair.target, target=pair.source))
        return found

    def other_pair(self, pair: Pair, rng: Random) -> Pair | None:
        """Return another pair of the same two languages; None when there is none."""
        found = self._pairs.get((pair.source_lang, pair.target_lang), ())
        for _ in range(4 if found else 0):
            other = rng.choice(found)
            if other.source != pair.source and other.target != pair.target:
                return other
        return None

    def other_text(self, tag: str, rng: Random, *, unlike: str, length: int = 0) -> str | None:
        """Return another text of a language, of about the given length in code points; None when there is none."""
        found = self.speech(tag).texts
        options = [t for t in (rng.choice(found) for _ in range(8)) if t != unlike] if found else []
        return min(options, key=lambda t: abs(len(t) - length)) if options else None

    def answers(self, text: str) -> Sequence[tuple[str, str]]:
        """Return the translations of a text that the pool has, each after its language's tag."""
        return self._answers.get(text, ())
