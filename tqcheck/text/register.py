"""What kind of text words are: names and titles, code, references; such text stays as it is in a translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from tqcheck.text.tokens import Word

_SYMBOLS = regex.compile(r"[=;{}<>_()\[\]/\\|#@$*~^+\uFFFC]|::|->|\w\.\w|\n {2,}\S|:\n|['\"],(?=\s*['\"])")
_REFERENCE = regex.compile(
    r"\b(?:ISBN|ISSN|doi|et al\.?|eds?\.|pp?\.? ?\d|[Vv]ol\.|Volume \d|no\. ?\d|arXiv|RFC ?\d)|\b\p{Lu}\.[ \p{Lu}]"
)
_YEAR = regex.compile(r"\b(?:1[6-9]|20)\d\d\b")
_QUOTES, _CLOSING = '"“„«「『', '"”»“」』'
_OPENING = "\"'“”„«»‘’‚‹›「『《〈（([*_`"


def is_code(text: str, word_count: int) -> bool:
    """Tell whether `text` has so many technical symbols that it is code, a path or a formula."""
    return len(_SYMBOLS.findall(text)) >= max(2, word_count / 3)


def is_reference(text: str) -> bool:
    """Tell whether `text` looks like an entry of a bibliography."""
    return bool(_REFERENCE.search(text)) and bool(_YEAR.search(text) or len(_REFERENCE.findall(text)) > 1)


def is_title(found: Sequence[Word], small: Iterable[str], *, noun_capitals: bool = False) -> bool:
    """Tell whether most words, those of `small` (the grammatical ones, case-folded) aside, begin with a capital.

    Where all nouns do (German), all words must, and grammatical words may not be more.
    """
    heavy = [w.text for w in found if w.text.casefold() not in small and w.text[0].isalpha()]
    if not heavy or (noun_capitals and len(found) > 2 * len(heavy)):
        return False
    capital = sum(w[0].isupper() and not w.isupper() for w in heavy)
    enough = capital >= (1.0 if noun_capitals else 0.6) * len(heavy)
    return enough and capital > (heavy[0][0].isupper() and len(heavy) > 1)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` stands in quotation marks, brackets or emphasis."""
    before = text[:start].rstrip(" \ufffc")
    after = text[end:].lstrip(" .,!?:;…。，、？！")
    if not after or after[0].isalnum():
        return False
    return (bool(before) and before[-1] in _OPENING) or _opened(text[start:end], after[0])


def _opened(inside: str, closing: str) -> bool:
    """Tell whether a quotation that `closing` ends begins in `inside`, behind a word or two that introduce it."""
    at = max(inside.rfind(mark) for mark in _QUOTES)
    return closing in _CLOSING and at > 0 and len(inside[:at].split()) <= 2
