"""Months and days of the week that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tqcheck.lang.cldr_data import cldr_data
from tqcheck.lang.tables import section
from tqcheck.text.scripts import spaceless
from tqcheck.text.tokens import lowered, words

_STEM = 5  # letters that a name must share with its inflected form
_SINGLE = frozenset(" \u200c")  # a language whose names are two words would need more care
_NOTHING: frozenset[Any] = frozenset()
_APOSTROPHE = re.compile("['’]")
_ENDING = 6  # letters that may follow them: Freitagabend, maaliskuussa


class Dated(NamedTuple):
    """A month (1..12) or a day of the week (0..6, Monday first) by its name: `text[start:end]`."""

    start: int
    end: int
    number: int
    kind: str
    """`month` or `weekday`."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one language, case-folded, with what each means and whether it has to begin with a capital."""

    exact: Mapping[str, tuple[str, int, bool]]
    stems: Mapping[str, tuple[str, int, bool]]
    known: frozenset[str]
    run: re.Pattern[str] | None
    """In languages without spaces: any of the names."""


@cache
def _names(tag: str) -> Names:
    found: dict[str, tuple[str, int, bool]] = {}
    if not section(tag, "numbers"):
        return Names({}, {}, _NOTHING, None)
    known = [*_cldr(tag), *_own(tag)]
    apart = {kind for kind, _, name in known if not _SINGLE.isdisjoint(name)}
    for kind, number, name in known:
        if kind not in apart and len(name) > 1 and not name[0].isdigit():
            found.setdefault(name.casefold(), (kind, number, name[0].isupper()))
    if any(spaceless(name) for name in found):
        return Names({}, found, _NOTHING, re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True)))))
    prefixes = section(tag, "numbers").get("prefixes", ())
    prefixed = {prefix + name: meant for prefix in prefixes for name, meant in found.items()}
    stems: dict[str, tuple[str, int, bool]] = {}
    for name, meant in found.items():
        if len(name) >= _STEM:
            stems.setdefault(name[: max(_STEM, len(name) - 1)], meant)
    return Names(prefixed | found, stems, frozenset(prefixed | found), None)


def _cldr(tag: str) -> Iterator[tuple[str, int, str]]:
    for kind, topic in (("month", "months"), ("weekday", "days")):
        for names in cldr_data(tag, topic).values():
            yield from ((kind, number, name) for number, name in names["wide"].items())


def _own(tag: str) -> Iterator[tuple[str, int, str]]:
    for kind, numbers in section(tag, "calendar").items():
        yield from ((kind, int(number), name) for number, names in numbers.items() for name in names)


def named(text: str, tag: str) -> frozenset[tuple[str, int]]:
    """Return the kind and number of the months and days that `text` may name in their plain forms: a cheap question."""
    names = _names(tag)
    if names.run:
        return frozenset([names.stems[name][:2] for name in names.run.findall(text)])
    if names.known.isdisjoint(lowered(text)):
        return _NOTHING
    found = [(word, names.exact[word]) for word in names.known & lowered(text)]
    return frozenset([meant[:2] for word, meant in found if not meant[2] or word.capitalize() in text])


@lru_cache(maxsize=256)
def calendar_words(text: str, tag: str) -> tuple[Dated, ...]:
    """Return the months and days that `text`, a text in the language `tag`, names in order."""
    names = _names(tag)
    if names.run:
        return tuple([Dated(*m.span(), names.stems[m[0]][1], names.stems[m[0]][0]) for m in names.run.finditer(text)])
    if not names.exact:
        return ()
    found = ((word, calendar_name(word.text.casefold(), tag)) for word in words(text))
    return tuple(
        Dated(word.start, word.end, meant[1], meant[0])
        for word, meant in found
        if meant and (not meant[2] or word.text[0].isupper())
    )


@lru_cache(maxsize=16384)
def calendar_name(word: str, tag: str) -> tuple[str, int, bool] | None:
    """Return the kind and number of a month or day, and whether it has a capital, for a case-folded word; else None."""
    names = _names(tag)
    for form in (word, _APOSTROPHE.split(word, maxsplit=1)[0]):
        if form in names.exact:
            return names.exact[form]
    longest = range(min(len(word), 14), _STEM - 1, -1)
    return next((names.stems[word[:n]] for n in longest if word[:n] in names.stems and len(word) - n <= _ENDING), None)
