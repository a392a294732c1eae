"""Negations put in or taken out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import regex
from synthesis_drafts import Draft, Task, changed
from synthesis_numbers import cased_like
from synthesis_parts import Edit, Span
from synthesis_pool import Speech
from synthesis_words import Unit

from tqcheck.text.negation import negated, negation, trigger

_LIKELY = 0.04
"""How often a particle must stand beside two words, 0..1 each, the shares added up, to be put between them."""
_NEAR = 4


@cache
def _facts() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("synthesis_negation.toml").read_text(encoding="utf-8"))


def _of(tag: str) -> Mapping[str, Any]:
    parts = tag.split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_facts()[t] for t in tags if t in _facts()), {})


def negation_changed(task: Task) -> Draft | None:
    """Deny what the source says, or say what it denies."""
    pair = task.pair
    removed = next(_removed(task), None)
    if removed:
        return changed(task, "critical", removed, _denial(pair.source, pair.source_lang))
    known = negation(pair.target_lang)
    if known and negated(pair.target, known):
        return None
    added = [edits for edits in (_by_pattern(task, "add"), _particle(task), _affix(task, add=True)) if edits]
    return changed(task, "critical", task.rng.choice(added)) if added else None


def _denial(text: str, tag: str) -> tuple[Span, ...]:
    """Return where the text says *not*, if we know the language."""
    known = negation(tag)
    found = trigger(text, known) if known else None
    return ((found.start, found.end),) if found else ()


def _removed(task: Task) -> Iterator[list[Edit]]:
    """Yield the ways to take the negation out."""
    yield from filter(None, [_by_pattern(task, "remove")])
    target, tag = task.pair.target, task.pair.target_lang
    speech, facts = task.pool.speech(tag), _of(tag)
    units = speech.units(target)
    instead, known = dict(facts.get("instead", ())), negation(tag)
    if known and known.beside.whole:
        yield from filter(None, [_both_parts(target, units, known.beside.matches, known.strong.matches)])
        return
    for unit in units:
        low = unit.text.lower().replace("’", "'")
        if low in instead:
            yield [_put(target, unit, instead[low])]
        elif low in facts.get("particles", ()):
            yield [_put(target, unit, "")]
    yield from filter(None, [_affix(task, add=False)])


def _put(text: str, unit: Unit, other: str) -> Edit:
    """Return the edit that puts another word in the place of one; with nothing to put, a space goes too."""
    if other:
        return Edit(unit.start, unit.end, cased_like(other, unit.text))
    if not unit.start and unit.text[0].isupper():
        return Edit(0, unit.end + 2, text[unit.end + 1 : unit.end + 2].upper())
    if text[unit.end : unit.end + 1] == " ":
        return Edit(unit.start, unit.end + 1, "")
    return Edit(unit.start - (text[unit.start - 1 : unit.start] == " "), unit.end, "")


def _both_parts(text: str, units: list[Unit], beside: Any, strong: Any) -> list[Edit] | None:  # noqa: ANN401
    """Return what takes away a negation in two words: *ne … pas*."""
    for index, unit in enumerate(units):
        if beside(unit.text.lower().replace("’", "'")):
            for other in units[index + 1 : index + _NEAR]:
                if strong(other.text.lower()):
                    whole = unit.text.lower() == "ne"
                    first = _put(text, unit, "") if whole else Edit(unit.start, unit.start + 2, "")
                    return [first, _put(text, other, "")]
    return None


def _by_pattern(task: Task, name: str) -> list[Edit] | None:
    for pattern, text in _of(task.pair.target_lang).get(name, ()):
        found = list(_compiled(pattern).finditer(task.pair.target))
        if found:
            return [Edit(*task.rng.choice(found).span(), text)]
    return None


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def _particle(task: Task) -> list[Edit] | None:
    """Put a particle where it stands most often in the pool between such words."""
    tag = task.pair.target_lang
    speech, known = task.pool.speech(tag), negation(tag)
    units = speech.units(task.pair.target)
    if known and known.beside.whole:
        return _two_particles(units, speech)
    best: tuple[float, Edit] | None = None
    for index, unit in enumerate(units):
        before = units[index - 1] if index and unit.start - units[index - 1].end <= 1 else None
        for particle in _of(tag).get("particles", ()):
            share = _between(speech, before, particle, unit)
            if share >= _LIKELY and (best is None or share > best[0]):
                best = share, _inserted(particle, unit, speech, opening=not index)
    return [best[1]] if best else None


def _between(speech: Speech, before: Unit | None, particle: str, after: Unit) -> float:
    following = _share(speech, particle, after.text)
    if before is None:
        return following
    preceding = _share(speech, before.text, particle, of=0)
    return following + preceding if following and preceding else 0.0


def _inserted(particle: str, unit: Unit, speech: Speech, *, opening: bool) -> Edit:
    """Return the edit that puts a particle before a word; at an opening it takes over the capital."""
    if not opening or not unit.text[0].isupper():
        return Edit(unit.start, unit.start, particle + speech.gap)
    low = unit.text[0].lower() + unit.text[1:]
    word = low if speech.counts[low] else unit.text
    return Edit(unit.start, unit.end, cased_like(particle, unit.text[0] + "x") + speech.gap + word)


def _share(speech: Speech, first: str, second: str, of: int = 1) -> float:
    """Return which share of the occurrences of the second word, or of the first, is one after the other."""
    words = [w if w in speech.counts else w.lower() for w in (first, second)]
    following: Mapping[str, int] = speech.after.get(words[0], {})
    return following.get(words[1], 0) / (speech.counts[words[of]] + 5)


def _two_particles(units: list[Unit], speech: Speech) -> list[Edit] | None:
    """Put *ne … pas* around the verb: the word that most often follows the one and goes before the other."""
    best: tuple[float, Unit] | None = None
    for unit in units:
        low, starts = unit.text.lower(), unit.text[0].lower() in "aeiouyéèêàhâô"
        denied = _elided(speech, low) if starts else _share(speech, "ne", low)
        if denied > _LIKELY and (best is None or denied > best[0]):
            best = denied, unit
    if best is None:
        return None
    unit = best[1]
    verb = f"n'{unit.text}" if unit.text[0].lower() in "aeiouyéèêàhâô" else f"ne {unit.text}"
    return [Edit(unit.start, unit.end, f"{verb} pas")]


def _elided(speech: Speech, word: str) -> float:
    return (speech.counts[f"n'{word}"] + speech.counts[f"n’{word}"]) / (speech.counts[word] + 5)


def _affix(task: Task, *, add: bool) -> list[Edit] | None:
    """Put a word for its opposite that differs by a prefix or an infix; the pool must have both."""
    tag = task.pair.target_lang
    facts, speech = _of(tag), task.pool.speech(tag)
    if not facts.get("prefix") and not facts.get("infix"):
        return None
    pairs = task.pool.learnt(tag, _opposites)
    for unit in speech.units(task.pair.target):
        low = unit.text.lower()
        other = pairs[0 if add else 1].get(low)
        if other:
            return [Edit(unit.start, unit.end, cased_like(other, unit.text))]
    return None


def _opposites(speech: Speech) -> tuple[dict[str, str], dict[str, str]]:
    """Return words by their plain form, and plain forms by their denial."""
    facts, counts = _of(speech.tag), speech.counts
    denied: dict[str, str] = {}
    for word, n in counts.most_common():
        if n < 2 or len(word) < 4 or not word.islower() | (not speech.cased):
            continue
        for plain in _plain(word, facts):
            if counts[plain] > 1 and plain not in denied and word not in denied:
                denied[word] = plain
                break
    return {plain: word for word, plain in denied.items()}, denied


def _plain(word: str, facts: Mapping[str, Any]) -> Iterator[str]:
    for prefix in facts.get("prefix", ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            yield word.removeprefix(prefix)
    for infix in facts.get("infix", ()):
        for at in range(2, len(word) - 1):
            if word.startswith(infix, at):
                yield word[:at] + word[at + len(infix) :]
