"""Names in a text: those of entities we know, in every script, and whatever else stands with a capital."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple

import regex

from tqcheck.lang.names.lexicon import Lexicon, Name, alike, folded, lexicon
from tqcheck.text.tokens import Word, words

_CAPITAL = regex.compile(r"(?<![\p{L}\p{M}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*")
_REST = regex.compile(r"[\p{L}\p{M}\p{N}]*")
_GAP = regex.compile(r"[\s\-‐‑–.·・'’/]{1,3}")
_LONG_WORD = regex.compile(r"(?<![\p{L}\p{M}\p{N}])\p{Ll}{5,}")
_KANA = regex.compile(r"[\p{Script=Katakana}ー]")
_KATAKANA = regex.compile(r"[\p{Script=Katakana}ー]{3,}")
_JOINTS = frozenset({" ", "-", ". ", "\u00a0", "’", "'", "・"})
# What may stand before the first word of a sentence, a title or a list's entry.
_OPENING = frozenset(".!?:;…\n•-–—([\"“„«»‘'’¿¡|/\ufffc")
_BLANK = " \u00a0\u202f\t"


Place = tuple[int, int]
"""From where to where: half-open."""


class Mention(NamedTuple):
    """Where a text names an entity that we know."""

    start: int
    end: int
    entities: frozenset[str]
    """One, or several that share the name."""
    trust: int
    """2 for the name itself, 1 for an adjective or a part of a longer name, 0 where the word has other meanings."""


class Phrase(NamedTuple):
    """Capitalised words in a row, in the middle of a sentence: most likely a name."""

    start: int
    end: int
    words: tuple[Place, ...]
    """The words that are not common ones."""


@lru_cache(maxsize=512)
def capitalised(text: str) -> tuple[Place, ...]:
    """Return where words begin with a capital; what an apostrophe or a hyphen joins is apart (l'Iran, al-Qaida)."""
    return tuple([m.span() for m in _CAPITAL.finditer(text)])


@lru_cache(maxsize=512)
def mentions(text: str, tag: str) -> tuple[Mention, ...]:
    """Return the mentions of known entities in `text`, in order; where names overlap the longest counts."""
    known = lexicon(tag)
    if not known.heads:
        return ()
    if known.cased:
        found = list(_capitalised(text, known))
    elif known.spaceless:
        found = list(_unspaced(text, known))
    else:
        found = list(_plain(alike(text), known))
    return tuple(_longest(text, found, known)) if found else ()


def _capitalised(text: str, known: Lexicon) -> Iterator[tuple[int, int, Name]]:
    heads, width = known.heads, known.width
    for start, end in capitalised(text):
        names = heads.get(text[start : min(end, start + width)].lower())
        if names:
            yield from _matching(text, Word(text[start:end], start, end), names)


@lru_cache(maxsize=128)
def adjectives(text: str, tag: str) -> tuple[Mention, ...]:
    """Return words in lower case that speak of a territory: *israélienne*, *израильский*; none in uncased scripts."""
    known = lexicon(tag)
    found = []
    for word in words(text) if known.adjectives else ():
        if word.text[0].islower():
            for stem, entity in known.adjectives.get(word.text[:3], ()):
                if word.text.startswith(stem):
                    found.append(Mention(word.start, word.end, frozenset({entity}), 1))
                    break
    return tuple(found)


def _plain(text: str, known: Lexicon) -> Iterator[tuple[int, int, Name]]:
    heads, width, prefixes = known.heads, known.width, known.prefixes
    for word in words(text):
        names = heads.get(word.text[:width])
        if names:
            yield from _matching(text, word, names)
        for prefix in prefixes.get(word.text[0], ()):
            if word.text.startswith(prefix) and (names := heads.get(word.text[len(prefix) :][:width])):
                rest = Word(word.text[len(prefix) :], word.start + len(prefix), word.end)
                yield from _matching(text, rest, names)


def _matching(text: str, word: Word, names: Iterable[Name]) -> Iterator[tuple[int, int, Name]]:
    first = folded(word.text)
    for name in names:
        if first.startswith(name.head) and (end := _end(text, word, name)):
            yield word.start, end, name


def _end(text: str, word: Word, name: Name) -> int:
    """Return where a mention of `name` that begins with `word` ends; 0 where there is none."""
    if name.adjective:
        return word.end
    if not name.acronym and word.text.isupper() and 1 < len(word.text) < 5 and not name.text.isupper():
        return 0
    if name.acronym:
        end = word.start + len(name.text)
        return end if text.startswith(name.text, word.start) and not text[end : end + 1].isalnum() else 0
    start, end = word.start, 0
    for stem, ending in name.tokens:
        if end:
            gap = _GAP.match(text, end)
            start = gap.end() if gap else len(text)
        if folded(text[start : start + len(stem)]) != stem:
            return 0
        rest = _REST.match(text, start + len(stem))
        end = rest.end() if rest else start
        if end - start - len(stem) > ending:
            return 0
    return end


def _unspaced(text: str, known: Lexicon) -> Iterator[tuple[int, int, Name]]:
    for pair in known.heads.keys() & set(map(add, text, text[1:])):
        for name in known.heads[pair]:
            start = text.find(name.text)
            while start >= 0:
                end = start + len(name.text)
                if not _inside_word(text, start, end):
                    yield start, end, name
                start = text.find(name.text, end)


def _inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is a piece of a longer katakana or Latin word."""
    for inner, outer in ((start, start - 1), (end - 1, end)):
        if 0 <= outer < len(text):
            a, b = text[inner], text[outer]
            if (a.isascii() and b.isascii() and a.isalnum() and b.isalnum()) or (_KANA.match(a) and _KANA.match(b)):
                return True
    return False


def _longest(text: str, found: list[tuple[int, int, Name]], known: Lexicon) -> Iterator[Mention]:
    reached = -1
    found.sort(key=lambda f: (f[0], -f[1]))
    for index, (start, end, _) in enumerate(found):
        if start < reached or (known.traps and _trapped(text, (start, end), known)):
            continue
        same = [name for s, e, name in found[index:] if s == start and e == end]
        reached = end
        yield Mention(start, end, frozenset(n.entity for n in same), _trust(text, same, (start, end), known))


def _trapped(text: str, place: Place, known: Lexicon) -> bool:
    start, end = place
    return any(
        trap in text and text.find(trap, max(0, end - len(trap)), start + len(trap)) >= 0 for trap in known.traps
    )


def _trust(text: str, names: list[Name], place: tuple[int, int], known: Lexicon) -> int:
    if all(n.ambiguous for n in names) or text.isupper():
        return 0
    weak = all(n.adjective or n.ambiguous for n in names) or (not known.nouns and _part_of_name(text, *place))
    return 1 if weak else 2


def _part_of_name(text: str, start: int, end: int) -> bool:
    """Tell whether another capitalised word stands right beside: *New Jersey*, *Jordan Peterson*, *China Daily*."""
    if text[end : end + 1] in _BLANK and text[end + 1 : end + 2].isupper() and text[end + 2 : end + 3].islower():
        return True
    before = text[:start].rstrip(_BLANK)
    last = before[before.rfind(" ") + 1 :]
    return before != text[:start] and last.istitle() and last.isalpha() and before != last


def headline(text: str) -> bool:
    """Tell whether so many words have a capital that one says nothing: titles, labels, capitals all through."""
    return 2 * len(capitalised(text)) > max(4, text.count(" "))


@lru_cache(maxsize=512)
def phrases(text: str, tag: str) -> tuple[Phrase, ...]:
    """Return the capitalised words of `text`, grouped; katakana words too. None for headlines."""
    known = lexicon(tag)
    found = list(capitalised(text))
    if known.spaceless:
        found = sorted(found + [m.span() for m in _KATAKANA.finditer(text)])
    if not found or (known.cased and headline(text) and not _LONG_WORD.search(text)):
        return ()
    return tuple(_telling(text, _grouped(text, found, known), known))


def _telling(text: str, groups: list[list[Place]], known: Lexicon) -> Iterator[Phrase]:
    common = known.common
    for group in groups:
        telling = tuple([(s, e) for s, e in group if e - s > 2 and text[s:e].lower() not in common])
        if telling and (not known.nouns or len(group) > 1 or not text[group[0][0] + 1 : group[0][1]].islower()):
            yield Phrase(group[0][0], group[-1][1], telling)


def _grouped(text: str, spans: list[Place], known: Lexicon) -> list[list[Place]]:
    groups: list[list[Place]] = []
    open_until = -1
    for start, end in spans:
        if open_until >= 0 and text[open_until:start] in _JOINTS:
            groups[-1].append((start, end))
        elif known.cased and opens(text, start) and (known.nouns or not text[end + 1 : end + 2].isupper()):
            open_until = -1
            continue
        else:
            groups.append([(start, end)])
        open_until = end
    return groups


def opens(text: str, start: int) -> bool:
    """Tell whether a sentence, a quotation or an entry begins here, so that a capital says nothing."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False
    before = text[max(0, start - 4) : start].rstrip(_BLANK)
    return not before or before[-1] in _OPENING
