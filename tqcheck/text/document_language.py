"""Which language a whole document is in."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable

from tqcheck.lang.tags import related
from tqcheck.text.identify import common_words, first_guess, plainly, second_guess

_ASKED = 12
"""How many passages are asked about, the longest."""
_LOOKED_AT = 240
_SURE = 0.75
_ENOUGH, _AHEAD = 10, 1.6


def language_of(texts: Iterable[str]) -> str | None:
    """Return a language subtag; None where there is little text, or what speaks for a language is not enough.

    Common words decide where they are plain; else the longest passages vote, and the words of the language or a second
    identifier must confirm it.
    """
    passages = [text[:_LOOKED_AT] for text in heapq.nlargest(_ASKED, texts, key=len) if any(map(str.isalpha, text))]
    if not passages:
        return None
    text = " ".join(passages)
    return _by_words(text) or _by_votes(passages, text)


def _by_words(text: str) -> str | None:
    """Return the language whose common words are far more than those of any other; this costs next to nothing."""
    (tag, most), (_, next_most), *_ = Counter({"und": 0, "": 0, **common_words(text)}).most_common()
    return tag if most >= _ENOUGH and most >= _AHEAD * next_most else None


def _by_votes(passages: list[str], text: str) -> str | None:
    votes: dict[str, float] = {}
    for passage in passages:
        guess = first_guess(passage)
        votes[guess.tag] = votes.get(guess.tag, 0.0) + guess.probability * len(passage)
    tag = max(votes, key=lambda known: votes[known])
    if tag == "und":
        return None
    near = sum(vote for other, vote in votes.items() if related(other, tag))
    if near >= _SURE * sum(map(len, passages)) or plainly(text, tag):
        return tag
    return tag if second_guess(passages[0]).tag == tag else None
