"""The names one language has for the entities we know, ready to be looked up by their first letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from tqcheck.lang.names import cldr
from tqcheck.lang.names.given import Table, claims, given, table
from tqcheck.lang.names.knowledge import ambiguous_cities, cities, kind
from tqcheck.lang.tables import section
from tqcheck.lang.writing import scripts

CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
SPACELESS = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
# Scripts in which a short name is found inside other words, and many words are spelt with few letters.
_WITHOUT_EDGES = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
_ARTICLE = "ال"
_TOKENS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_VOWELS = "aeiouyáéíóúýąęěůăâîșаеёийоуыьэюяіїєαεηιουωάέήίόύώ"
_ALIKE = str.maketrans("أإآٱىیةکۀہ", "اااايي" + "هكهه")


class Name(NamedTuple):
    """One name of one entity."""

    entity: str
    text: str
    head: str
    """What the first word of a mention begins with, case-folded."""
    tokens: tuple[tuple[str, int], ...]
    """Its words: a stem, case-folded, and how many letters may follow it."""
    acronym: bool = False
    """`UN`, `U.N.`, `НАТО`: compared with case."""
    adjective: bool = False
    """Whatever begins with `head` is one."""
    ambiguous: bool = False
    """Also a common word, a person's name or somebody else's: a weak witness."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What one language calls the entities we know."""

    heads: Mapping[str, tuple[Name, ...]]
    """Names by the first letters of their first word, case-folded: three, two in scripts of syllables."""
    width: int
    """How many letters that is."""
    stems: Mapping[str, frozenset[tuple[str, ...]]]
    """By entity: beginnings of words, all of which together say that a text speaks of it."""
    adjectives: Mapping[str, tuple[tuple[str, str], ...]]
    """(beginning, entity) of adjectives in lower case, by their first three letters."""
    acronyms: Mapping[str, frozenset[str]]
    """By entity, as they are written."""
    cased: bool
    spaceless: bool
    prefixes: Mapping[str, tuple[str, ...]]
    """What may be written together with the beginning of a name, by first letter."""
    abbreviations: Mapping[str, str]
    """Single characters that stand for an entity beside one of `partners` before or `heads_after` after."""
    around: tuple[str, str]
    nouns: bool
    """All nouns have a capital."""
    compounds: tuple[str, ...]
    """Nouns that are written together with a name before them: *Irakkrieg*."""
    traps: tuple[str, ...]
    """Strings in which what looks like a name is none: 发展中国家 has no 中国."""
    common: frozenset[str]
    """Words that are written with a capital here and translated like any other, in lower case."""


def is_acronym(text: str) -> bool:
    """Tell whether a name is written in capitals all through, full stops aside."""
    return len(text) > 1 and text.isupper() and " " not in text


def folded(text: str) -> str:
    """Return `text` without case; the dotted capital of Turkish stays one letter."""
    return text.replace("İ", "i").casefold()


def alike(text: str) -> str:
    """Return `text`, the same length, with letters unified that Arabic-script writers interchange."""
    return text if text.isascii() else text.translate(_ALIKE)


@lru_cache(maxsize=256)
def lexicon(tag: str) -> Lexicon:
    """Return the names of `tag`'s language; one without names in CLDR and in our tables knows nothing."""
    known = table(tag)
    usage = known.get("usage", {})
    used = scripts(tag)
    cased, spaceless = bool(used & CASED), bool(used & SPACELESS) and "Hang" not in used
    width = 2 if spaceless or "Hang" in used else 3
    names = list(_names(tag, cased=cased, latin="Latn" in used))
    stems = _stems(names, known.get("adjectives", {}), short=spaceless or not cased)
    heads: dict[str, list[Name]] = {}
    for name in names:
        if not cased or name.text[0].isupper() or name.adjective:
            heads.setdefault(_key(name, width, cased=cased, spaceless=spaceless), []).append(name)
    return Lexicon(
        heads={key: tuple(sorted(found, key=lambda n: -len(n.text))) for key, found in heads.items()},
        width=width,
        acronyms=_acronyms(names),
        adjectives=_adjectives(stems, tag) if cased and known.get("adjectives") else {},
        stems=stems,
        cased=cased,
        spaceless=spaceless,
        prefixes=_by_initial(usage.get("prefixes", ())),
        abbreviations=known.get("abbreviations", {}),
        around=(usage.get("partners", ""), usage.get("heads", "")),
        nouns=bool(usage.get("nouns")),
        compounds=tuple(usage.get("compounds", "").split()),
        traps=tuple(usage.get("traps", ())),
        common=frozenset(f"{usage.get('common', '')} {section(tag, 'common_words').get('words', '')}".split()),
    )


def _latin(text: str) -> bool:
    return text[0] < "\u0250"


def _key(name: Name, width: int, *, cased: bool, spaceless: bool) -> str:
    """Return what the beginning of a mention looks like when it is only cut and lowered: no more, for speed."""
    if spaceless:
        return name.text[:width]
    return _TOKENS.findall(name.text)[0][:width].lower() if cased else name.head[:width]


def _by_initial(prefixes: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for prefix in prefixes:
        found.setdefault(prefix[0], []).append(prefix)
    return {initial: tuple(those) for initial, those in found.items()}


def _names(tag: str, *, cased: bool, latin: bool) -> Iterable[Name]:
    own = table(tag)
    usage = own.get("usage", {})
    ending = usage.get("ending", 2)
    ambiguous = ambiguous_cities() | set(usage.get("ambiguous", ())) | given(tag).ambiguous
    shortest = 1 if "Hang" in scripts(tag) else 4
    used, found = scripts(tag), cldr.locale(tag)
    for entity, name in sorted(_pairs(tag, own, latin=latin)):
        if len(name) > 1 and (head := _TOKENS.search(name)):
            letters = ending if cased or len(_bare(name)) > shortest else 0
            weak = name in ambiguous or (len(name) < 5 and bool(used & _WITHOUT_EDGES))
            stems = _flexible(name, letters)
            yield Name(entity, name, _head(head.group(), letters), stems, is_acronym(name), ambiguous=weak)
    adjectives = {(e, stem) for e, stems in own.get("adjectives", {}).items() for stem in stems}
    if found is not None and cased:
        adjectives.update((e, name) for e, name in cldr.language_names(found) if len(name) > 4 and " " not in name)
    for entity, stem in sorted(adjectives):
        if cased and len(stem) > 3 and "-" not in stem:
            yield Name(entity, stem, folded(stem), (), adjective=True)


def _pairs(tag: str, own: Table, *, latin: bool) -> set[tuple[str, str]]:
    """Return every name of an entity in the language; a spelling that the user gives to one is no other's."""
    pairs = {(entity, name) for entity, names in own.get("names", {}).items() for name in names}
    for locale in filter(None, map(cldr.locale, (tag, *own.get("usage", {}).get("also", ())))):
        pairs.update((e, name) for e, name in cldr.territory_names(locale) if not is_acronym(name))
        pairs.update(cldr.city_names(locale, latin=latin))
    if pairs:
        pairs.update((city, name) for city, names in cities().items() for name in names if latin is _latin(name))
    claimed: dict[str, set[str]] = {}
    for name, entity in claims(tag):
        claimed.setdefault(name, set()).add(entity)
    return {(entity, name) for entity, name in pairs if entity in claimed.get(name, (entity,))} if claimed else pairs


def _head(word: str, ending: int) -> str:
    return _stem(folded(_bare(word)), ending, 1)


def _bare(word: str) -> str:
    """Return an Arabic word without its article, any word with its letters unified."""
    return alike(word.removeprefix(_ARTICLE))


def _stem(word: str, ending: int, cut: int) -> str:
    """Cut up to `cut` final vowels where the language inflects, and never below four letters."""
    for _ in range(cut if ending >= 3 else 0):
        if len(word) > 3 and word[-1].lower() in _VOWELS:
            word = word[:-1]
    return word


def _flexible(name: str, ending: int) -> tuple[tuple[str, int], ...]:
    """Return the stems of the words of `name`, and how many letters may follow each."""
    tokens = _TOKENS.findall(name)
    last = len(tokens) - 1
    stems = [folded(_stem(alike(t) if i else _bare(t), ending, 1 if i == last else 2)) for i, t in enumerate(tokens)]
    return tuple(
        (stem, 0 if word.isdigit() else _room(stem, word, ending)) for stem, word in zip(stems, tokens, strict=True)
    )


def _room(stem: str, word: str, ending: int) -> int:
    """Return how many letters may follow a stem: fewer for a short one, which many other words begin with."""
    return min(ending + len(word) - len(stem), len(stem) - 1) if ending else 0


def _stems(
    names: Iterable[Name], adjectives: Mapping[str, Iterable[str]], *, short: bool
) -> Mapping[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        if name.acronym:
            continue
        tokens = [t for t in _TOKENS.findall(name.text) if len(t) > 2 or len(name.text) < 4 or short]
        cut = tuple(_beginning(folded(_bare(t)), short=short) for t in tokens)
        if cut:
            found.setdefault(name.entity, set()).add(cut)
    for entity, stems in adjectives.items():
        found.setdefault(entity, set()).update((folded(alike(stem)),) for stem in stems)
    return {entity: frozenset(stems) for entity, stems in found.items()}


def _adjectives(stems: Mapping[str, frozenset[tuple[str, ...]]], tag: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for entity, ways in stems.items():
        for way in ways:
            if len(way) == 1 and len(way[0]) > 4 and kind(entity, given(tag)) == "territory":
                found.setdefault(way[0][:3], []).append((way[0], entity))
    return {key: tuple(sorted(those, key=lambda s: -len(s[0]))) for key, those in found.items()}


def _acronyms(names: Iterable[Name]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        if name.acronym:
            found.setdefault(name.entity, set()).add(name.text)
    return {entity: frozenset(those) for entity, those in found.items()}


def _beginning(token: str, *, short: bool) -> str:
    """Return the part of a name's word that its adjective shares."""
    if len(token) == 4 and token[-1] in _VOWELS and not token.isascii():
        return token[:3]
    return token[: max(2 if short else 4, len(token) - (1 if short else 3))]


@cache
def knows(tag: str, entity: str) -> bool:
    """Tell whether we know what `entity` is called in the language."""
    known = lexicon(tag)
    return entity in known.stems or entity in known.acronyms
