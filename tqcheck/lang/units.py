"""Names of units and currencies in one language: CLDR's through Babel, `units.toml` and `tables/units/<tag>.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from tqcheck.lang.cldr_data import cldr_data
from tqcheck.lang.names.cldr import locale
from tqcheck.lang.tables import section

PIECE = re.compile(
    r"[A-Za-zµμ]+(?=[\u3000-\u9fff\uac00-\ud7af])|[^\s\d.,;:!?()\[\]{}\"“”„«»/\\%‰٪％°º℃℉$€£¥￥…।।、。，–—‐‑-]+[²³23]?|\S|\s+"
)
"""What a name is made of: words, signs, spaces. Letters end where Han, kana or Hangul begin."""
_MARKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " ") | dict.fromkeys("\u200e\u200f\u061c"))
_ALIF, _TANWIN = "\u0627", "\u064b"  # ميلا is also written ميلًا and ميلاً
_STEM = 5  # letters that a name must have to stand with another ending
_VOWELS = "aeiouyáéíóúäöüаеиоуыэюяёіїαεηιουω"
_FIRST_SPACELESS = "\u0e00"  # Thai; above it are also Hangul, kana and Han: one character may be a word there

Names = dict[str, frozenset[str]]


@dataclass(slots=True)
class UnitNames:
    """The names of a language, case-folded, each with all units that it can mean."""

    tag: str = ""
    after: Names = field(default_factory=dict)
    """Names and signs after a number; short ones also as written, for MB is not Mb."""
    before: Names = field(default_factory=dict)
    stems: Names = field(default_factory=dict)
    """Beginnings of words of any ending, after a number."""
    firsts: dict[str, int] = field(default_factory=dict)
    """The first piece of every name after a number, and how many pieces such a name has at most."""
    words: frozenset[str] | None = None
    """Every word with which a name begins or ends; None where words take more endings than are listed."""
    spoken: frozenset[str] = frozenset()
    """Names after a number that are one word of three letters or more, currencies left out."""
    ends: frozenset[str] = frozenset()
    """The last two characters of what stands before a number, or the one that it is."""
    linkers: tuple[str, ...] = ()
    """What may stand between a number and its unit: 5 millions d’euros."""
    worded: bool = False
    """Words may stand before their number: kilomita 50."""


@cache
def unit_names(tag: str) -> UnitNames:
    """Return the names of the nearest locale that CLDR has; only the international ones when it has none."""
    names, table = UnitNames(tag), section(tag, "units")
    ignored = {*_facts()["ignored"], *table.get("ignored", ())}
    for spelling in (tag, *table.get("spellings", ())):
        found = locale(spelling) if spelling else None
        if found is not None:
            for pattern, units in (*_patterns(found), *_currencies(found)):
                _add_pattern(names, pattern, units, ignored=ignored)
    names.worded = bool(names.before) or bool(table.get("before"))
    for sign, units in (*_facts()["signs"].items(), *_facts()["latin"].items()):
        _add(names.after, sign, _expanded(units))
        if sign in _facts()["signs"]:
            names.before[sign] = _expanded(units)
    for unit, written in table.get("names", {}).items():
        for name in written:
            _add_own(names, name, _expanded((unit,)), before=bool(table.get("before")))
    for name in names.after:
        pieces = PIECE.findall(name)
        first = pieces[0].casefold()
        names.firsts[first] = max(len(pieces), names.firsts.get(first, 0))
    glued = any(name[0] >= _FIRST_SPACELESS and name[0].isalpha() for name in names.after)
    if not glued and not any(form.endswith("*") for forms in table.get("names", {}).values() for form in forms):
        names.words = frozenset((*names.firsts, *(name.split()[-1].casefold() for name in names.before)))
    names.spoken = frozenset(name for name, units in names.after.items() if _spoken(name, units))
    names.ends = frozenset(name[-2:] for name in names.before)
    names.linkers = tuple(table.get("linkers", ()))
    return names


def _spoken(name: str, units: frozenset[str]) -> bool:
    return len(name) > 2 and name.isalpha() and not any(unit.startswith("money") for unit in units)


@cache
def _facts() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _compared() -> frozenset[str]:
    """Return CLDR's names of the units that are compared."""
    return frozenset(f"{kind}-{unit}" for kind, units in _facts()["units"].items() for unit in units)


def _expanded(units: Iterable[str]) -> frozenset[str]:
    """Replace families, currencies and units of one name by all that they can be."""
    found: set[str] = set()
    for unit in units:
        if unit in _facts()["families"]:
            found.update(f"money-{code}" for code in _facts()["families"][unit])
        elif "-" not in unit:
            found.add(f"money-{unit}")
        else:
            found.update(_facts()["same"].get(unit, (unit,)))
    return frozenset(found)


def _patterns(found: Locale) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each pattern such as `{0} km` with its units."""
    patterns = cldr_data(str(found).replace("_", "-"), "unit_patterns")
    for unit in _compared():
        lengths, units = patterns.get(unit, {}).values(), _expanded((unit,))
        written = (pattern for forms in lengths for plural, pattern in forms.items() if plural != "per")
        for pattern in dict.fromkeys(p for p in written if isinstance(p, str) and "{0}" in p):
            yield pattern, units


def _currencies(found: Locale) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the names of currencies as patterns, and each of their words for all currencies that have it."""
    plural = found._data.get("currency_names_plural", {})  # noqa: SLF001  likewise
    order = found._data.get("currency_unit_patterns", {}).get("other", "{0} {1}")  # noqa: SLF001  likewise
    by_word: dict[str, set[str]] = {}
    for code in sorted({code for codes in _facts()["families"].values() for code in codes}):
        full = {found.currencies.get(code, ""), *(plural.get(code) or {}).values()} - {"", code}
        for name in full:
            yield order.replace("{1}", name), _expanded((code,))
        for name in (plural.get(code) or {"other": found.currencies.get(code, "")}).values():
            for word in _common(name):
                by_word.setdefault(word, set()).add(code)
    for word, codes in by_word.items():
        yield order.replace("{1}", word), _expanded(codes)


def _common(name: str) -> list[str]:
    """Return the words of a currency's name that do not look like the name of its country."""
    words = [w for w in name.replace("-", " ").split() if len(w) > 2 and w[0] < _FIRST_SPACELESS]
    return [w for w in words if not w[0].isupper()] or words


def _add_pattern(names: UnitNames, pattern: str, units: frozenset[str], *, ignored: set[str]) -> None:
    before, _, after = (part.translate(_MARKS).strip(" .") for part in pattern.partition("{0}"))
    name = after or before
    if not _is_name(name) or name.casefold() in ignored:
        return
    if after:
        _add(names.after, name, units)
        _add_stem(names, name, units)
    else:
        _add(names.before, name, units)


def _is_name(name: str) -> bool:
    letters = sum(map(str.isalpha, name))
    signs = any(not c.isalpha() and unicodedata.category(c)[0] != "M" for c in name)
    return letters > 1 or (letters == 1 and (signs or name in _facts()["letters"] or name[0] >= _FIRST_SPACELESS))


def _add(names: Names, name: str, units: frozenset[str]) -> None:
    short = len(name) <= 4 and name.isascii()
    for key in {name, name.casefold()} if short else {name.casefold()}:
        names[key] = names.get(key, frozenset()) | units


def _add_stem(names: UnitNames, name: str, units: frozenset[str]) -> None:
    if name.isalpha() and len(name) >= _STEM and name[0] < _FIRST_SPACELESS:
        stem = name.casefold().rstrip(_VOWELS)
        stem = stem if len(stem) >= _STEM else name.casefold()
        names.stems[stem] = names.stems.get(stem, frozenset()) | units


def _add_own(names: UnitNames, name: str, units: frozenset[str], *, before: bool) -> None:
    if name.endswith("*"):
        stem = name[:-1].casefold()
        names.stems[stem] = names.stems.get(stem, frozenset()) | units
        return
    for form in (name, name + _TANWIN, name[:-1] + _TANWIN + _ALIF) if name.endswith(_ALIF) else (name,):
        _add(names.after, form, units)
        if before:
            _add(names.before, form, units)
