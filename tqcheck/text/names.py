"""Names in a text: those of entities we know, in every script, and whatever else stands with a capital."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple

import regex

from tqcheck.lang.names.lexicon import Lexicon, Name, alike, folded, lexicon
from tqcheck.text.tokens import Word, words

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_REST = regex.compile(r"[\p{L}\p{M}\p{N}]*")
_GAP = regex.compile(r"[\s\-‐‑–.·・'’/]{1,3}")
_KANA = regex.compile(r"[\p{Script=Katakana}ー]")
_KATAKANA = regex.compile(r"[\p{Script=Katakana}ー]{3,}")
_JOINTS = frozenset({" ", "-", ". ", "\u00a0", "’", "'", "・"})
# What may stand before the first word of a sentence, a title or a list's entry.
_OPENING = frozenset(".!?:;…\n•-–—([\"“„«»‘'’¿¡|/\ufffc")
_BLANK = " \u00a0\u202f\t"


class Mention(NamedTuple):
    """Where a text names an entity that we know."""

    start: int
    end: int
    entities: frozenset[str]
    """One, or several that share the name."""
    sure: bool
    """The name itself, neither an adjective nor a word of other meanings nor a part of a longer name."""


class Phrase(NamedTuple):
    """Capitalised words in a row, in the middle of a sentence: most likely a name."""

    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    """The words that are not common ones."""


@lru_cache(maxsize=512)
def capitalised(text: str) -> tuple[Word, ...]:
    """Return the words that begin with a capital; what an apostrophe or a hyphen joins is apart (l'Iran, al-Qaida)."""
    found: list[Word] = []
    for word in words(text):
        if word.text.isalnum() or word.text[0].isupper() is word.text[1:].islower() is True:
            if word.text[0].isupper():
                found.append(word)
        elif not word.text.islower():
            pieces = (Word(m.group(), word.start + m.start(), word.start + m.end()) for m in _WORD.finditer(word.text))
            found.extend(piece for piece in pieces if piece.text[0].isupper())
    return tuple(found)


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
    return tuple(_longest(text, found)) if found else ()


def _capitalised(text: str, known: Lexicon) -> Iterator[tuple[int, int, Name]]:
    heads, width = known.heads, known.width
    for word in capitalised(text):
        names = heads.get(folded(word.text[:width]))
        if names:
            yield from _matching(text, word, names)


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


def _longest(text: str, found: list[tuple[int, int, Name]]) -> Iterator[Mention]:
    reached = -1
    found.sort(key=lambda f: (f[0], -f[1]))
    for index, (start, end, _) in enumerate(found):
        if start < reached:
            continue
        same = [name for s, e, name in found[index:] if s == start and e == end]
        reached = end
        weak = all(n.adjective or n.ambiguous for n in same) or _part_of_name(text, start, end)
        yield Mention(start, end, frozenset(n.entity for n in same), not weak)


def _part_of_name(text: str, start: int, end: int) -> bool:
    """Tell whether another capitalised word stands right beside: *New Jersey*, *Jordan Peterson*, *China Daily*."""
    if text[end : end + 1] in _BLANK and text[end + 1 : end + 2].isupper() and text[end + 2 : end + 3].islower():
        return True
    before = text[:start].rstrip(_BLANK)
    last = before[before.rfind(" ") + 1 :]
    return before != text[:start] and last.istitle() and last.isalpha() and before != last


@lru_cache(maxsize=512)
def phrases(text: str, tag: str) -> tuple[Phrase, ...]:
    """Return the capitalised words of `text`, grouped; katakana words too. Empty for headlines and capitals all through."""
    known = lexicon(tag)
    found = [(w.start, w.end) for w in capitalised(text)]
    if known.cased and (known.nouns or 2 * len(found) > max(4, text.count(" "))):
        return ()
    if known.spaceless:
        found = sorted(found + [m.span() for m in _KATAKANA.finditer(text)])
    return tuple(_telling(text, found, known)) if found else ()


def _telling(text: str, spans: list[tuple[int, int]], known: Lexicon) -> Iterator[Phrase]:
    for group in _grouped(text, spans, known):
        telling = tuple(s for s in group if s[1] - s[0] > 2 and folded(text[slice(*s)]) not in known.common)
        if telling:
            yield Phrase(group[0][0], group[-1][1], telling)


def _grouped(text: str, spans: list[tuple[int, int]], known: Lexicon) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    open_until = -1
    for start, end in spans:
        if open_until >= 0 and text[open_until:start] in _JOINTS:
            groups[-1].append((start, end))
        elif not known.cased or not _opens(text, start) or text[end + 1 : end + 2].isupper():
            groups.append([(start, end)])
        else:
            open_until = -1
            continue
        open_until = end
    return groups


def _opens(text: str, start: int) -> bool:
    """Tell whether a sentence, a quotation or an entry begins here, so that a capital says nothing."""
    before = text[max(0, start - 4) : start].rstrip(_BLANK)
    return not before or before[-1] in _OPENING


def supported(entities: Iterable[str], text: str, tag: str) -> bool:
    """Tell whether anything in `text` can stand for one of `entities`: an adjective, an inflected form, a short form."""
    known = lexicon(tag)
    plain = folded(alike(text))
    return any(
        any(all(stem in plain for stem in stems) for stems in known.stems.get(entity, ()))
        or _abbreviated(entity, text, known)
        for entity in entities
    )


def _abbreviated(entity: str, text: str, known: Lexicon) -> bool:
    """Tell whether a character such as 美 stands for `entity` beside one that shows it: 访美, 美军."""
    before, after = known.around
    for character in known.abbreviations.get(entity, ""):
        index = text.find(character)
        while index >= 0:
            if (index and text[index - 1] in before) or (text[index + 1 : index + 2] or "\n") in after:
                return True
            index = text.find(character, index + 1)
    return False
