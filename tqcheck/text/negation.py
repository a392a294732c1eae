"""Words that deny, by language: `lang/tables/negation/<tag>.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple
from unicodedata import normalize

import regex

from tqcheck.lang.tables import section
from tqcheck.text.tokens import lowered, words

_FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")


@dataclass(frozen=True, slots=True)
class WordSet:
    """Whole words, beginnings (`un*`), endings (`*less`) and middles (`*ma*`), in lower case."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    middles: tuple[str, ...]

    def matches(self, word: str) -> bool:
        """Tell whether a lower-case word is in the set."""
        affixed = word.startswith(self.starts) or word.endswith(self.ends)
        return word in self.whole or affixed or any(middle in word[1:-1] for middle in self.middles)

    def any_of(self, found: frozenset[str]) -> bool:
        """Tell whether any of the words is in the set."""
        if not self.whole.isdisjoint(found):
            return True
        if self.middles:
            return any(self.matches(w) for w in found)
        starts, ends = self.starts, self.ends
        if starts:
            for word in found:
                if word.startswith(starts):
                    return True
        if ends:
            for word in found:
                if word.endswith(ends):
                    return True
        return False


@dataclass(frozen=True, slots=True)
class Negation:
    """What a language denies with."""

    strong: WordSet
    """A clear negation of the sentence."""
    plain: WordSet
    """*no*, *kein*: often rendered without a negator."""
    beside: WordSet
    """When it is not empty, a strong word counts only beside one of these: French *pas* beside *ne*."""
    support: WordSet
    """Anything that may render a negation of the other side: *fail*, *without*, *refuse*."""
    soft: WordSet
    """Beginnings and endings that may be negative: *un-*, *-los*."""
    obliges: WordSet
    """What must be so (*must, soll, doit*): the rule of which a negation elsewhere tells the breach."""
    neutral: regex.Pattern[str] | None
    """Phrases with a negator that deny nothing: *not only*."""
    spaceless: bool
    """Words are looked for anywhere in the text."""


class Trigger(NamedTuple):
    """A negator in a text: `text[start:end]`."""

    start: int
    end: int
    plain: bool


@cache
def negation(tag: str) -> Negation | None:
    """Return what is known of the language; None when nothing is."""
    table = section(tag, "negation")
    if not table:
        return None
    phrases = table.get("neutral", [])
    boundary = ("", "") if table.get("spaceless") else (r"(?<![\w\p{M}])(?:", r")(?![\w\p{M}])")
    return Negation(
        **{name: _word_set(table, name) for name in ("strong", "plain", "beside", "support", "soft", "obliges")},
        neutral=regex.compile("|".join(phrases).join(boundary)) if phrases else None,
        spaceless=bool(table.get("spaceless")),
    )


def _word_set(table: Mapping[str, Any], name: str) -> WordSet:
    # Both apostrophes are written (don't, don’t), and Bengali and Hindi letters with a dot in one or two code points.
    curly = {form for item in table.get(name, ()) for form in (item, item.replace("'", "’"))}
    items = {normalize(form, item) for item in curly for form in _FORMS} | curly
    return WordSet(
        frozenset(i for i in items if "*" not in i),
        tuple(i[:-1] for i in items if i.endswith("*") and not i.startswith("*")),
        tuple(i[1:] for i in items if i.startswith("*") and not i.endswith("*")),
        tuple(i.strip("*") for i in items if i.startswith("*") and i.endswith("*")),
    )


def negated(text: str, known: Negation) -> bool:
    """Tell quickly whether `text` may hold a negation of the sentence."""
    if known.spaceless:
        return any(w in text for w in known.strong.whole) or any(w in text for w in known.plain.whole)
    found = lowered(text)
    return known.strong.any_of(found) or known.plain.any_of(found)


def trigger(text: str, known: Negation) -> Trigger | None:
    """Return the first negator of `text` that denies its sentence, strong ones before plain ones."""
    low = text.lower()
    if len(low) != len(text):  # İ and its like change their length in lower case
        low = text
    if known.neutral:
        low = known.neutral.sub(lambda m: " " * len(m.group()), low)
    if known.spaceless:
        return _anywhere(low, known.strong.whole, plain=False) or _anywhere(low, known.plain.whole, plain=True)
    found = words(low)
    if known.beside.whole and not any(known.beside.matches(w.text) for w in found):
        return None
    for plain, words_set in ((False, known.strong), (True, known.plain)):
        for word in found:
            if words_set.matches(word.text):
                return Trigger(word.start, word.end, plain)
    return None


def obliges(text: str, known: Negation) -> bool:
    """Tell whether `text` says what must or should be."""
    if known.spaceless:
        return any(w in text for w in known.obliges.whole)
    return known.obliges.any_of(lowered(text))


def _anywhere(text: str, negators: Iterable[str], *, plain: bool) -> Trigger | None:
    places = [(text.find(n), -len(n), n) for n in negators if n in text]
    if not places:
        return None
    start, _, negator = min(places)
    return Trigger(start, start + len(negator), plain)


def support(text: str, known: Negation) -> float:
    """Return how much of `text` could render a negation: 1 a word that denies, .5 an affix that may, 0 nothing."""
    if known.spaceless:
        return 1.0 if any(w in text for w in known.support.whole) else 0.0
    found = lowered(text)
    found |= {part for word in found if "-" in word for part in word.split("-")}  # case-insensitive, no-op
    if known.support.any_of(found) or known.strong.any_of(found) or known.plain.any_of(found):
        return 1.0
    return 0.5 if known.soft.any_of(found) else 0.0
