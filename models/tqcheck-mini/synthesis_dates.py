"""Changed months and days of the week."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from synthesis_drafts import Draft, Task, changed
from synthesis_numbers import cased_like
from synthesis_parts import Edit
from synthesis_pool import Speech
from synthesis_words import Unit

from tqcheck.lang.names.cldr import locale

_INFLECTED = 5
"""Letters from which other endings of a name are looked for."""
_ENDING = 2
_OTHER_MEANINGS = frozenset({"may", "mars", "mart", "mai", "march", "maj", "sun", "so", "среда", "среды", "מאי"})


def date_changed(task: Task) -> Draft | None:
    """Name another month or another day of the week."""
    pair = task.pair
    known = task.pool.learnt(pair.target_lang, calendar)
    found = [(u, known[w]) for u, w in _named(pair.target, pair.target_lang, task, known)]
    there = task.pool.learnt(pair.source_lang, calendar)
    answers = _named(pair.source, pair.source_lang, task, there)
    if not found or (there and not answers):
        return None
    unit, (series, names) = task.rng.choice(found)
    options = [w for w, (other, family) in known.items() if other == series and family != names]
    before = _before(task, unit)
    beside: Mapping[str, int] = task.pool.speech(pair.target_lang).after.get(before, {})
    usual = [w for w in options if beside.get(w) or beside.get(w.capitalize())]
    ending = [w for w in options if w[-1:] == unit.text[-1:]]
    other = task.rng.choice(usual or ending or options)
    if other in pair.target.lower():
        return None
    spans = tuple((u.start, u.end) for u, w in answers) if len(answers) == 1 else ()
    return changed(task, "critical", [Edit(unit.start, unit.end, cased_like(other, unit.text))], spans)


def _before(task: Task, unit: Unit) -> str:
    before = [u.text for u in task.pool.speech(task.pair.target_lang).units(task.pair.target) if u.end <= unit.start]
    return before[-1] if before else ""


def _named(text: str, tag: str, task: Task, known: Mapping[str, tuple[str, int]]) -> list[tuple[Unit, str]]:
    speech, low = task.pool.speech(tag), text.lower()
    if len(low) != len(text):
        return []
    if speech.cased:
        found = [(u, u.text.lower()) for u in speech.units(text)]
        return [(u, w) for u, w in found if w in known]
    places = [(low.find(name), name) for name in known if name in low]
    longest = [(at, n) for at, n in places if not any(n != m and n in m for _, m in places)]
    return [(Unit(text[at : at + len(n)], at, at + len(n)), n) for at, n in longest]


def calendar(speech: Speech) -> Mapping[str, tuple[str, int]]:
    """Return the names of months and days, in lower case and in the forms of the pool: which series, which of it."""
    found: dict[str, tuple[str, int]] = {}
    for series, place, name in _wide(speech.tag):
        found[name] = (series, place)
    if not speech.cased:
        return found
    stems = {name[:-1] if name[-1] in "aeiouyоаеяйьиυςαηο" else name: where for name, where in found.items()}
    stems = {stem: where for stem, where in stems.items() if len(stem) >= _INFLECTED - 1}
    for word in speech.counts:
        low = word.lower()
        for length in range(len(low) - _ENDING, len(low) + 1):
            if length > 0 and low[:length] in stems and low not in _OTHER_MEANINGS:
                found.setdefault(low, stems[low[:length]])
    return found


@cache
def _wide(tag: str) -> tuple[tuple[str, int, str], ...]:
    known = locale(tag)
    found = {}
    for series, names in (("month", known.months), ("day", known.days)) if known else ():
        for context in ("format", "stand-alone"):
            for place, name in names[context]["wide"].items():
                low = str(name).lower()
                if not any(c.isdecimal() for c in low) and len(low) > 1 and low not in _OTHER_MEANINGS:
                    found[low] = (series, int(place), low)
    return tuple(found.values())
