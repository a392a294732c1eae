"""Words that deny, by language: `lang/tables/negation/<tag>.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple
from unicodedata import normalize

import regex

from tqcheck.lang.tables import section
from tqcheck.text.identify import common
from tqcheck.text.tokens import lowered, words

_SETS = ("strong", "plain", "beside", "support", "faint", "soft", "firm", "undoes", "obliges")
_AFFIXED = 4
"""A word of fewer letters has no negative affix."""
_NEAR = 3
"""Words behind a negator that it may deny."""
_REMEMBERED = 12_000
_FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")


@dataclass(frozen=True, slots=True)
class WordSet:
    """Whole words, beginnings (`un*`), endings (`*less`), both (`ne*li`) and middles (`*ma*`), in lower case."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    both: tuple[tuple[str, str], ...]
    middles: tuple[str, ...]

    def matches(self, word: str) -> bool:
        """Tell whether a lower-case word is in the set."""
        if word in self.whole or word.startswith(self.starts) or word.endswith(self.ends):
            return True
        if self.both and any(word.startswith(start) and word.endswith(end) for start, end in self.both):
            return True
        return bool(self.middles) and any(middle in word[1:] for middle in self.middles)


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
    faint: WordSet
    """*Other*: renders a negation now and then (*none but* as *no other*), and mostly does not."""
    soft: WordSet
    """Beginnings and endings that may be negative (*un-*, *-los*), and words that half deny (*away*)."""
    firm: WordSet
    """Words that deny nothing though they look so: *under*, *unser*."""
    common: frozenset[str]
    """The commonest words of the language, whose beginnings and endings tell nothing."""
    undoes: WordSet
    """What a negator before it turns into an affirmation: *doubt, impossible*."""
    obliges: WordSet
    """What must be so (*must, soll, doit*): the rule of which a negation elsewhere tells the breach."""
    denies: _Denying
    """Whether a lower-case word is a negator; words are looked up as they come."""
    neutral: regex.Pattern[str] | None
    """Phrases with a negator that deny nothing: *not only*."""
    spaceless: bool
    """Words are looked for anywhere in the text."""
    hint: re.Pattern[str] | None
    """Then any negator."""


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
    sets = {name: _word_set(table, name) for name in _SETS}
    return Negation(
        **sets,
        common=common(tag),
        denies=_Denying(sets["strong"], sets["plain"], sets["firm"]),
        neutral=regex.compile("|".join(phrases).join(boundary)) if phrases else None,
        spaceless=bool(table.get("spaceless")),
        hint=_any_of(sets["strong"].whole | sets["plain"].whole) if table.get("spaceless") else None,
    )


def _any_of(found: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for any of these; looked for together they cost less than one by one."""
    return re.compile("|".join(map(re.escape, sorted(found)))) if found else None


class _Denying(dict[str, bool]):
    """Whether words deny, remembered for every word that was asked for; those that do not also as a set."""

    def __init__(self, strong: WordSet, plain: WordSet, firm: WordSet) -> None:
        super().__init__()
        self._sets = strong, plain, firm
        self.harmless: set[str] = set()

    def __missing__(self, word: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
            self.harmless.clear()
        if "i̇" in word:  # İ in lower case
            return self[word.replace("i̇", "i")]
        strong, plain, firm = self._sets
        found = self[word] = (strong.matches(word) or plain.matches(word)) and not firm.matches(word)
        if not found:
            self.harmless.add(word)
        return found


def _word_set(table: Mapping[str, Any], name: str) -> WordSet:
    # Both apostrophes are written (don't, don’t), and Bengali and Hindi letters with a dot in one or two code points.
    curly = {form for item in table.get(name, ()) for form in (item, item.replace("'", "’"))}
    items = {normalize(form, item) for item in curly for form in _FORMS} | curly
    return WordSet(
        frozenset(i for i in items if "*" not in i),
        tuple(i[:-1] for i in items if i.endswith("*") and not i.startswith("*")),
        tuple(i[1:] for i in items if i.startswith("*") and not i.endswith("*")),
        tuple((i.split("*")[0], i.split("*")[1]) for i in items if "*" in i[1:-1]),
        tuple(i.strip("*") for i in items if i.startswith("*") and i.endswith("*")),
    )


def negated(text: str, known: Negation) -> bool:
    """Tell quickly whether `text` may hold a negation of the sentence."""
    if not known.spaceless:
        return any(map(known.denies.__getitem__, lowered(text) - known.denies.harmless))
    return known.hint is not None and known.hint.search(text) is not None and trigger(text, known) is not None


def trigger(text: str, known: Negation) -> Trigger | None:
    """Return the first negator of `text` that denies its sentence, strong ones before plain ones."""
    low = text.lower()
    if len(low) != len(text):  # İ and its like change their length in lower case
        low = text
    low = low.replace("’", "'")
    if known.neutral:
        low = known.neutral.sub(lambda m: " " * len(m.group()), low)
    if known.spaceless:
        return _anywhere(low, known.strong.whole, plain=False) or _anywhere(low, known.plain.whole, plain=True)
    found = words(low)
    if known.beside.whole and not any(known.beside.matches(w.text) for w in found):
        return None
    for plain, words_set in ((False, known.strong), (True, known.plain)):
        for word in found:
            if known.denies[word.text] and words_set.matches(word.text):
                return Trigger(word.start, word.end, plain)
    return None


def undone(text: str, known: Negation, found: Trigger) -> bool:
    """Tell whether a word soon after the negator undoes it: *not impossible*, *no doubt*."""
    if known.spaceless:
        return False
    after = [w.text for w in words(text.lower()) if w.start >= found.end][:_NEAR]
    return any(map(known.undoes.matches, after))


def obliges(text: str, known: Negation) -> bool:
    """Tell whether `text` says what must or should be."""
    if known.spaceless:
        return any(w in text for w in known.obliges.whole)
    return any(map(known.obliges.matches, lowered(text)))


def _anywhere(text: str, negators: Iterable[str], *, plain: bool) -> Trigger | None:
    places = [(text.find(n), -len(n), n) for n in negators if n in text]
    if not places:
        return None
    start, _, negator = min(places)
    return Trigger(start, start + len(negator), plain)


def support(text: str, known: Negation) -> float:
    """Return how likely `text` renders a negation: 1 for a word that denies, .5 an affix that may, .25 a faint word."""
    if known.spaceless:
        return 1.0 if any(w in text for w in known.support.whole) else 0.0
    found = {part for word in lowered(text) for part in (word, *(word.split("-") if "-" in word else ()))}
    if not known.support.whole.isdisjoint(found) or any(map(known.denies.__getitem__, found)):
        return 1.0
    found = {word for word in found if not known.firm.matches(word)}
    if any(map(known.support.matches, found)):
        return 1.0
    affixed = (w for w in found if len(w) >= _AFFIXED and w not in known.common)
    if not known.soft.whole.isdisjoint(found) or any(map(known.soft.matches, affixed)):
        return 0.5
    return 0.25 if any(map(known.faint.matches, found)) else 0.0
