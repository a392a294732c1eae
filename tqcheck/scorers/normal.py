"""Texts in the form that a vocabulary is of (NFKC, spaces as one), and where each character of it comes from.

It is what the library `tokenizers` makes of `Nmt, NFKC, Replace(" {2,}", " "), Strip`, character for character: a model
must read a text as it did when it learnt. `tests/scorers/test_unigram.py` compares both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import combining, is_normalized, normalize

import regex

_DROPPED = [*range(1, 9), 0xB, *range(0xE, 0x20), 0x7F, 0x8F, 0x9F]
_BLANKS = "\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd"
_MENDED = regex.compile(rf"[{_BLANKS}{''.join(map(chr, _DROPPED))}]")
_TIDY = regex.compile(r"\A[ \x85]|[ \x85]\Z|  ")
_SPACES = regex.compile(r" {2,}")
_EDGES = " \x85"
"""White space that is left by then."""

# Assigned after Unicode 9 and changed by NFKC, or put in order by it. The tokenizer was made with Unicode 9, and what a
# model says must not depend on the version of Python.
_LATE = (
    "\u07fd\u0897-\u089f\u08ca-\u08d3\u09fe\u0c3c\u0d3b\u0d3c\u0eba\u0ece\u1715\u1abf-\u1aff\u1df6-\u1dfa\u32ff"
    "\ua7f1-\ua7f4\ua82c\uab69\U000105c9\U000105e4\U00010781-\U000107ba\U00010d24-\U00010d27\U00010d69-\U00010d6d"
    "\U00010eab\U00010eac\U00010efa-\U00010eff\U00010f46-\U00010f50\U00010f82-\U00010f85\U00011070\U0001133b"
    "\U00011382-\U000113e2\U0001145e\U00011839\U0001183a\U00011938-\U00011943\U000119e0\U00011a34\U00011a47\U00011a99"
    "\U00011d42-\U00011d45\U00011d97\U00011f41\U00011f42\U00016121-\U0001612f\U00016d67-\U00016d6a\U00016ff0\U00016ff1"
    "\U0001ccd6-\U0001ccf9\U0001e030-\U0001e08f\U0001e130-\U0001e136\U0001e2ae\U0001e2ec-\U0001e2ef"
    "\U0001e4ec-\U0001e4ef\U0001e5ee-\U0001e5ff\U0001e6e3-\U0001e6ff\U0001f16c\U0001fbf0-\U0001fbf9"
)
_SEES_LATE = regex.compile(rf"[{_LATE}]")
# Characters that may go together with the one before them: marks, vowels and finals of Hangul in all their forms, and
# the voicing marks of narrow katakana.
_JOINING = rf"[[\p{{M}}\u1160-\u11ff\u3131-\u318e\uff9e\uff9f\uffa0-\uffdc]--[{_LATE}]]"
_CLUSTERS = regex.compile(rf".{_JOINING}*", regex.DOTALL | regex.V1)

Origins = list[int]
"""For each character the place of the one in the text that it comes from."""


def normalised(text: str) -> tuple[str, Origins | None]:
    """Return the text in that form, and where its characters come from; None where nothing but the text was changed."""
    if text.isascii() and not _MENDED.search(text) and not _TIDY.search(text):
        return text, None
    origins: Origins | None = None
    if _MENDED.search(text):
        text, origins = _mended(text)
    if _SEES_LATE.search(text) or not is_normalized("NFKC", text):
        text, origins = _composed(text, origins)
    if _TIDY.search(text):
        text, origins = _tidied(text, origins)
    return text, origins


def _mended(text: str) -> tuple[str, Origins]:
    """Leave out control characters, and put blanks for what is white space of some kind or is not seen."""
    kept = [i for i, char in enumerate(text) if ord(char) not in _DROPPED]
    return _MENDED.sub(" ", "".join(text[i] for i in kept)), kept


def _composed(text: str, origins: Origins | None) -> tuple[str, Origins]:
    made: list[str] = []
    found: Origins = []
    start = 0
    for cluster in _CLUSTERS.findall(text):
        form, places = _form(cluster)
        made.append(form)
        found += [start + place for place in places]
        start += len(cluster)
    return "".join(made), [origins[i] for i in found] if origins else found


def _tidied(text: str, origins: Origins | None) -> tuple[str, Origins]:
    """Make one of several spaces, the last of them, and leave out those at both ends."""
    places = origins or range(len(text))
    dropped = {i for run in _SPACES.finditer(text) for i in range(run.start(), run.end() - 1)}
    kept = [i for i in range(len(text)) if i not in dropped]
    tidy = "".join(text[i] for i in kept)
    first = len(tidy) - len(tidy.lstrip(_EDGES))
    stripped = tidy.strip(_EDGES)
    return stripped, [places[i] for i in kept[first : first + len(stripped)]]


@lru_cache(maxsize=8192)
def _form(cluster: str) -> tuple[str, Sequence[int]]:
    """Return the form of a character and what joins it, and for each character of that its place in the cluster."""
    if len(cluster) == 1 and normalize("NFKC", cluster) == cluster:
        return cluster, (0,)
    made, places, here = [], [], 0
    for char, added in _recomposed(_decomposed(cluster)):
        made.append(char)
        places.append(here - 1 if added > 0 else here)
        here += max(0, 1 - added)
    return "".join(made), tuple(places)


Piece = tuple[str, int]
"""A character, and how many were added for it: 1 for a new one, -1 where one was taken in by it."""


def _decomposed(cluster: str) -> list[Piece]:
    """Return what the characters are made of; of those that stand over and under one, in the order of the standard."""
    pieces: list[Piece] = []
    marks: list[Piece] = []
    for char in cluster:
        for n, part in enumerate(char if _SEES_LATE.match(char) else normalize("NFKD", char)):
            if _order(part):
                marks.append((part, int(n > 0)))
                continue
            pieces += sorted(marks, key=lambda mark: _order(mark[0]))
            marks.clear()
            pieces.append((part, int(n > 0)))
    return pieces + sorted(marks, key=lambda mark: _order(mark[0]))


def _recomposed(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, those that make one character as one."""
    base: Piece | None = None
    waiting: list[Piece] = []
    for char, added in pieces:
        order = _order(char)
        if base is None:
            if order:
                yield char, added
            else:
                base = (char, added)
            continue
        blocked = bool(waiting) and _order(waiting[-1][0]) >= order
        one = None if blocked else _one(base[0], char)
        if one:
            base = (one, base[1] + added - 1)
        elif order:
            waiting.append((char, added))
        else:
            yield base
            yield from waiting
            waiting.clear()
            base = (char, added)
    if base:
        yield base
    yield from waiting


def _one(first: str, second: str) -> str | None:
    if _SEES_LATE.match(first) or _SEES_LATE.match(second):
        return None
    one = normalize("NFC", first + second)
    return one if len(one) == 1 else None


def _order(char: str) -> int:
    return 0 if _SEES_LATE.match(char) else combining(char)
