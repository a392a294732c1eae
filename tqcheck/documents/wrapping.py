"""Lines that a paragraph was broken into, put together again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

import regex

from tqcheck.text.scripts import spaceless

_NARROWEST, _WIDEST = 40, 120
"""Columns: between these lines are broken by hand or by an editor."""
_SLACK = 4
_HYPHEN = regex.compile(r"(?<=\p{L})[-\N{HYPHEN}]$")
_SOFT = "\N{SOFT HYPHEN}"
_ENDED = regex.compile(r"[.!?…։؟۔।॥။៕។።｡。！？:;·][\p{Pf}\p{Pe}\"'*_]*$")


def joined(lines: Iterable[str]) -> str:
    """Return the lines as one text: with a space between words, without one in scripts that write none."""
    text = ""
    for line in filter(None, map(str.strip, lines)):
        if text.endswith(_SOFT):
            text = text[:-1] + line
        elif not text or _HYPHEN.search(text) or (spaceless(text[-1] + line[0]) and _tight(text[-1], line[0])):
            text += line
        else:
            text += " " + line
    return text


def ends_like_sentence(text: str) -> bool:
    """Tell whether the last character but quotes and brackets is one that ends a sentence or announces the next."""
    return _ENDED.search(text.rstrip()) is not None


def paragraphs(lines: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Group lines between two blank ones, each with its number, into paragraphs: one, several, or one a line."""
    wrapped = _is_wrapped([text for _, text in lines])
    groups: list[list[tuple[int, str]]] = []
    for line in lines:
        if groups and (wrapped or _goes_on(groups[-1][-1][1], line[1])):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def columns(text: str) -> int:
    """Return how wide a text is on a terminal."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether lines are as long as they can be: the next one's first word would not have fitted in."""
    if len(lines) < 2:
        return False
    width = max(map(columns, lines))
    if not _NARROWEST <= width <= _WIDEST or (len(lines) > 3 and all(line.lstrip()[0].isupper() for line in lines)):
        return False  # the lines of a poem begin with capitals
    full = sum(columns(line) + 1 + columns(_first_word(after)) > width - _SLACK for line, after in pairwise(lines))
    loose = sum(not ends_like_sentence(line) for line in lines[:-1])
    return full >= 0.7 * (len(lines) - 1) and loose >= 0.5 * (len(lines) - 1)


def _goes_on(line: str, after: str) -> bool:
    return after.lstrip()[:1].islower() and not ends_like_sentence(line)


def _first_word(line: str) -> str:
    word = line.split(maxsplit=1)[0]
    return word[0] if spaceless(word) else word


def _tight(last: str, first: str) -> bool:
    """Thai and its kin write spaces between phrases, Chinese and Japanese only beside other scripts, if at all."""
    return east_asian_width(last) in "WF" or east_asian_width(first) in "WF"
