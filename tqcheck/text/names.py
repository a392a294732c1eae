"""Names in a text: those of entities we know, in every script, and where words stand with a capital."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from tqcheck.lang.names.lexicon import Lexicon, Name, alike, folded, lexicon
from tqcheck.text.tokens import words

_CAPITAL = regex.compile(r"(?<![\p{L}\p{M}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*")
_ASCII_CAPITAL = re.compile(r"[A-Z](?<![A-Za-z0-9].)[A-Za-z0-9]*")
# In a text of a script without case: Latin letters may stand right beside its own.
_LATIN = regex.compile(r"(?<![\p{Script=Latin}\p{M}\p{N}])\p{Lu}[\p{Script=Latin}\p{M}\p{N}]*")
_REST = regex.compile(r"[\p{L}\p{M}\p{N}]*")
_GAP = regex.compile(r"[\s\-‐‑–.·・'’/]{1,3}")
_KANA = regex.compile(r"[\p{Script=Katakana}ー]")
_KATAKANA = regex.compile(r"[\p{Script=Katakana}ー]{3,}")
# What may stand before the first word of a sentence, a title or a list's entry.
_OPENING = frozenset(".!?:;…\n•-–—([\"“„«»‘'’¿¡|/\ufffc")
_SHORT = 2
_ACRONYM = 5
_REMEMBERED = 1 << 12
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


@lru_cache(maxsize=256)
def capitalised(text: str) -> tuple[Place, ...]:
    """Return where words begin with a capital; what an apostrophe or a hyphen joins is apart (l'Iran, al-Qaida)."""
    return tuple([m.span() for m in (_ASCII_CAPITAL if text.isascii() else _CAPITAL).finditer(text)])


@lru_cache(maxsize=256)
def initials(text: str, tag: str) -> tuple[Place, ...]:
    """Return the words that may be names by how they are written: with a capital, or in katakana."""
    if lexicon(tag).cased:
        return capitalised(text)
    found = [m.span() for m in _LATIN.finditer(text)]
    if lexicon(tag).spaceless:
        found += [m.span() for m in _KATAKANA.finditer(text)]
    return tuple(sorted(found))


@lru_cache(maxsize=256)
def mentions(text: str, tag: str) -> tuple[Mention, ...]:
    """Return the mentions of known entities in `text`, in order; where names overlap the longest counts."""
    known = lexicon(tag)
    if not known.heads:
        return ()
    if known.cased:
        found = list(_capitalised(text, tag))
    elif known.spaceless:
        found = list(_unspaced(text, tag))
    else:
        found = list(_plain(text, tag))
    return tuple(_longest(text, found, known)) if found else ()


def _capitalised(text: str, tag: str) -> Iterator[tuple[int, int, Name]]:
    begun = names_begun(tag)
    for start, end in capitalised(text):
        for name in begun(text[start:end]):
            reached = name_end(text, start, end, name)
            if reached:
                yield start, reached, name


@cache
def names_begun(tag: str) -> Callable[[str], tuple[Name, ...]]:
    """Return what tells which names may begin with a capitalised word, and remembers it: words come again and again."""
    heads, width, compounds = lexicon(tag).heads, lexicon(tag).width, lexicon(tag).compounds

    @lru_cache(maxsize=_REMEMBERED)
    def begun(word: str) -> tuple[Name, ...]:
        known = heads.get(word[:width].lower(), ())
        return tuple([n for n in known if _begins(n, word) or (compounds and _compounded(n, word, compounds))])

    return begun


def _begins(name: Name, word: str) -> bool:
    """Tell whether `word` may be the first word of a mention of `name`."""
    first = folded(word)
    if name.adjective or name.acronym:
        return first.startswith(name.head)
    if 1 < len(word) < _ACRONYM and word.isupper() and not name.text.isupper():
        return False
    stem, ending = name.tokens[0]
    return first.startswith(stem) and len(first) - len(stem) <= ending


def _compounded(name: Name, word: str, heads: tuple[str, ...]) -> bool:
    """Tell whether `word` is a name of one word with one of these nouns written together: *Irakkrieg*."""
    if len(name.tokens) != 1 or len(name.head) < _ACRONYM - 1 or name.ambiguous or name.acronym:
        return False
    first = folded(word)
    return first.startswith(name.head) and first.removeprefix(name.head).startswith(heads)


@lru_cache(maxsize=256)
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


def _plain(text: str, tag: str) -> Iterator[tuple[int, int, Name]]:
    plain, begun = "", names_within(tag)
    for word, begin, until in words(text):
        for offset, names in begun(word):
            plain = plain or alike(text)
            for name in names:
                start = begin + offset
                end = name_end(plain, start, until, name)
                if end:
                    yield start, end, name


@cache
def names_within(tag: str) -> Callable[[str], tuple[tuple[int, tuple[Name, ...]], ...]]:
    """Return what tells which names may begin with a word of an uncased script, or after a prefix of it, and where."""
    known = lexicon(tag)

    @lru_cache(maxsize=_REMEMBERED)
    def begun(word: str) -> tuple[tuple[int, tuple[Name, ...]], ...]:
        plain, found = alike(word), []
        for offset in (0, *(len(p) for p in known.prefixes.get(plain[0], ()) if plain.startswith(p))):
            rest = plain[offset:]
            names = [n for n in known.heads.get(rest[: known.width], ()) if _begins(n, rest)]
            if names:
                found.append((offset, tuple(names)))
        return tuple(found)

    return begun


def name_end(text: str, begin: int, until: int, name: Name) -> int:
    """Return where a mention of `name` ends whose first word is text[begin:until]; 0 where there is none."""
    if name.acronym:
        end = begin + len(name.text)
        return end if text.startswith(name.text, begin) and not text[end : end + 1].isalnum() else 0
    end = until
    if len(name.tokens) > 1 and name.tokens[1][0][0] not in folded(text[end : end + 4]):
        return 0
    for stem, ending in name.tokens[1:]:
        gap = _GAP.match(text, end)
        start = gap.end() if gap else len(text)
        if folded(text[start : start + len(stem)]) != stem:
            return 0
        rest = _REST.match(text, start + len(stem))
        end = rest.end() if rest else start
        if end - start - len(stem) > ending:
            return 0
    return end


def _unspaced(text: str, tag: str) -> Iterator[tuple[int, int, Name]]:
    heads = lexicon(tag).heads
    for pair in heads.keys() & set(_beginnings(tag).findall(text)):
        for name in heads[pair]:
            start = text.find(name.text)
            while start >= 0:
                end = start + len(name.text)
                if not _inside_word(text, start, end):
                    yield start, end, name
                start = text.find(name.text, end)


@cache
def _beginnings(tag: str) -> re.Pattern[str]:
    """Return what finds every two characters the first of which begins a name."""
    return re.compile(f"(?=([{re.escape(''.join({pair[0] for pair in lexicon(tag).heads}))}].))")


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


@cache
def uncommon(tag: str) -> Callable[[str], bool]:
    """Return what tells whether a capitalised word may be part of a name; common and very short words are not."""
    common = lexicon(tag).common

    def telling(word: str) -> bool:
        return len(word) > _SHORT and word.lower() not in common

    return telling


def opens(text: str, start: int) -> bool:
    """Tell whether a sentence, a quotation or an entry begins here, so that a capital says nothing."""
    if not start:
        return True
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False
    before = text[max(0, start - 4) : start].rstrip(_BLANK)
    return not before or before[-1] in _OPENING
