"""Where sentences begin and end.

sentencex finds the ends; it sees no quotes and brackets, which it takes for shelters that no end may stand in and loses
its way when one is not closed. What it does not know of a language stands in `lang/tables/sentences`.
"""

from __future__ import annotations

import string
from itertools import pairwise

import regex

from tqcheck.lang.tags import language
from tqcheck.text.characters import encodable
from tqcheck.text.phrases_as_sentences import phrase_ends
from tqcheck.text.sentence_facts import UNKNOWN, SentenceFacts, facts_of, nearest
from tqcheck.text.sentence_joints import Joint

_SHELTERS = regex.compile(
    r"""["«»“”„‟‹›「」『』《》〈〉()\[\]（）［］【】〔〕﴾﴿]|(?<!\w)['‘’‚](?=\w)|(?<!\s)['‘’](?!\w)""",
)
_CLOSERS = regex.compile(
    r"""(?:["'”’“‘»›」』》〉)\]）］】〕﴿](?!\w)|[」』》〉）］】〕”’]|[\s]?[»](?=\s|$)|\[\d{1,3}\])*"""
)
_BEHIND = string.whitespace + "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"
_BEHIND += "\"«»“”„‟‹›「」『』《》〈〉()[]（）［］【】〔〕﴾﴿'‘’‚"
_DOTS = regex.compile(r"(?:(?<!\.)\.{2,}+|(?<!…)…++)(?=[\p{Pf}\p{Pe}\"']*\s+[\p{Pi}\p{Pf}\p{Ps}\"'¿¡]*\p{Lu})")
_STARTED = regex.compile(r"[.!?](?=[\p{Pf}\p{Pe}\"']*\s+[\p{Pi}\p{Pf}\p{Ps}\"']*(\p{Lu}\w*))")
_STOPS = regex.compile(r"[!?؟！？。｡।॥။៕։።፨۔](?=[\p{Pf}\p{Pe}\"'\s])")


def sentences(text: str, lang: str | None) -> list[tuple[int, int]]:
    """Return the sentences of a text as half-open spans of code points, in order, without the white space around them.

    Nothing but white space stands between them. Without `lang` (BCP 47) the script tells which rules hold.
    """
    tag = nearest(text, lang)
    facts = facts_of(tag)
    cased = any(map(str.isupper, text))
    starts = [0]
    for mark in sorted({*_ends(text, tag), *_added(text, tag, facts=facts), *phrase_ends(text, facts)}):
        closed = _CLOSERS.match(text, mark)
        end = closed.end() if closed else mark
        joint = Joint(text, start=starts[-1], end=end, following=_after_space(text, end), cased=cased)
        if joint.following > starts[-1] and not joint.goes_on(facts):
            starts.append(joint.following)
    return [span for start, stop in pairwise([*starts, len(text)]) if (span := _trimmed(text, start, stop))]


def _ends(text: str, tag: str) -> list[int]:
    """Return where sentencex sees sentences end, behind the last mark."""
    from sentencex import get_sentence_boundaries  # noqa: PLC0415  only documents and their like need it

    masked = encodable(_SHELTERS.sub(" ", text))
    return [
        _before_quotes(text, int(boundary["start_index"]), int(boundary["end_index"]))
        for boundary in get_sentence_boundaries(language(tag), masked)
    ]


def _before_quotes(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(_BEHIND))


def _added(text: str, tag: str, *, facts: SentenceFacts) -> list[int]:
    """Return the ends that sentencex does not know of."""
    ends = [match.end() for match in _DOTS.finditer(text)] + [match.end() for match in _STOPS.finditer(text)]
    for stop in facts.stops:
        ends += [match.end() for match in regex.finditer(regex.escape(stop) + r"+", text)]
    for match in _STARTED.finditer(text):
        last_word = text[max(0, match.start() - 20) : match.start()].rpartition(" ")[2].casefold()
        if tag == UNKNOWN or last_word in facts.last_words or match[1].casefold() in facts.starters:
            ends.append(match.end())
    return ends


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int] | None:
    piece = text[start:stop]
    inner = piece.strip()
    begin = start + len(piece) - len(piece.lstrip())
    return (begin, begin + len(inner)) if inner else None
