"""Words of another meaning: one content word for another, an opposite, a negation more or less, he for she."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from rapidfuzz import fuzz
from synthesis_dictionary import answers
from synthesis_drafts import Draft, Task, changed
from synthesis_numbers import cased_like
from synthesis_parts import Edit
from synthesis_pool import Speech
from synthesis_words import Unit

from tqcheck.text.polarity import concepts, field_of, opposite, polarity, poles

_NEAR = 2.5
"""How far apart, in powers of two, the frequencies of two words may be."""
_FORMS = 60
"""From this likeness on, 0..100, two words may be forms of one."""
_STEM = 4
_LOOKED_AT = 40
_COMMON = 20_000
_SEEN = 3


def word_replaced(task: Task) -> Draft | None:
    """Put another content word in the place of one; where it can be, one that is known beside the same words."""
    speech = task.pool.speech(task.pair.target_lang)
    units = speech.units(task.pair.target)
    heavy = [i for i, u in enumerate(units) if _heavy(u, speech)]
    task.rng.shuffle(heavy)
    for index in heavy[:4]:
        other = _instead(task, speech, units, index)
        if other is not None:
            unit = units[index]
            known = answers(task.pool, task.pair, [unit.text])
            return changed(task, "major", [Edit(unit.start, unit.end, cased_like(other, unit.text))], known)
    return None


def _heavy(unit: Unit, speech: Speech) -> bool:
    word = unit.text if unit.text in speech.counts else unit.text.lower()
    short = 1 if speech.spaceless else 2
    return len(word) > short and word not in speech.frequent and not any(c.isdigit() for c in word)


def _instead(task: Task, speech: Speech, units: list[Unit], index: int) -> str | None:
    word = units[index].text
    before = _usual(units[index - 1].text, speech) if index else ""
    after = _usual(units[index + 1].text, speech) if index + 1 < len(units) else ""
    left: Mapping[str, int] = speech.after.get(before, {})
    right: Mapping[str, int] = speech.before.get(after, {})
    ending = 0 if speech.spaceless else min(2, len(word) // 3)
    both = [w for w in left if w in right]
    alike = speech.endings.get(word[-2:], ()) if not speech.spaceless else ()
    beside = [w for w in (*left, *right) if w[len(w) - ending :] == word[len(word) - ending :]]
    there = f"{task.pair.target}\n{task.pair.source}".lower()
    for options in (both, beside, alike, [*left, *right]):
        for other in task.rng.sample(options, min(len(options), _LOOKED_AT)):
            if _other(other, word, speech) and other.lower() not in there:
                return other
    return None


def _usual(word: str, speech: Speech) -> str:
    return word if word in speech.counts else word.lower()


def _other(word: str, than: str, speech: Speech) -> bool:
    """Tell whether a word is about as frequent as another, means something, and is no form of it."""
    low, other = word.lower(), than.lower()
    if low == other or word in speech.frequent or word[0].isdigit() or len(word) <= (not speech.spaceless):
        return False
    if word[0].isupper() != than[0].isupper() and speech.counts[word.lower()] == 0:
        return False
    apart = abs(math.log2(speech.counts[word] + 1) - math.log2(max(speech.counts[than], speech.counts[other]) + 1))
    if apart > _NEAR:
        return False
    return (low[:_STEM] != other[:_STEM] if not speech.spaceless else low[0] != other[0]) and fuzz.ratio(
        low, other
    ) < _FORMS


def word_added(task: Task) -> Draft | None:
    """Put a word between two that it often stands between."""
    speech = task.pool.speech(task.pair.target_lang)
    units = speech.units(task.pair.target)
    gaps = [(a, b) for a, b in pairwise(units) if b.start - a.end == len(speech.gap)]
    task.rng.shuffle(gaps)
    for first, second in gaps[:6]:
        left: Mapping[str, int] = speech.after.get(_usual(first.text, speech), {})
        right: Mapping[str, int] = speech.before.get(_usual(second.text, speech), {})
        there = f"{task.pair.target}\n{task.pair.source}".lower()
        both = sorted(w for w in left if w in right and _meaningful(w, speech) and w.lower() not in there)
        if both:
            word = task.rng.choice(both)
            return changed(task, "major", [Edit(second.start, second.start, word + speech.gap)])
    return None


def _meaningful(word: str, speech: Speech) -> bool:
    return word not in speech.frequent and len(word) > (not speech.spaceless) and not word[0].isdigit()


def antonym(task: Task) -> Draft | None:
    """Put the opposite of a word in its place."""
    tag, target = task.pair.target_lang, task.pair.target
    known = polarity(tag)
    named = poles(known.named(target)) if known else None
    if known is None or named is None:
        return None
    speech = task.pool.speech(tag)
    named_by = task.pool.learnt(tag, _index)
    found = [
        c for c in concepts() if bool(named.plus & c.bit) != bool(named.minus & c.bit) and not named.unsure & c.bit
    ]
    task.rng.shuffle(found)
    for concept in found[:4]:
        word = next(iter(known.naming(target, concept.bit)), None)
        wanted = opposite(known.named(target)) & field_of(concept.bit)
        if word is None or word.end - word.start != len(word.text) or not _often(word.text, speech):
            continue
        options = [w for w in named_by.get(wanted, ()) if w not in target.lower()]
        written = target[word.start : word.end]
        fitting = _best_fitting(options, written.lower())
        if fitting:
            return changed(
                task, "critical", [Edit(word.start, word.end, cased_like(task.rng.choice(fitting), written))]
            )
    return None


def _often(word: str, speech: Speech) -> bool:
    """Tell whether the pool has a word often enough to be sure that it is no accident of a stem."""
    return speech.spaceless or max(speech.counts[word], speech.counts[word.lower()]) >= _SEEN


def _best_fitting(options: list[str], word: str) -> list[str]:
    for letters in (3, 2, 1):
        fitting = [w for w in options if w[-letters:] == word[-letters:]]
        if fitting:
            return fitting
    return options


def _index(speech: Speech) -> Mapping[int, tuple[str, ...]]:
    """Return the words of the language by the poles that they name."""
    known = polarity(speech.tag)
    found: dict[int, list[str]] = {}
    for word, _ in speech.counts.most_common(_COMMON) if known else ():
        bits = known.named(word) if known and word.islower() | (not word.isascii()) else 0
        if bits and not poles(bits).unsure and speech.counts[word] >= _SEEN:
            found.setdefault(bits, []).append(word)
    return {bits: tuple(words[:8]) for bits, words in found.items()}
