"""What of a line survives translation: length, figures, names, codes and marks; and how well two lines agree in it."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from tqcheck.lang.lengths import expected, wide
from tqcheck.lang.names.lexicon import CASED
from tqcheck.lang.writing import scripts
from tqcheck.text.characters import characters
from tqcheck.text.names import capitalised
from tqcheck.text.numbers import romanised as in_ascii_digits
from tqcheck.text.placeholders import technical
from tqcheck.text.tokens import words
from tqcheck.text.transliteration import romanised, skeleton

_DIGITS = re.compile(r"\d+")
_KATAKANA = re.compile("[\u30a1-\u30faー]{3,}")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{3,}")
_BEGINNING = 5
"""So many letters or consonants of a word are compared: what follows inflects."""
_LEAST = 3
_COMMAS = ",，、،፣၊"
_KINDS = {
    character: kind
    for kind, found in {
        "?": "?？؟՞፧", "!": "!！՜", ":": ":：", "…": "…", '"': '"“”„«»「」『』《》', "(": "()（）[]［］【】",
        "%": "%％٪", "/": "/／", "–": "–—", "\n": "\n",
    }.items()
    for character in found
}  # fmt: skip
"""Marks that translators keep, whatever they look like there."""

# How much each trait says for or against two lines being translations of each other, in nats: logistic regression on
# pairs of professional translations (130 languages, also manuals and short everyday sentences) against pairs put
# together from lines up to three apart. Codes, which such texts seldom have, are set by hand.
_BIAS, _LENGTH, _MARK, _NO_MARK, _COMMA = 1.3, -1.0, 1.1, -1.8, -0.4
_NUMBER, _NO_NUMBER, _WORD, _NAME, _CODE, _NO_CODE = 2.4, -0.9, 1.5, 2.3, 1.5, -0.6
_VARIANCE = 0.05
"""Of ln(length of the target / of the source) in long lines."""
_FARTHEST = 16.0
"""Variances; what is farther off says no more."""
LIMIT = 8.0
"""Nats: no two lines say more than this."""


class Traits(NamedTuple):
    """One line of one language."""

    size: float
    """ln of its length."""
    slack: float
    """1 over its length: what shortness adds to the variance."""
    commas: int
    marks: frozenset[str]
    """By kind."""
    numbers: frozenset[str]
    """Digits in a row."""
    words: frozenset[str]
    """Beginnings of words in Latin letters, without accents."""
    names: frozenset[str]
    """Consonants of what may be a name, or of any word where the script has no capitals."""
    codes: frozenset[str]
    """Placeholders, tags, addresses."""


def traits(text: str, tag: str) -> Traits:
    """Return what of `text`, in the language `tag` (`und` where it is not known), survives translation."""
    weight = wide(tag)
    length = 2 + len(text) + ((weight - 1) * len(_WIDE.findall(text)) if weight > 1 else 0.0)
    found = characters(text)
    heard = [skeleton(word)[:_BEGINNING] for word in _names(text, tag) if len(word) >= _LEAST]
    return Traits(
        size=math.log(length),
        slack=1 / length,
        commas=sum(map(text.count, found.intersection(_COMMAS))),
        marks=frozenset(map(_KINDS.__getitem__, found & _KINDS.keys())),
        numbers=frozenset([in_ascii_digits(run).lstrip("0") for run in _DIGITS.findall(text)]),
        words=frozenset([romanised(word[:_BEGINNING]) for word in _LATIN.findall(text)]),
        names=frozenset([bones for bones in heard if len(bones) >= _LEAST]),
        codes=frozenset([text[start:end] for start, end in technical(text)]),
    )


def _names(text: str, tag: str) -> list[str]:
    """Return the words that may be names: in scripts without capitals all of them."""
    if _cased(tag):
        return [text[start:end] for start, end in capitalised(text)]
    return [word for word, _, _ in words(text)] + _KATAKANA.findall(text)


@lru_cache(maxsize=256)
def _cased(tag: str) -> bool:
    return bool(scripts(tag) & CASED)


def usual_growth(source_lang: str, target_lang: str) -> float | None:
    """Return ln(length of the target / of the source) as it usually is; None for languages without figures."""
    found = expected(source_lang, target_lang)
    return found.mean if found else None


def agreement(source: Traits, target: Traits, *, growth: float) -> float:
    """Return how much speaks for the two lines being translations of each other, in nats from -LIMIT to LIMIT.

    `growth` is ln(length of the target / of the source) as it is in this text.
    """
    off = (target.size - source.size - growth) ** 2 / (_VARIANCE + source.slack + target.slack)
    said = _BIAS + _LENGTH * min(off, _FARTHEST) + _COMMA * min(abs(source.commas - target.commas), 4)
    said += _compared(source.marks, target.marks, _MARK, _NO_MARK)
    said += _compared(source.numbers, target.numbers, _NUMBER, _NO_NUMBER)
    said += _compared(source.codes, target.codes, _CODE, _NO_CODE)
    said += _compared(source.words, target.words, _WORD, 0.0) + _compared(source.names, target.names, _NAME, 0.0)
    return max(-LIMIT, min(LIMIT, said))


def _compared(ours: frozenset[str], theirs: frozenset[str], shared: float, single: float) -> float:
    if not ours or not theirs:
        return single * min(len(ours) + len(theirs), 4)
    both = len(ours & theirs)
    return shared * min(both, 4) + single * min(len(ours) + len(theirs) - 2 * both, 4)
