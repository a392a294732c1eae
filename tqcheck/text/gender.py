"""Whom the words of a text may stand for (a woman, a man, a thing …): `lang/tables/pronouns/<tag>.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tqcheck.lang.tables import section
from tqcheck.text.characters import characters
from tqcheck.text.scripts import dominant
from tqcheck.text.tokens import Word, lowered, words

FEMALE, MALE, THING, SEVERAL, READER = 1, 2, 4, 8, 16
PERSON = FEMALE | MALE
_LETTERS = {"f": FEMALE, "m": MALE, "n": THING, "p": SEVERAL, "y": READER}
_JOINTS = frozenset("-‐‑'’")
_PARTS = str.maketrans(dict.fromkeys(_JOINTS, " "))
_KINDS = ("pronouns", "persons", "verbs")


class Sign(NamedTuple):
    """A word by which a text shows whom it speaks of."""

    word: Word
    senses: int
    """The bits of everything that it may stand for."""
    kind: str
    """`pronouns`, `persons` (nouns and titles), `names` or `verbs` (of the past, in languages where they agree)."""


@dataclass(frozen=True, slots=True)
class Genders:
    """What the table of a language says, ready for look-ups."""

    senses: Mapping[str, int]
    """Of every word, in lower case."""
    joined: Mapping[str, int]
    """The same with what may be joined to them: *she'll*, *qu'elle*."""
    kinds: Mapping[str, str]
    asked: frozenset[str]
    """Pronouns and verbs that leave a gender in no doubt; with contractions."""
    telling: frozenset[str]
    """The same for a source, and possessives, which a name before them makes clear."""
    subjects: frozenset[str]
    possessives: frozenset[str]
    """Those that show their owner's gender in a language that is apart, those that do not in others."""
    not_third: frozenset[str]
    """Words by which verbs of the past are mine or yours."""
    endings: Mapping[int, tuple[str, ...]]
    """Gender → ends of words that may show it."""
    dummies: frozenset[str]
    """Subjects that may stand for nothing at all: *il faut*."""
    relatives: frozenset[str]
    """Words that make *he* or *it* anybody's: *he who*."""
    apart: frozenset[str]
    """The same, with those that leave in no doubt whether it is a person; empty where a thing may be *he* or *she*."""
    dropped: bool
    """Whether subjects may be left out."""
    strong: bool
    """Whether only its subjects show a gender: possessives and objects do not, or look like articles."""
    pieces: re.Pattern[str] | None
    """Finds words in a script without spaces."""

    def among(self, text: str, asked: frozenset[str]) -> bool:
        """Tell whether one of the words `asked` may stand in `text`: a cheap first question."""
        if self.pieces is None:
            return not asked.isdisjoint(lowered(text))
        return any(map(text.__contains__, asked))

    def named(self, text: str) -> int:
        """Return the senses of the words of `text`, those that are joined to unknown ones apart."""
        found = 0
        if self.pieces is None:
            for word in self.joined.keys() & lowered(text):
                found |= self.joined[word]
        else:
            for match in self.pieces.finditer(text):
                found |= self.senses[match.group()]
        return found

    def ended(self, text: str, gender: int) -> bool:
        """Tell whether a word of `text` ends as verbs of a gender do."""
        ends = self.endings.get(gender, ())
        return bool(ends) and any(w.endswith(ends) for w in lowered(text))


@cache
def genders(tag: str) -> Genders | None:
    """Return what is known of the nearest tag that has a table; None when none has."""
    table = section(tag, "pronouns")
    if "pronouns" not in table:
        return None
    senses: dict[str, int] = {}
    kinds: dict[str, str] = {}
    for kind, word, bits in _entries(table):
        senses[word] = senses.get(word, 0) | bits
        kinds.setdefault(word, kind)
    spaceless = bool(table.get("spaceless"))
    said = {
        word
        for word, bits in senses.items()
        if kinds[word] in ("pronouns", "verbs") and (gender(bits) or bits in (THING, PERSON))
    }
    joined = {
        form: senses[word]
        for word in senses
        for form in (_joined(word, table) if kinds[word] == "pronouns" else [word])
    }
    apart = frozenset(form for word in said for form in _joined(word, table))
    asked = frozenset(form for form in apart if gender(joined[form]))
    return Genders(
        senses=senses,
        joined=joined,
        kinds=kinds,
        asked=asked,
        telling=asked.union(table.get("possessives", ())),
        subjects=frozenset(table.get("subjects", ())),
        possessives=frozenset(table.get("possessives", ())),
        not_third=frozenset(table.get("not_third", ())),
        dummies=frozenset(table.get("dummies", ())),
        relatives=frozenset(table.get("relatives", ())),
        endings={_LETTERS[g]: tuple(ends) for g, ends in table.get("endings", {}).items()},
        apart=apart.union(table.get("possessives", ())) if table.get("apart") else frozenset(),
        dropped=bool(table.get("dropped")),
        strong=bool(table.get("strong")),
        pieces=re.compile("|".join(sorted(senses, key=len, reverse=True))) if spaceless else None,
    )


def _joined(word: str, table: Mapping[str, Any]) -> Iterator[str]:
    """Yield a word alone and with what an apostrophe of either kind joins to it."""
    yield word
    for form in (*(b + word for b in table.get("before", ())), *(word + a for a in table.get("after", ()))):
        yield form
        yield form.replace("'", "’")


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    for kind in _KINDS:
        for letters, listed in table.get(kind, {}).items():
            bits = 0 if letters == "none" else sum(_LETTERS[c] for c in letters)
            for word in listed:
                yield kind, word, bits
    if dominant(" ".join(w for listed in table["pronouns"].values() for w in listed)) == "Latn":
        for letter, listed in section("und", "pronouns")["names"].items():
            for word in listed:
                yield "names", word, _LETTERS[letter]


def _parted(text: str) -> str:
    """Return `text` with blanks for hyphens and apostrophes; the text itself when it has none."""
    return text if _JOINTS.isdisjoint(characters(text)) else text.translate(_PARTS)


def gender(senses: int) -> int:
    """Return the only gender among the senses; 0 when there is none or either."""
    person = senses & PERSON
    return person if person in (FEMALE, MALE) else 0


@lru_cache(maxsize=64)
def signs(text: str, tag: str) -> tuple[Sign, ...]:
    """Return the words of `text` that show whom it speaks of, in order; parts of *dit-elle* and *qu’il* count alone."""
    known = genders(tag)
    if known is None:
        return ()
    if known.pieces is not None:
        found = [Word(m.group(), *m.span()) for m in known.pieces.finditer(text)]
    else:
        found = list(words(_parted(text)))
    lows = ((w, w.text.lower()) for w in found)
    return tuple(
        Sign(w, known.senses[low], known.kinds[low])
        for w, low in lows
        if known.senses.get(low) and (known.kinds[low] != "names" or w.text[0].isupper())
    )
