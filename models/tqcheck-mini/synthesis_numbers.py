"""Changed numbers, in digits and in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random

from synthesis_drafts import Draft, Task, changed
from synthesis_parts import Edit
from synthesis_words import Unit

from tqcheck.lang.tables import section
from tqcheck.text.numbers import Number, numbers

_YEAR = (1000, 2100)


def number_changed(task: Task) -> Draft | None:
    """Write another number, in digits or in words."""
    digits = list(numbers(task.pair.target))
    words = _spelled(task)
    if digits and (not words or task.rng.random() < 0.7):
        return _digits_changed(task, task.rng.choice(digits))
    if not words:
        return None
    unit, forms = task.rng.choice(words)
    options = [f for f in forms if f not in task.pair.target.lower()]
    if not options:
        return None
    return changed(task, "critical", [Edit(unit.start, unit.end, cased_like(task.rng.choice(options), unit.text))])


def _digits_changed(task: Task, number: Number) -> Draft | None:
    target = task.pair.target
    written = target[number.start : number.end]
    there = {n.values for n in numbers(task.pair.source)} | {n.values for n in numbers(target)}
    for _ in range(6):
        other = _another(written, task.rng)
        found = numbers(other)
        if other != written and len(found) == 1 and found[0].values not in there:
            answers = tuple((n.start, n.end) for n in numbers(task.pair.source) if n.values & number.values)
            return changed(task, "critical", [Edit(number.start, number.end, other)], answers[:1])
    return None


def _another(written: str, rng: Random) -> str:
    """Return digits of the same script with the same marks: one digit changed, two swapped, one lost or put in."""
    places = [i for i, c in enumerate(written) if c.isdecimal()]
    if len(written) == len(places) == 4 and _YEAR[0] <= int(written) <= _YEAR[1]:
        at = rng.choice(places[2:])  # a year that is a year
        return written[:at] + rng.choice("0123456789") + written[at + 1 :] if written.isascii() else written
    zero = chr(ord(written[places[0]]) - int(written[places[0]]))
    way = rng.random()
    at = rng.choice(places)
    plain = len(places) == len(written)
    if way < 0.15 and plain and len(places) > 1:
        return written[:at] + written[at + 1 :] if not (at == 0 and written[1] == zero) else written
    if way < 0.3 and plain:
        return written + (zero if rng.random() < 0.5 else _digit(zero, rng))
    if way < 0.5 and len(places) > 1:
        first, second = sorted(rng.sample(places, 2))
        swapped = list(written)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        return "".join(swapped) if swapped[places[0]] != zero else written
    return written[:at] + _digit(zero, rng, lowest=1 if at == places[0] else 0) + written[at + 1 :]


def _digit(zero: str, rng: Random, lowest: int = 0) -> str:
    return chr(ord(zero) + rng.randint(lowest, 9))


def _spelled(task: Task) -> list[tuple[Unit, list[str]]]:
    """Return the number words of the target, each with those that could stand in its place."""
    forms = _number_words(task.pair.target_lang)
    if not forms:
        return []
    units = task.pool.speech(task.pair.target_lang).units(task.pair.target)
    return [(u, list(forms[u.text.lower()])) for u in units if u.text.lower() in forms]


@cache
def _number_words(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Return, by number word, the words of the same place in the lists of other numbers: cardinals for a cardinal."""
    table = section(tag, "numbers")
    found: dict[str, tuple[str, ...]] = {}
    for listed in (table.get("words", {}), table.get("scales", {})):
        values = {float(v): [f for f in forms if not f.endswith("*")] for v, forms in listed.items()}
        for value, forms in values.items():
            if value < 3 or value >= 1e9:
                continue
            near = [others for v, others in values.items() if v != value and v >= 3 and (v < 11) == (value < 11)]
            for place, form in enumerate(forms[:3]):
                answers = (others[place] for others in near if len(others) > place and others[place][-1:] == form[-1:])
                found.setdefault(form.lower(), tuple(answers) if place else tuple(o[0] for o in near if o))
    return found


def cased_like(word: str, model: str) -> str:
    """Return a word with the capitals of another one."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
