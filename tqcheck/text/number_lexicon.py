"""The number words of a language, from `lang/tables/numbers`, and what a word means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tqcheck.lang.tables import section
from tqcheck.text.han_numbers import Piece

_HYPHEN = re.compile("[-‐‑]")
_LEAST = 2  # letters of a word inside a compound


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the table of a language says, ready for look-ups."""

    tag: str
    exact: dict[str, Piece]
    stems: dict[str, Piece]
    joiners: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    plain: frozenset[str]
    """Words of 2 and more: what tells that a text has numbers in words."""
    loose: bool
    """The words mean other things as well: they can say a number, but they do not accuse."""
    run: re.Pattern[str] | None
    """In languages without spaces: a run of number words."""
    piece: re.Pattern[str] | None


@cache
def lexicon(tag: str) -> Lexicon:
    """Return the number words of the nearest tag that has a table; an empty lexicon when none has."""
    table = section(tag, "numbers")
    exact: dict[str, Piece] = {}
    stems: dict[str, Piece] = {}
    for key, scale in (("words", False), ("scales", True)):
        for value, forms in table.get(key, {}).items():
            for form in forms:
                into = stems if form.endswith("*") else exact
                into.setdefault(form.rstrip("*").casefold(), Piece(float(value), scale))
    run = piece = None
    if table.get("spaceless") and exact:
        any_form = "|".join(re.escape(w) for w in sorted(exact, key=len, reverse=True))
        run, piece = re.compile(f"(?:{any_form})+"), re.compile(any_form)
    return Lexicon(
        tag,
        exact,
        stems,
        frozenset(table.get("joiners", ())),
        tuple(table.get("prefixes", ())),
        tuple(table.get("suffixes", ())),
        frozenset(w for w, p in exact.items() if p.value >= 2),
        bool(table.get("loose") or run),
        run,
        piece,
    )


@lru_cache(maxsize=65536)
def meaning(word: str, tag: str) -> tuple[Piece, ...]:
    """Return the pieces of a case-folded word: zweiundzwanzig = 2 + 20; nothing when it is no number."""
    known = lexicon(tag)
    found = _single(word, known)
    if not found and len(word) >= 5:
        found = _compound(word, known) or ()
    return found or _bared(word, known) or _single(_HYPHEN.split(word, maxsplit=1)[0], known)


def _single(word: str, known: Lexicon) -> tuple[Piece, ...]:
    if word in known.exact:
        return (known.exact[word],)
    for length in range(min(len(word), 20), 2, -1):
        if word[:length] in known.stems:
            return (known.stems[word[:length]],)
    return ()


def _compound(word: str, known: Lexicon, depth: int = 0) -> tuple[Piece, ...] | None:
    """Split a word into number words and what joins them; None when that fails."""
    word = word.lstrip("-‐‑'’")
    if not word:
        return ()
    if depth > 8:
        return None
    for length in range(min(len(word), 20), _LEAST - 1, -1):
        head = word[:length]
        if head in known.exact:
            rest = _compound(word[length:], known, depth + 1)
            if rest is not None:
                return (known.exact[head], *rest)
    if depth and word in known.stems:
        return (known.stems[word],)
    for joiner in known.joiners if depth else ():
        if word.startswith(joiner) and len(word) > len(joiner):
            rest = _compound(word[len(joiner) :], known, depth + 1)
            if rest:
                return rest
    return _single(word, known) or None if depth else None


def _bared(word: str, known: Lexicon) -> tuple[Piece, ...]:
    """Try the word without a particle that is written with it."""
    for prefix in known.prefixes:
        if word.startswith(prefix) and (found := _single(word[len(prefix) :].lstrip("-־"), known)):
            return found
    for suffix in known.suffixes:
        if word.endswith(suffix) and (found := _single(word[: -len(suffix)], known)):
            return found
    return ()
