"""Spaces that are missing, doubled or in the wrong place, by the habits of each language."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from tqcheck.lang.tables import section

Kind = Literal["before", "double", "after", "inside", "bracket", "wide", "ideographs", "missing"]
_MARKS = ",.;:!?،؛؟"
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = {",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？"}
# Two characters of which each slip has one pair.
_PAIRS = (*(f" {c}" for c in f" )]{_MARKS}"), "( ", "[ ", *(f"{s}{c}" for s in "\u00a0\u202f" for c in ",. "))
_CLOSE = re.compile(r"[,;(](?<=\w.)(?=[^\W\d_])")
# The pairs that end in a mark and what is closed up, in one look at the marks: a text has few.
_MARKED = re.compile(rf"[()\]{_MARKS}](?:(?<= [^(])|(?<=[\u00a0\u202f][,.])|(?<=\w[,;(])(?=[^\W\d_]))")
_AMONG_IDEOGRAPHS = re.compile(rf"[{_IDEOGRAPH}][ ,.;:!?](?:[{_IDEOGRAPH}]|$)")
_BEFORE = re.compile(rf"(?<=[\w)\]»”])[ \u00a0\u202f]+([{_MARKS}])(?=[\s»”\")]|$)(?!\s?[{_MARKS}])")
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_AFTER = re.compile(r"(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{2})")
_INSIDE = re.compile(r"(?<=[(\[])[ \u00a0]+(?=\w)|(?<=\w)[ \u00a0]+(?=[)\]])")
_BRACKET = re.compile(r"(?<=[^\W\d_]{3})\((?=[^\W\d_]{4}[^()]*\))")
_HALF_WIDTH = rf"(?<=[{_IDEOGRAPH}])[,;:!?](?=[{_IDEOGRAPH}])|(?<=[{_IDEOGRAPH}])\.(?=[{_IDEOGRAPH}]|$)"
_IDEOGRAPHS = rf"(?<=[{_IDEOGRAPH}]) +(?=[{_IDEOGRAPH}])"


class Slip(NamedTuple):
    """Characters `text[start:end]` that should be `mended`."""

    kind: Kind
    start: int
    end: int
    mended: str


def spacing_slips(text: str, tag: str) -> list[Slip]:
    """Return the slips in `text`, kind by kind."""
    found = _missing(text, tag)
    if "  " in text or "( " in text or "[ " in text or "\u00a0 " in text or "\u202f " in text or _MARKED.search(text):
        if any(pair in text for pair in _PAIRS):
            found += _spaced(text, tag)
        if _CLOSE.search(text):
            found += _closed_up(text)
    if not text.isascii() and _AMONG_IDEOGRAPHS.search(text):
        found += [Slip("wide", *m.span(), _WIDE[m.group()]) for m in _compiled(_HALF_WIDTH).finditer(text)]
        found += [Slip("ideographs", *m.span(), "") for m in _compiled(_IDEOGRAPHS).finditer(text)]
    return found


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _spaced(text: str, tag: str) -> list[Slip]:
    optional = _optional(tag)
    return [
        *(Slip("before", m.start(), m.end(1), m[1]) for m in _BEFORE.finditer(text) if m[1] not in optional),
        *(Slip("double", *m.span(), " ") for m in _DOUBLE.finditer(text)),
        *(Slip("inside", *m.span(), "") for m in _INSIDE.finditer(text)),
    ]


def _closed_up(text: str) -> list[Slip]:
    return [
        *(Slip("after", *m.span(), f"{m[0]} ") for m in _AFTER.finditer(text) if _cased(text, m.start() - 1)),
        *(Slip("bracket", *m.span(), " (") for m in _BRACKET.finditer(text) if _cased(text, m.start() - 1)),
    ]


def tokenised(text: str) -> bool:
    """Tell whether every mark of two or more stands apart, or the last one does: the text was split by a machine."""
    apart = len(re.findall(rf"\s[{_MARKS}。，、！？](?=\s|$)", text))
    close = len(re.findall(rf"\w[{_MARKS}。，、！？](?=\s|$)", text))
    return apart > close and (apart > 1 or text.rstrip()[-2:-1].isspace())


@cache
def _optional(tag: str) -> frozenset[str]:
    own = section(tag, "spacing")
    return frozenset([*own.get("optional_before", ()), *own.get("required_before", ())])


@cache
def _required(tag: str) -> re.Pattern[str] | None:
    own = section(tag, "spacing")
    before, after = "".join(own.get("required_before", ())), "".join(own.get("required_after", ()))
    if not before and not after:
        return None
    return re.compile(rf"(?<=[^\W\d_])[{before}](?=\s|$)|[{after}](?=\w)")


def _missing(text: str, tag: str) -> list[Slip]:
    pattern = _required(tag)
    if pattern is None:
        return []
    after = section(tag, "spacing").get("required_after", ())
    return [
        Slip("missing", *m.span(), f"{m.group()}\u00a0" if m.group() in after else f"\u00a0{m.group()}")
        for m in pattern.finditer(text)
    ]


def _cased(text: str, at: int) -> bool:
    """Tell whether the letter belongs to a script with capitals; the others have other habits around marks."""
    return text[at].islower() or text[at].isupper()
