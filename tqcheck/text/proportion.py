"""How long the target is against what its language pair lets one expect, and how many sentences each side has."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

from tqcheck.lang.lengths import deviation, expected, wide
from tqcheck.model import Segment
from tqcheck.text.prose import MASK, source_prose, target_prose

_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー、。，！？：；「」『』（）《》]+")
# Ends of sentences in many scripts; a full stop counts only before a blank, so that 3.5 and example.org do not.
# A single shad (།) of Tibetan divides clauses; two end a sentence.
_END = regex.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|$)"
    r"|[。！？؟۔।॥։።፧။៕༎]+[”’»」』）)]*|།(?: ?།|\s*$)|(?<=\p{Greek})[;;](?=\s|$)"
)
_ABBREVIATED = regex.compile(
    r"(?<!\p{L})(?:\p{L}|[DM]rs?|St|No|pp?|vol|vs|etc|ca|bzw|Nr|Abs|art|cf|fig|inc|ltd|jr|sr)\.\s", regex.I
)


_NOT_COUNTED = "\n\t\u00a0\u202f\u3000" + MASK
"""Nor are spaces."""
_ACRONYM = regex.compile(r"(?<!\w)\p{Lu}{2,6}(?!\w)")
_GROWTH = 6
"""Letters that a letter of an acronym becomes besides, where the other side spells it out."""
_ALIKE = 50
"""From this likeness (0..100) on, texts apart by "|" are forms of one message."""


class Proportion(NamedTuple):
    """The length of the target against the source."""

    deviation: float
    """In standard deviations of the pair; positive when the target is too long."""
    ratio: float
    """Size of the target over the size one expects."""
    source_size: float
    target_size: float


def size(text: str, tag: str) -> float:
    """Return the characters of a text without blanks; Han, kana and Hangul weigh what the language's table says."""
    length = len(text) - text.count(" ")
    for character in _NOT_COUNTED:
        if character in text:
            length -= text.count(character)
    weight = wide(tag)
    return length + (weight - 1) * sum(map(len, _WIDE.findall(text))) if weight > 1 else length


def proportion(segment: Segment) -> Proportion | None:
    """Return how the target's length compares; None without a language, a figure for it, or any text on a side.

    Where one side marks code and the other does not, the lengths with the code may tell less: then these count.
    """
    if not segment.source or not segment.source_lang or not segment.target_lang:
        return None
    languages = segment.source_lang, segment.target_lang
    texts = compared(segment)
    found = _proportion(*texts, *languages)
    if found is None or abs(found.deviation) < 2:
        return found
    spelled = spelled_out(*texts)
    others = [_proportion(*texts, *languages, spelled)] if any(spelled) else []
    if _marked(segment):
        others.append(_proportion(*_one_form(segment.source, segment.target), *languages))
    return min([found, *filter(None, others)], key=lambda p: abs(p.deviation))


def spelled_out(source: str, target: str) -> tuple[int, int]:
    """Return by how many letters the acronyms of each side may grow on the other one, which has them not."""
    ours, theirs = _acronyms(source), _acronyms(target)
    return _GROWTH * sum(map(len, ours - theirs)), _GROWTH * sum(map(len, theirs - ours))


def _acronyms(text: str) -> set[str]:
    return set() if text.isupper() else set(_ACRONYM.findall(text))


def compared(segment: Segment) -> tuple[str, str]:
    """Return the prose of both sides; of plural forms in one string ("one file|many files") one on each side."""
    return _one_form(source_prose(segment), target_prose(segment))


def _one_form(source: str, target: str) -> tuple[str, str]:
    if "|" not in source:
        return source, target
    forms = source.split("|")
    if not all(map(str.strip, forms)) or fuzz.ratio(forms[0], forms[-1]) < _ALIKE:
        return source, target
    return forms[-1], max(target.split("|"), key=len)


def _marked(segment: Segment) -> bool:
    return MASK in source_prose(segment) or MASK in target_prose(segment)


@lru_cache(maxsize=256)
def _proportion(
    source: str, target: str, source_lang: str, target_lang: str, more: tuple[int, int] = (0, 0)
) -> Proportion | None:
    ratio = expected(source_lang, target_lang)
    if ratio is None:
        return None
    source_size, target_size = size(source, source_lang) + more[0], size(target, target_lang) + more[1]
    if not source_size or not target_size:
        return None
    off, times = deviation(ratio, source_size, target_size)
    return Proportion(off, times, source_size, target_size)


@lru_cache(maxsize=256)
def sentences(text: str) -> int:
    """Return how many sentences `text` seems to have, at least 1; abbreviations are no ends."""
    ends = [m.end() for m in _END.finditer(_ABBREVIATED.sub(lambda m: m.group().replace(".", "_"), text))]
    tail = text[ends[-1] :].strip() if ends else ""
    return max(1, len(ends) + (len(tail) > 15))


def doubt(size_off: float, sentences_off: int) -> float:
    """Return how sure it is (0..1) that text is lost or added; 0 for lengths that good translations have too.

    `size_off` is the deviation and `sentences_off` how many sentences too many or too few, both positive in the
    direction that is looked for. Measured on professional translations: 3.5 deviations come once in 500 segments,
    2 with a sentence that lacks its partner once in 5,000.
    """
    if sentences_off >= 1 and size_off >= 2:
        return min(0.95, 0.65 + 0.1 * (size_off - 2))
    if size_off >= 3.5:
        return min(0.95, 0.55 + 0.15 * (size_off - 3.5))
    return 0.3 if size_off >= 2.5 else 0.0
