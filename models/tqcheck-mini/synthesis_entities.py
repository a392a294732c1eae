"""One name put for another of the same kind, which stands elsewhere in the pool in the same language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from synthesis_drafts import Draft, Task, changed
from synthesis_names import NAME, PERSON, Entity, Names, counterpart, exact_names, sounds_like
from synthesis_particles import with_particle
from synthesis_parts import Edit
from synthesis_pool import Speech

from tqcheck.lang.names.knowledge import related
from tqcheck.lang.names.lexicon import is_acronym
from tqcheck.lang.tables import section

_SCANNED = 5000
_ENOUGH = 3
_LOOKED_AT = 30
_ANY = "*"
_STATES = ("territory", "organisation", "armed-group")
"""Kinds of which one may stand for another: all of them act."""
_ACROSS: Mapping[str, float] = {"territory": 0.06, "organisation": 0.3, "armed-group": 0.4}
"""How often one does, by the kind that is named rightly."""
_NAMED_BY_TABLE = ("territory", "city", "organisation", "armed-group")


class Sample(NamedTuple):
    """A name as it stands somewhere in the pool."""

    text: str
    kind: str
    codes: frozenset[str]
    before: str
    """The word before it, in lower case."""


class Catalogue:
    """The names of one language, by kind."""

    def __init__(self, speech: Speech) -> None:
        self.names = Names(speech)
        found: dict[tuple[str, str, str], Sample] = {}
        for text, (other, tag) in list(speech.answered.items())[:_SCANNED]:
            for entity in self.names.found(text, other, tag):
                word, before = text[entity.start : entity.end], preceding(text, entity.start)
                if "." not in word[:-1]:
                    found.setdefault((word, entity.kind, before), Sample(word, entity.kind, entity.codes, before))
        for kind in _NAMED_BY_TABLE:
            for word, codes in exact_names(speech.tag, kind):
                found.setdefault((word, kind, ""), Sample(word, kind, codes, ""))
        self.inflected = int(section(speech.tag, "names").get("usage", {}).get("ending", 3)) > 2
        self.exact = frozenset(s.text for s in found.values() if not s.before)
        """Names as a dictionary has them."""
        places: dict[tuple[str, str, str], dict[str, Sample]] = {}
        for sample in found.values():
            for before in (sample.before, _ANY):
                for ending in (sample.text[-2:], sample.text[-1:], _ANY):
                    places.setdefault((sample.kind, before, ending), {}).setdefault(sample.text, sample)
        self._listed = {key: list(samples.values()) for key, samples in places.items()}

    def tiers(self, kinds: Sequence[str], word: str, before: str) -> Iterator[list[Sample]]:
        """Yield names that fit a place ever more loosely: same word before; where names have cases, same ending."""
        inflected = self.inflected and NAME not in kinds
        ends = ((before, word[-2:]), (_ANY, word[-2:]), (before, word[-1:])) if inflected else ()
        for place in (*ends, (before, _ANY), *(((_ANY, word[-1:]),) if inflected else ()), (_ANY, _ANY)):
            found = [self._listed.get((kind, *place), []) for kind in kinds]
            yield found[0] if len(found) == 1 else [sample for samples in found for sample in samples]


def preceding(text: str, start: int) -> str:
    """Return the word before a place, in lower case; in scripts without spaces the character."""
    before = text[max(0, start - 24) : start]
    if not before.strip():
        return "^"
    if not before[-1].isspace():
        return before[-1]
    return before.rsplit(maxsplit=1)[-1].lower()


def entity_swapped(task: Task) -> Draft | None:
    """Name another person, place, organisation or armed group than the source does."""
    pair = task.pair
    names = task.pool.learnt(pair.target_lang, Catalogue)
    found = names.names.found(pair.target, pair.source, pair.source_lang)
    task.rng.shuffle(found)
    for entity in found[:3]:
        other = _another(task, names, entity)
        if other is not None:
            side = (pair.source, pair.source_lang)
            answer = counterpart(entity, pair.target, side, task.pool.speech(pair.source_lang))
            edit = Edit(entity.start, entity.end, other)
            return changed(task, "critical", [edit], (answer,) if answer else ())
    return None


def _another(task: Task, names: Catalogue, entity: Entity) -> str | None:
    target = task.pair.target
    word, before = target[entity.start : entity.end], preceding(target, entity.start)
    kinds = [entity.kind]
    if task.rng.random() < _ACROSS.get(entity.kind, 0.0):
        kinds = [k for k in _STATES if k != entity.kind]
    for exact in (word in names.exact, None) if entity.codes else (None,):
        for options in names.tiers(kinds, word, before):
            if len(options) < _ENOUGH:
                continue
            for sample in task.rng.sample(options, min(len(options), _LOOKED_AT)):
                alike = exact is None or (sample.text in names.exact) == exact
                if alike and _fits(sample, word, entity) and _is_other(sample.text, word, task):
                    return with_particle(sample.text, word)
    return None


def _fits(sample: Sample, word: str, entity: Entity) -> bool:
    return (
        (len(sample.text.split()) == len(word.split()) or entity.kind not in {NAME, PERSON})
        and is_acronym(sample.text) == is_acronym(word)
        and sample.text[0].isupper() == word[0].isupper()
        and _unrelated(entity.codes, sample.codes)
    )


def _is_other(text: str, word: str, task: Task) -> bool:
    low, there = text.casefold(), f"{task.pair.target}\n{task.pair.source}".casefold()
    same = any(sounds_like(a, b) for a in text.split() for b in word.split())
    return low not in there and word.casefold() not in low and not same and _one_standard(text, task.pair.target)


def _one_standard(text: str, other: str) -> bool:
    """Tell whether two texts are not one in Simplified and one in Traditional Chinese."""
    simplified, traditional = _standards()
    return not (simplified & set(text) and traditional & set(other)) and not (
        traditional & set(text) and (simplified & set(other) or not traditional & set(other))
    )


@cache
def _standards() -> tuple[frozenset[str], frozenset[str]]:
    facts = section("zh", "han")
    return frozenset("".join(facts["simplified"].split())), frozenset("".join(facts["traditional"].split()))


def _unrelated(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether no entity of one is part, whole or namesake of one of the other."""
    return not any(related(code) & second for code in first)
