"""How a text ends: with a full stop, a question mark … by the conventions of its language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from tqcheck.lang.tables import section
from tqcheck.lang.tags import script

Kind = Literal["stop", "question", "exclamation", "ellipsis", "colon", "semicolon", "comma", "none"]
_MARKS: dict[Kind, str] = {
    "stop": ".。．｡।॥۔։።။།༎។៕᙮᠃᱾꓿෴",
    "question": "?？؟՞፧⸮꘏᥅⁇⁈",
    "exclamation": "!！՜߹᥄‼⁉",
    "ellipsis": "…⋯᠁",
    "colon": ":：፦៖",
    "semicolon": ";；؛፤⁏",
    "comma": ",，、،፣၊᠂﹐",
}
_KINDS: dict[str, Kind] = {mark: kind for kind, marks in _MARKS.items() for mark in marks}
_AFTER = " \t\r\n\u00a0\u202f\u3000\u200b\u200c\u200d\u200e\u200f\ufeff\"'“”„«»‹›‘’*_ ״"
_FINAL = frozenset({"stop", "question", "exclamation"})
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo"})
_CLOSING = ")]}）］」』】》〉〕"
_REMARK = re.compile(r"[(\[（［][^()\[\]（）［］]*[)\]）］]$")
_DOTS = re.compile(r"(?:(?<!\.)\.{2,}|(?<!。)。{2,}|(?:\. ){2}\.)$")


class Ending(NamedTuple):
    """The last mark of a text; `start == end` where there is none."""

    kind: Kind
    start: int
    end: int
    quoted: bool
    """A quotation mark or bracket follows the mark."""


@cache
def _kinds(tag: str) -> dict[str, Kind]:
    """Return what each mark means in a language."""
    own = section(tag, "end_marks")
    return _KINDS | {mark: kind for kind in _MARKS for mark in own.get(kind, ()) if len(mark) == 1}


@lru_cache(maxsize=256)
def ending(text: str, tag: str) -> Ending:
    """Return how `text` ends, quotation marks and brackets behind the mark passed over."""
    kinds = _kinds(tag)
    last = text[-1:]
    if last in kinds and last not in ".。":
        return Ending(kinds[last], len(text) - 1, len(text), quoted=False)
    bare = text.rstrip(_AFTER)
    inner = bare.rstrip(_CLOSING + _AFTER) if bare[-1:] in _CLOSING else bare
    if inner[-1:] in kinds:
        bare = inner
    end = len(bare)
    if end == 0:
        return Ending("none", 0, 0, quoted=False)
    kind = kinds.get(bare[-1], "none")
    if bare[-1] in _CLOSING:
        remark = _REMARK.search(bare)
        mark = bare[: remark.start()].rstrip(_AFTER) if remark else ""
        if mark[-1:] in kinds:
            return Ending(kinds[mark[-1]], len(mark) - 1, len(mark), quoted=True)
    quoted = text[end:].strip() != ""
    dots = _DOTS.search(bare) if kind == "stop" else None
    if dots:
        return Ending("ellipsis", dots.start(), end, quoted)
    return Ending(kind, end - (kind != "none"), end, quoted)


def alike(source: str, source_lang: str, *, target: str, target_lang: str) -> bool:
    """Tell quickly whether both texts plainly end with a mark of one kind; False when it takes a closer look."""
    kind = _kinds(target_lang).get(target[-1:])
    return (
        kind is not None
        and kind == _kinds(source_lang).get(source[-1:])
        and target.endswith("..") == source.endswith("..")
    )


def visual(text: str, tag: str) -> bool:
    """Tell whether a right-to-left text begins with the mark that ends it: it was stored in the order of the screen."""
    bare = text.lstrip(_AFTER)
    return _kinds(tag).get(bare[:1], "none") in _FINAL and script(tag) in _RIGHT_TO_LEFT and not bare[1:2].isascii()


def asks(text: str, tag: str) -> bool:
    """Tell whether there is a question mark anywhere in `text`."""
    own = section(tag, "end_marks").get("question", ())
    return any(mark in text for mark in _MARKS["question"]) or any(mark in text for mark in own)


def optional(kind: Kind, tag: str) -> bool:
    """Tell whether the language leaves this mark out, or writes it elsewhere than at the end."""
    return bool(section(tag, "end_marks").get(f"{kind}_optional"))
