"""Sentences of languages that end them with white space: phrases, put together until one is long enough or says so."""

from __future__ import annotations

import regex

from tqcheck.text.sentence_facts import SentenceFacts

_GAPS = regex.compile(r"(?<=[\p{L}\p{M}\p{N}\p{P}])\s+(?=[\p{L}\p{Pi}\p{Ps}\"'])")
_FOREIGN = regex.compile(r"[\p{Nd}\p{Latin}]$")
_OPEN = regex.compile(r"[,:;(]$")


def phrase_ends(text: str, facts: SentenceFacts) -> list[int]:
    """Return where sentences probably end, by the words before and after white space and by length."""
    if not facts.length:
        return []
    found, start = [], 0
    for gap in _GAPS.finditer(text):
        before, after = text[start : gap.start()], text[gap.end() : gap.end() + 40]
        if _ends_there(before, after, facts):
            found.append(gap.start())
            start = gap.end()
    return found


def _ends_there(before: str, after: str, facts: SentenceFacts) -> bool:
    if facts.phrase_marks and not before.endswith(facts.phrase_marks):
        return False
    bare = before.rstrip("".join(facts.phrase_marks) + "་ ")
    if len(before) < facts.shortest or _OPEN.search(bare) or after.startswith(facts.continues):
        return False
    if _FOREIGN.search(bare) or _FOREIGN.match(after[:1]):  # white space parts such words from their surroundings
        return len(before) >= 2 * facts.length
    return bare.endswith(facts.ends) or after.startswith(facts.starts) or len(before) >= facts.length
