"""The number words of a language, from `lang/tables/numbers`, and what a word means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tqcheck.lang.tables import section
from tqcheck.lang.tags import language
from tqcheck.text.calendar_words import calendar_name
from tqcheck.text.han_numbers import SCALES, Piece
from tqcheck.text.numbers import NUMBER

LETTERS = r"[^\s\d_.,;:!?()\[\]{}\"“”«»…/।%‐‑–—-]"
"""A character of a word after digits."""
GAP = r"[\s‐‑-]{0,2}"
"""What may stand between digits and a scale."""
_HAN_LANGUAGES = frozenset({"zh", "ja", "yue", "wuu", "ko"})
_HYPHEN = re.compile("[-‐‑]")
_ENDING = 5  # letters of an ending at most
_COMPOUND = 5  # letters of a compound at least
_FIRST_SYLLABLE = "\u3041"  # kana and Hangul, where a sign is a syllable
_DOT = "\u0307"  # what case-folding makes of the Turkish capital İ
_WORDS = 65536  # words of a language that are remembered
_LEAST = 2  # letters of a word inside a compound


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the table of a language says, ready for look-ups."""

    tag: str
    exact: dict[str, Piece]
    stems: dict[str, Piece]
    joiners: frozenset[str]
    articles: frozenset[str]
    """Words for one that stand before any noun; they begin no number but a hundred and the like."""
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    plain: frozenset[str]
    """Words of 2 and more, with the compounds that they make: what tells that a text has numbers in words."""
    scales: frozenset[str]
    """Those of them that multiply."""
    scaled: re.Pattern[str]
    """A number in digits, and what may be a scale after it; two groups."""
    han: bool
    """Han numerals say numbers."""
    loose: bool
    """The words mean other things as well: they can say a number, but they do not accuse."""
    run: re.Pattern[str] | None
    """In languages without spaces: a run of number words."""
    piece: re.Pattern[str] | None
    heads: dict[str, Piece]
    """Forms that say numbers only at the beginning of a word: dwu-, tri-, пяти-."""
    tails: re.Pattern[str] | None
    """What such words go on with: -tägig, -year, -этажный."""
    sino: re.Pattern[str] | None
    """Runs of signs that say numbers digit by digit, with their scales: 이백오십."""
    scale_first: re.Pattern[str] | None
    """A scale that stands before its number: bilioni 2; one group."""


@cache
def lexicon(tag: str) -> Lexicon:
    """Return the number words of the nearest tag that has a table; an empty lexicon when none has."""
    table = section(tag, "numbers")
    exact, stems = _forms(table)
    scales = [word for word, piece in (*exact.items(), *stems.items()) if piece.scale]
    prefixes = tuple(table.get("prefixes", ()))
    any_form = _any_of(exact) if table.get("spaceless") else ""
    after = _scales_after(scales) if any_form else _words_after([*scales, *prefixes] if scales else [])
    return Lexicon(
        tag,
        exact,
        stems,
        frozenset(table.get("joiners", ())),
        frozenset(table.get("articles", ())),
        prefixes,
        tuple(table.get("suffixes", ())),
        frozenset(word for word, piece in exact.items() if piece.value >= 2) | _compounds(exact, table),
        frozenset(scales),
        re.compile(f"({NUMBER.pattern})(?:{after})?"),
        language(tag) in _HAN_LANGUAGES,
        bool(table.get("loose") or any_form),
        re.compile(f"(?:{any_form})+") if any_form else None,
        re.compile(any_form) if any_form else None,
        _forms(table, keys=("heads",))[0],
        re.compile(f"(?<=\\w)[-‐‑]?(?:{_any_of(table['tails'])})") if "tails" in table else None,
        re.compile(f"(?<!\\w)[{table['sino']}{''.join(SCALES)}]{{2,}}") if "sino" in table else None,
        re.compile(rf"(?<!\w)({_any_of(scales)})\s$", re.IGNORECASE) if scales and table.get("scales_before") else None,
    )


def _compounds(exact: Mapping[str, Piece], table: Mapping[str, Any]) -> frozenset[str]:
    """Return what tens and units make, and units before hundred and thousand: thirty-four, vierunddreißig."""
    if not table.get("compounds"):
        return frozenset()
    units = [word for word, piece in exact.items() if 1 <= piece.value <= 9 and not piece.scale]
    tens = [word for word, piece in exact.items() if 20 <= piece.value <= 90 and piece.value % 10 == 0]
    large = [word for word, piece in exact.items() if piece.scale and piece.value in (100, 1000)]
    joints = ("", "-", *table.get("joiners", ()))
    pairs = [(first, last) for ten in tens for unit in units for first, last in ((ten, unit), (unit, ten))]
    found = {f"{first}{joint}{last}" for first, last in pairs for joint in joints}
    return frozenset(found | {unit + scale for unit in units for scale in large})


def _forms(
    table: Mapping[str, Any], *, keys: tuple[str, ...] = ("words", "scales")
) -> tuple[dict[str, Piece], dict[str, Piece]]:
    """Return what the whole words of a table mean, and what those before a star do."""
    exact: dict[str, Piece] = {}
    stems: dict[str, Piece] = {}
    vague = frozenset(table.get("vague", ()))  # a second, a quarter: not only a number
    for key, scale in ((key, key == "scales") for key in keys):
        for value, forms in table.get(key, {}).items():
            for form in forms:
                into = stems if form.endswith("*") else exact
                into.setdefault(form.rstrip("*").casefold(), Piece(float(value), scale, form in vague))
    return exact, stems


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _scales_after(scales: Iterable[str]) -> str:
    """Return a pattern for what multiplies digits where no spaces are written."""
    return rf"\s?([{''.join(SCALES)}]+|{_any_of(scales)})" if scales else rf"\s?([{''.join(SCALES)}]+)"


def _words_after(forms: Iterable[str]) -> str:
    """Return a pattern for up to two words that begin as what multiplies digits does."""
    starts = {c for form in forms for c in (form[0], form[0].upper())} | set(SCALES) | set("'’" if forms else "")
    word = rf"[{re.escape(''.join(sorted(starts)))}]{LETTERS}*"
    return f"{GAP}({word}(?:{GAP}{word})?)"


class Meanings(dict[str, tuple[Piece, ...]]):
    """What the case-folded words of a language mean, read when first asked for: a look-up is faster than a call."""

    def __init__(self, tag: str) -> None:
        """Begin with no words of the language `tag`."""
        super().__init__()
        self.tag = tag

    def __missing__(self, word: str) -> tuple[Piece, ...]:
        if len(self) >= _WORDS:
            self.clear()
        found = self[word] = _read(word, self.tag)
        return found


@cache
def meanings(tag: str) -> Meanings:
    """Return the table of what words mean in the language `tag`."""
    return Meanings(tag)


def meaning(word: str, tag: str) -> tuple[Piece, ...]:
    """Return the pieces of a case-folded word: zweiundzwanzig = 2 + 20; nothing when it is no number."""
    return meanings(tag)[word]


def _read(word: str, tag: str) -> tuple[Piece, ...]:
    known = lexicon(tag)
    word = word.replace(_DOT, "")
    if word in known.exact:
        return (known.exact[word],)
    if not word or calendar_name(word, tag):
        return ()
    long = len(word) >= (_LEAST if word[0] >= _FIRST_SYLLABLE else _COMPOUND)
    found = _headed(word, known) or (_compound(word, known) if long else ()) or _single(word, known)
    return found or _bared(word, known) or _single(_HYPHEN.split(word, maxsplit=1)[0], known)


def _headed(word: str, known: Lexicon) -> tuple[Piece, ...]:
    """Read the number at the beginning of zweitägig, пятиэтажный, ötemeletes."""
    tail = known.tails.search(word) if known.tails else None
    if tail is None:
        return ()
    head = word[: tail.start()]
    if head in known.heads:
        return (known.heads[head],)
    whole = (known.exact[head],) if head in known.exact else _compound(head, known)
    return whole or _ended(head, known) or _single(head, known)


def _ended(word: str, known: Lexicon) -> tuple[Piece, ...]:
    """Read tridesetdvo-, whose last part says a number only there."""
    for head, piece in known.heads.items():
        if word.endswith(head) and (first := _compound(word[: -len(head)], known)):
            return (*first, piece)
    return ()


def _single(word: str, known: Lexicon) -> tuple[Piece, ...]:
    if word in known.exact:
        return (known.exact[word],)
    for length in range(min(len(word), 20), 2, -1):
        if word[:length] in known.stems:
            piece = known.stems[word[:length]]
            return (piece._replace(vague=True),) if len(word) - length > _ENDING else (piece,)
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
