"""Capitalised words in a row, of which no table knows that they are a name, but which most likely are one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from tqcheck.lang.names.given import table
from tqcheck.lang.names.knowledge import is_famous
from tqcheck.lang.names.lexicon import Lexicon, lexicon
from tqcheck.text.names import Place, capitalised, initials, opens, uncommon
from tqcheck.text.title_words import meaning

_LONG_WORD = regex.compile(r"(?<![\p{L}\p{M}\p{N}])\p{Ll}{5,}")
_SMALL_WORD = regex.compile(r"(?<![\p{L}\p{M}\p{N}'’])\p{Ll}+(?![\p{L}\p{M}\p{N}])")
_JOINTS = frozenset({" ", "-", ". ", "\u00a0", "’", "'", "・"})


class Phrase(NamedTuple):
    """Capitalised words in a row, in the middle of a sentence: most likely a name."""

    start: int
    end: int
    words: tuple[Place, ...]
    """The words that are not common ones."""
    parts: tuple[Place, ...]
    """All words."""


def headline(text: str) -> bool:
    """Tell whether so many words have a capital that one says nothing: titles, labels, capitals all through."""
    return 2 * len(capitalised(text)) > max(4, text.count(" "))


def _sentence(text: str, tag: str) -> bool:
    """Tell whether a text with many capitals is a sentence all the same, such as *Where was Ana Lima born?*.

    Where titles have capitals, any word in lower case tells so that would have one in a title; elsewhere uncommon ones.
    """
    if _LONG_WORD.search(text):
        return True
    small, tells = _small(tag), uncommon(tag)
    return any(w not in small if small else tells(w) for w in _SMALL_WORD.findall(text))


@cache
def _small(tag: str) -> frozenset[str]:
    """Return the words that stay in lower case in a title; none where titles are written like sentences."""
    return frozenset(table(tag).get("usage", {}).get("small", "").split())


@lru_cache(maxsize=256)
def phrases(text: str, tag: str) -> tuple[Phrase, ...]:
    """Return the capitalised words of `text`, grouped; katakana words too. None for headlines."""
    known = lexicon(tag)
    found = capitalised(text) if known.cased else initials(text, tag)
    if not found or (known.cased and headline(text) and not _sentence(text, tag)):
        return ()
    return tuple(_telling(text, _grouped(text, found, known), tag))


def _telling(text: str, groups: list[list[Place]], tag: str) -> Iterator[Phrase]:
    nouns, tells = lexicon(tag).nouns, uncommon(tag)
    for group in groups:
        telling = tuple([(s, e) for s, e in group if tells(text[s:e])])
        start, end = group[0]
        if nouns and len(group) == 1 and text[start + 1 : end].islower() and not is_famous(text[start:end]):
            continue
        if telling or any(meaning(text[s:e], tag) for s, e in group):
            yield Phrase(group[0][0], group[-1][1], telling, tuple(group))


def _grouped(text: str, spans: tuple[Place, ...], known: Lexicon) -> list[list[Place]]:
    groups: list[list[Place]] = []
    open_until = -1
    for start, end in spans:
        if open_until >= 0 and text[open_until:start] in _JOINTS:
            groups[-1].append((start, end))
        elif (
            known.cased
            and opens(text, start)
            and (known.nouns or not text[end + 1 : end + 2].isupper())
            and not is_famous(text[start:end])
        ):
            open_until = -1
            continue
        else:
            groups.append([(start, end)])
        open_until = end
    return groups
