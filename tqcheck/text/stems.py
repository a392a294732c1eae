"""Whether two words are forms of one: by the endings, prefixes and compounds that a language's table knows.

`keys` is strict and fast, for finding a term in running text; `alike` is generous, for not missing a form of it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from tqcheck.lang.tables import section


class _Inflection(NamedTuple):
    suffixes: frozenset[str]
    longest: int
    prefixes: tuple[str, ...]
    times: int
    least: int
    compounds: bool
    weak: frozenset[str]
    rewrites: tuple[tuple[str, str], ...]


@lru_cache(maxsize=256)
def _inflection(tag: str) -> _Inflection:
    facts = section(tag, "inflection")
    suffixes = frozenset(facts.get("suffixes", ()))
    return _Inflection(
        suffixes,
        max(map(len, suffixes), default=0),
        tuple(facts.get("prefixes", ())),
        int(facts.get("times", 1)),
        int(facts.get("least", 3)),
        bool(facts.get("compounds")),
        frozenset(facts.get("weak", "")),
        tuple(dict(facts.get("rewrites", {})).items()),
    )


def prefixes(tag: str) -> tuple[str, ...]:
    """Return what the language may write before a word, together with it."""
    return _inflection(tag).prefixes


def inflects(tag: str) -> bool:
    """Tell whether the table knows how words of this language change."""
    return bool(_inflection(tag).suffixes)


@lru_cache(maxsize=16384)
def stems(word: str, tag: str) -> frozenset[str]:
    """Return what may be left of `word`, case-folded, when its endings are taken off."""
    rules = _inflection(tag)
    whole = unicodedata.normalize("NFC", word.casefold())
    found = {whole} | {whole[: -len(end)] + new for end, new in rules.rewrites if whole.endswith(end)}
    fresh = set(found)
    for _ in range(rules.times):
        fresh = {
            rest[:-length]
            for rest in fresh
            for length in range(1, min(rules.longest, len(rest) - rules.least) + 1)
            if rest[-length:] in rules.suffixes
        } - found
        found |= fresh
    return frozenset(found)


@lru_cache(maxsize=16384)
def keys(word: str, tag: str) -> frozenset[str]:
    """Return the stems that `word` may have, with and without the prefixes of its language."""
    folded = word.casefold()
    rules = _inflection(tag)
    bare = (folded[len(p) :] for p in rules.prefixes if folded.startswith(p) and len(folded) - len(p) >= rules.least)
    return stems(folded, tag).union(*(stems(b, tag) for b in bare))


@lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    """Return `word` without case and accents, so that a stem's vowel may take its umlaut."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=16384)
def alike(term: str, word: str, tag: str) -> bool:
    """Tell whether `word` may be a form of `term`, a compound with it, or a word of its family."""
    if not stems(term, tag).isdisjoint(keys(word, tag)):
        return True
    rules = _inflection(tag)
    first, second = _plain(term), _plain(word)
    if len(first) < 3:
        return second.startswith(first) and len(second) <= len(first) + 3 and bool(rules.suffixes)
    if _common_prefix(first, second) >= max(3, 0.65 * len(first)):
        return True
    base = _plain(min(stems(term, tag), key=len))
    if base in second and (len(base) >= 5 or (len(base) >= 3 and (rules.compounds or rules.prefixes))):
        return True
    if rules.weak and _skeleton(first, rules.weak) and _skeleton(first, rules.weak) in _skeleton(second, rules.weak):
        return True
    return len(first) >= 5 and ratio(first, second[: len(first) + 1]) >= 80


def _common_prefix(first: str, second: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _skeleton(word: str, weak: frozenset[str]) -> str:
    kept = "".join(c for c in word if c not in weak)
    return kept if len(kept) >= 2 else ""
