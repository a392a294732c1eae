"""How tags nest, and what looks like a tag but is none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.markup import HTML, UNCLOSED, code_spans, tags

_QUOTES = "“”„«»‘’「」『』＂″"
_SPOILT_QUOTES = re.compile(rf"</?([A-Za-z][\w.:-]*)\s[^<>]*?=\s?[{_QUOTES}][^<>]*>")
_OPEN_QUOTE = re.compile(
    r"<([A-Za-z][\w.:-]*)(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s+[\w.:-]+\s*=\s*(?:\"[^\"<>]*|'[^'<>]*|[^\s\"'<>=]+\"[^<>]*)>"
)
_SPACED = re.compile(r"<\s++(?:/\s*+)?([A-Za-z][\w-]*)\s*/?>|<\s*/\s+([A-Za-z][\w-]*)\s*>|<([A-Za-z][\w-]*)\s+/\s+>")
_HALF = re.compile(r"</([A-Za-z][\w-]*)(?![\w.:-]*\s*>)|<([A-Za-z][\w-]*)(?=\s+[\w-]+=[\"'][^<>]*(?:<|$)|\s*(?:$|<))")
_FULL_WIDTH = re.compile(
    r"[＜〈《]\s*+(?:[/／]\s*+)?([A-Za-z][\w-]*)\s*[/／]?[＞〉》>]|<\s*+(?:[/／]\s*+)?([A-Za-z][\w-]*)\s*[＞〉》]"
)


class Flaw(NamedTuple):
    """Something wrong with the tags of a text: `text[start:end]`."""

    kind: str
    """`quotes`, `half`, `spaced`, `unclosed`, `unopened` or `crossed`."""
    name: str
    """The element's name."""
    start: int
    end: int


@lru_cache(maxsize=256)
def flaws(text: str) -> tuple[Flaw, ...]:
    """Return what is wrong with the tags of `text`, in order; nothing is wrong in code spans."""
    if "<" not in text and "＜" not in text and "〈" not in text:
        return ()
    code = code_spans(text)
    spelt = _spellings(text)
    spoilt = {f.name for f in spelt}  # a tag that cannot be read leaves its other half alone: one defect
    nested = [f for f in _nesting(text) if f.name not in spoilt]
    found = [f for f in (*nested, *spelt) if not any(s <= f.start < e for s, e in code)]
    return tuple(sorted(found, key=lambda f: f.start))


def _nesting(text: str) -> list[Flaw]:
    found, stack = [], []
    for tag in tags(text):
        if tag.kind == "open":
            stack.append(tag)
        elif tag.kind == "close":
            at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].name == tag.name), None)
            if at is None:
                found.append(Flaw("unopened", tag.name, tag.start, tag.end))
                continue
            crossing = [t for t in stack[at + 1 :] if t.name not in UNCLOSED and _paired(t.name, text)]
            if crossing:
                found.append(Flaw("crossed", tag.name, tag.start, tag.end))
            stack = stack[:at] + stack[at + 1 :]
    left = (t for t in stack if t.name in HTML - UNCLOSED or (t.name not in HTML and _paired(t.name, text)))
    return [*found, *(Flaw("unclosed", t.name, t.start, t.end) for t in left)]


def _paired(name: str, text: str) -> bool:
    return f"</{name}" in text or name in HTML


def _spellings(text: str) -> list[Flaw]:
    patterns = (_SPOILT_QUOTES, _OPEN_QUOTE)
    found = [Flaw("quotes", m.group(1).lower(), *m.span()) for p in patterns for m in p.finditer(text)]
    taken = bytearray(len(text))
    for flaw in found:
        taken[flaw.start : flaw.end] = b"\1" * (flaw.end - flaw.start)
    for kind, pattern in (("spaced", _SPACED), ("spaced", _FULL_WIDTH), ("half", _HALF)):
        for match in pattern.finditer(text):
            name = next((g for g in match.groups() if g), "").lower()
            start, end = match.span()
            if name in HTML and taken.find(1, start, end) < 0:
                found.append(Flaw(kind, name, start, end))
                taken[start:end] = b"\1" * (end - start)
    return found
