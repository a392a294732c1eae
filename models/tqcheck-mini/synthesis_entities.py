"""One name put for another of the same kind, which stands elsewhere in the pool in the same language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
        self.by_kind: dict[str, list[Sample]] = {}
        for sample in found.values():
            self.by_kind.setdefault(sample.kind, []).append(sample)


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
    samples = [s for k in kinds for s in names.by_kind.get(k, ()) if _fits(s, word, entity)]
    samples = [s for s in samples if unrelated(entity.codes, s.codes)]
    if entity.codes:
        samples = [s for s in samples if (s.text in names.exact) == (word in names.exact)] or samples
    inflected = names.inflected and entity.kind != NAME
    for options in _tiers(samples, word, before, inflected=inflected):
        distinct = sorted({s.text for s in options})
        if len(distinct) >= _ENOUGH:
            task.rng.shuffle(distinct)
            other = next((t for t in distinct[:20] if _is_other(t, word, task)), None)
            if other is not None:
                return with_particle(other, word)
    return None


def _fits(sample: Sample, word: str, entity: Entity) -> bool:
    return (
        (len(sample.text.split()) == len(word.split()) or entity.kind not in {NAME, PERSON})
        and is_acronym(sample.text) == is_acronym(word)
        and sample.text[0].isupper() == word[0].isupper()
    )


def _tiers(samples: list[Sample], word: str, before: str, *, inflected: bool) -> Iterable[list[Sample]]:
    """Yield samples that fit a place ever more loosely: same word before; where names have cases, same ending."""
    beside = [s for s in samples if s.before == before]
    if inflected:
        yield [s for s in beside if s.text[-2:] == word[-2:]]
        yield [s for s in samples if s.text[-2:] == word[-2:]]
        yield [s for s in beside if s.text[-1:] == word[-1:]]
    yield beside
    if inflected:
        yield [s for s in samples if s.text[-1:] == word[-1:]]
    yield samples


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


def unrelated(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether no entity of one is part, whole or namesake of one of the other."""
    return not any(related(code) & second for code in first)
