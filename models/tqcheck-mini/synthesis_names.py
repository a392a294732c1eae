"""Names in a text: those of entities that tqcheck knows, and those that spelling, sound or company give away."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from synthesis_pool import Speech

from tqcheck.lang.names.knowledge import kind, related
from tqcheck.lang.names.lexicon import lexicon
from tqcheck.text.name_phrases import headline
from tqcheck.text.names import adjectives, capitalised, mentions, name_end, names_begun, opens
from tqcheck.text.similarity import alike, sound

NAME = "name"
"""The kind of what is a name of we do not know what."""
PERSON = "person"
_PAIRS = 5000
_SHORTEST = 3
_ALIKE = 0.7
_COMPANY = 0.6
"""Dice coefficient from which a word and the name on the other side belong together."""
_RARE = 3
_HAN = re.compile("[\u3400-\u9fff]")
_WORDS = re.compile(r"[^\W\d_]+")
_JOINTS = (" ", "-", "・", "·", " de ", " von ", " van ", " of ")


class Entity(NamedTuple):
    """A name in a text: `text[start:end]`."""

    start: int
    end: int
    kind: str
    """`territory`, `city`, `organisation`, `armed-group`, `adjective`, `person` or `name`."""
    codes: frozenset[str] = frozenset()
    """What it is the name of, where that is known."""


class Names:
    """The words of one language that are names of something, learnt from the pool."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        known = lexicon(speech.tag)
        self.cased, self.nouns, self.common = known.cased, known.nouns, known.common
        self.learnt = {} if self.cased else _in_company(speech) | _heard(speech)
        """By word, a name that stands on the other side where it does; for scripts without case."""

    def found(self, text: str, other: str, other_tag: str) -> list[Entity]:
        """Return the names of a text, whose translation is `other`, in order; they do not overlap."""
        entities = list(_known(text, self.speech.tag, other, other_tag))
        more = self._cased(text, other, other_tag) if self.cased else self._uncased(text)
        entities += [e for e in more if not any(e.start < k.end and k.start < e.end for k in entities)]
        return sorted(entities)

    def _uncased(self, text: str) -> Iterator[Entity]:
        for unit in self.speech.units(text):
            if unit.text in self.learnt:
                yield Entity(unit.start, unit.end, PERSON if self.learnt[unit.text] in persons() else NAME)

    def _cased(self, text: str, other: str, other_tag: str) -> Iterator[Entity]:
        if headline(text) and text.count(" ") > 3:
            return
        heard: list[str] | None = None
        for group in _grouped(text):
            inside = [p for p in group if not opens(text, p[0])]
            telling = [text[a:b] for a, b in (group if not self.nouns else inside) if self._proper(text[a:b])]
            if not telling or (not inside and not all(self._proper(text[a:b]) for a, b in group)):
                continue
            if self.nouns or not inside:
                heard = _capitals(other, other_tag, text) if heard is None else heard
                if not any(sounds_like(w, h) for w in telling for h in heard):
                    continue
            places = group if self._proper(text[slice(*group[0])]) or not opens(text, group[0][0]) else inside
            start, end = places[0][0], places[-1][1]
            yield Entity(start, end, PERSON if _person(text[start:end], other) else NAME)

    def _proper(self, word: str) -> bool:
        """Tell whether a capitalised word is hardly ever written in lower case."""
        counts, low = self.speech.counts, word.lower()
        if len(word) < _SHORTEST or (low in self.common and not self.nouns):
            return False
        return counts[low] * 10 <= counts[word] or (not counts[low] and not counts[word])


@cache
def persons() -> frozenset[str]:
    """Return first names that many languages share."""
    facts = tomllib.loads(Path(__file__).with_name("synthesis_names.toml").read_text(encoding="utf-8"))
    return frozenset(facts["persons"].split())


def _person(name: str, other: str) -> bool:
    """Tell whether a name is, or sounds like, a person's on the other side."""
    parts = name.split()
    there = [w for w in _WORDS.findall(other) if w in persons()]
    return not persons().isdisjoint(parts) or any(sounds_like(part, w) for part in parts for w in there)


def _grouped(text: str) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    for place in capitalised(text):
        if groups and text[groups[-1][-1][1] : place[0]] in _JOINTS:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _known(text: str, tag: str, other: str, other_tag: str) -> Iterator[Entity]:
    """Yield the names that tqcheck knows; those with other meanings too where the other side names the same."""
    cased = lexicon(tag).cased
    for mention in mentions(text, tag):
        if mention.trust or any(mention.entities & m.entities for m in mentions(other, other_tag) if m.trust):
            described = cased and _adjective(text, mention.start, mention.end, tag)
            yield Entity(
                mention.start, mention.end, "adjective" if described else _kind(mention.entities), mention.entities
            )
    for mention in adjectives(text, tag):
        yield Entity(mention.start, mention.end, "adjective", mention.entities)


def _kind(codes: frozenset[str]) -> str:
    return kind(min(codes))


def _adjective(text: str, start: int, end: int, tag: str) -> bool:
    first = capitalised(text[start:end])[:1]
    names = names_begun(tag)(text[start : start + first[0][1]]) if first else ()
    return not any(not n.adjective and name_end(text, start, start + first[0][1], n) == end for n in names)


def _capitals(text: str, tag: str, other: str) -> list[str]:
    """Return the words of a text that may be names: at an opening only first names, and what the other side has too."""
    known = lexicon(tag)
    if not known.cased:
        return text.split()
    found = [(text[a:b], opens(text, a)) for a, b in capitalised(text) if b - a >= _SHORTEST]
    return [w for w, opening in found if not (known.nouns or opening) or w in persons() or w in other]


def sounds_like(word: str, other: str) -> bool:
    """Tell whether two words of any scripts may be one name."""
    first, second = sound(word).letters, sound(other).letters
    if min(len(first), len(second)) < _SHORTEST or first[0] not in _near(second[0]):
        return False
    return alike(first, second) >= (_ALIKE if min(len(first), len(second)) > _SHORTEST else 0.8)


def _near(letter: str) -> str:
    for letters in ("bpvfw", "kcgqhx", "sztjcx", "dt", "iyje", "uwov", "aeo", "rl"):
        if letter in letters:
            return letters
    return letter


def _named(text: str, tag: str) -> list[str]:
    """Return the words of a cased text that are names, as far as capitals inside a sentence tell."""
    known = lexicon(tag)
    if not known.cased or known.nouns or headline(text):
        return []
    found = [text[a:b] for a, b in capitalised(text) if b - a >= _SHORTEST and not opens(text, a)]
    return [w for w in found if w.lower() not in known.common]


def _pairs(speech: Speech) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of a text with the names of its translation."""
    for text, (other, tag) in list(speech.answered.items())[:_PAIRS]:
        names = _named(other, tag)
        if names:
            yield [u.text for u in speech.units(text)], names


def _heard(speech: Speech) -> dict[str, str]:
    """Return the words that sound like a name on the other side, each with one; Han signs sound like too much."""
    seen, counts, heard = Counter[str](), Counter[str](), dict[str, str]()
    for words, names in _pairs(speech):
        seen.update(unique := set(words))
        alike_ones = {w: n for w in unique if not _HAN.match(w) for n in names if sounds_like(w, n)}
        counts.update(alike_ones.keys())
        heard.update(alike_ones)
    return {w: heard[w] for w, n in counts.items() if len(w) > 1 and w not in speech.frequent and 2 * n >= seen[w]}


def _in_company(speech: Speech) -> dict[str, str]:
    """Return the words that nearly always stand where one name stands on the other side, each with it."""
    words_seen: Counter[str] = Counter()
    names_seen: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for words, names in _pairs(speech):
        unique, named = sorted(set(words)), sorted(set(names))
        words_seen.update(unique)
        names_seen.update(named)
        both.update((w, n) for w in unique for n in named)
    return {
        w: n
        for (w, n), count in both.items()
        if count >= _RARE
        and len(w) > 1
        and w not in speech.frequent
        and 2 * count >= _COMPANY * (words_seen[w] + names_seen[n])
    }


def counterpart(entity: Entity, text: str, side: tuple[str, str], speech: Speech) -> tuple[int, int] | None:
    """Return where the other side, a text with its tag, names the same thing; None where that is not clear."""
    other, tag = side
    codes = frozenset[str]().union(*map(related, entity.codes))
    for mention in (*mentions(other, tag), *adjectives(other, tag)):
        if codes & mention.entities:
            return mention.start, mention.end
    word = text[entity.start : entity.end]
    units = [u for u in speech.units(other) if not speech.cased or u.text[0].isupper()]
    found = [(u.start, u.end) for u in units if any(u.text == w or sounds_like(u.text, w) for w in word.split())]
    joined = found[:1]
    for start, end in found[1:]:
        if start - joined[-1][1] <= 1:
            joined.append((start, end))
    return (joined[0][0], joined[-1][1]) if joined else None


def exact_names(tag: str, of_kind: str) -> list[tuple[str, frozenset[str]]]:
    """Return what tqcheck calls the entities of a kind in a language, without acronyms and doubtful names."""
    found = {
        (n.text, frozenset({n.entity}))
        for names in lexicon(tag).heads.values()
        for n in names
        if not (n.adjective or n.acronym or n.ambiguous) and kind(n.entity) == of_kind
    }
    return sorted(found, key=lambda f: (f[0], sorted(f[1])))
