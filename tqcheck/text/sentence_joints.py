"""Whether what looks like the end of a sentence is one: abbreviations, initials, ordinals, quotations that go on."""

from __future__ import annotations

import regex

from tqcheck.text.scripts import spaceless
from tqcheck.text.sentence_facts import SentenceFacts

_OPENERS = r"[\s\p{Pi}\p{Ps}\p{Pd}\"'¿¡*]*"
_LOWER = regex.compile(_OPENERS + r"[\p{Ll}--\p{Script=Georgian}]", regex.V1)  # Georgian has one case
_NUMBER = regex.compile(_OPENERS + r"\p{Nd}")
_WORD_AFTER = regex.compile(_OPENERS + r"([\p{L}\p{M}]+)")
_NOT_BEGINNING = regex.compile(r"[,;:)\]」』）、，；：؛،·.…!?！？。｡؟]|[»”’](?!\w)")
_MARKER = regex.compile(r"[(（]?(?:\p{Nd}{1,3}|\p{L}|[ivxlcIVXLC]{1,5})[.)）]")
_BEFORE_DOT = regex.compile(r"""([\p{L}\p{M}][\p{L}\p{M}\p{Nd}./·"'’-]*|№|\p{Nd}+|[\p{L}\p{M}]+)$""")
_WORD_BEFORE_NUMBER = regex.compile(r"([\p{L}\p{M}]+)\s+\p{Nd}{1,2}$")
_CLOSED = regex.compile(r"[\p{Pf}\p{Pe}\"']$")
_INITIAL = regex.compile(
    r"(?:^|[\s\p{P}])(\p{Lu}\p{M}*|[\p{Lo}--[\p{Script=Han}\p{Hiragana}\p{Katakana}\p{Hangul}]])$", regex.V1
)
_MOUTH = {"(": ")", "（": "）", "[": "]"}


_BACK, _AHEAD = 400, 200
"""Code points that are looked at before and behind a joint."""


class Joint:
    """A place where a sentence may end: at `end`, with the next one, if there is one, at `following`."""

    def __init__(self, text: str, *, start: int, end: int, following: int, cased: bool) -> None:
        self.following = following
        self._whole = end - start
        self._left = text[max(start, end - _BACK) : end]
        self._right = text[following : following + _AHEAD]
        self._glued = end == following
        self._cased = cased

    def goes_on(self, facts: SentenceFacts) -> bool:
        """Tell whether the sentence goes on."""
        left, right = self._left, self._right
        if not right or self._is_marker() or _NOT_BEGINNING.match(right) or left.endswith(facts.not_stops):
            return True
        if (self._glued and _written_together(left, right)) or (self._cased and _LOWER.match(right)):
            return True
        return _in_brackets(left, right) or _quoted(left, right, facts) or _dotted(left, right, facts)

    def _is_marker(self) -> bool:
        """Tell whether nothing but the number of an item stands before."""
        return self._whole < 12 and _MARKER.fullmatch(self._left.strip()) is not None


def _written_together(left: str, right: str) -> bool:
    """Tell whether no white space stands where words have it, and no mark of a script without."""
    return (left[-1] == "." or _CLOSED.search(left) is not None) and left[-1].isascii() and not spaceless(right[0])


def _in_brackets(left: str, right: str) -> bool:
    """Tell whether a bracket opened in the sentence's midst and closes soon."""
    for opener, closer in _MOUTH.items():
        place = left.rfind(opener)
        if place > 0 and closer not in left[place:] and left[:place].strip():
            return closer in right
    return False


def _quoted(left: str, right: str, facts: SentenceFacts) -> bool:
    if not facts.after_quote or not _CLOSED.search(left):
        return False
    return right.startswith(facts.after_quote) and not right.startswith(facts.after_quote_not)


def _dotted(left: str, right: str, facts: SentenceFacts) -> bool:
    """Tell whether a full stop is that of an abbreviation, an initial or an ordinal."""
    found = None if left.endswith("..") or not left.endswith(".") else _BEFORE_DOT.search(left[:-1])
    if not found:
        return False
    word = found[1].casefold()
    if word.isdigit():
        return _ordinal(left[:-1], right, facts)
    if word in facts.abbreviations or (word in facts.before_numbers and _NUMBER.match(right)):
        return True
    if word in facts.last_words or _next_word(right) in facts.starters:
        return False
    return _INITIAL.search(left[:-1]) is not None or len(word) < facts.short_before_dot


def _ordinal(left: str, right: str, facts: SentenceFacts) -> bool:
    before = _WORD_BEFORE_NUMBER.search(left)
    return (before is not None and before[1].casefold() in facts.ordinals_after) or _next_word(
        right
    ) in facts.ordinals_before


def _next_word(right: str) -> str:
    after = _WORD_AFTER.match(right)
    return after[1].casefold() if after else ""
