"""MKP402: an e-mail address is broken, lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.addresses import emails, is_sample
from tqcheck.text.difference import Piece, difference, paired
from tqcheck.text.markup import code_spans

_WIDE = {"@": r"(?:[@＠]|\(at\)|\[at\])", ".": "[.。．]", "-": "[-‐‑–—]"}


@rule("MKP402", "email-changed", Severity.MAJOR, mqm="design-and-markup/link-cross-reference")
@dataclass(frozen=True, slots=True)
class EmailChanged:
    """An e-mail address of the source is broken, missing or another one in the target.

    ## Why it matters
    Letters come back, or reach a stranger.

    ## How it decides
    Addresses are compared without case. One that was spaced out or has a full-width sign is found and shown.
    In code, names before an `@example.org` of examples may be translated and get little confidence.

    ## When it is wrong
    When each language has an address of its own.
    """

    ignore: frozenset[str] = frozenset()
    """Addresses that are not compared, in lower case."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each address without its counterpart."""
        source = segment.source or ""
        if "@" not in source and "@" not in segment.target:
            return
        first, second = ([p for p in emails(text) if p.key not in self.ignore] for text in (source, segment.target))
        missing, extra = difference(first, second)
        for lost, found in paired(missing, extra):
            yield from _judged(segment, lost, found, first)


def _judged(segment: Segment, lost: Piece | None, found: Piece | None, known: list[Piece]) -> Iterator[Hit]:
    target = segment.target
    if lost is None:
        if found is not None and found.key not in {p.key for p in known}:
            span = Span(side="target", start=found.start, end=found.end)
            yield Hit(message=f"The address “{found.key}” is not in the source.", spans=(span,), confidence=0.6)
        return
    span = Span(side="source", start=lost.start, end=lost.end)
    place = (found.start, found.end) if found else _spoilt(lost.key, target)
    if place is not None:
        became = Span(side="target", start=place[0], end=place[1])
        message = f"“{lost.key}” became “{target[place[0] : place[1]]}”."
        code = code_spans(segment.source or "")
        sample = is_sample(lost.key) and found is not None and any(s <= lost.start < e for s, e in code)
        yield Hit(message=message, spans=(span, became), confidence=0.4 if sample else 0.85)
    elif lost.key not in target.lower():
        yield Hit(message=f"The address “{lost.key}” is missing from the translation.", spans=(span,), confidence=0.7)


def _spoilt(address: str, target: str) -> tuple[int, int] | None:
    pattern = r"\s*".join(_WIDE.get(c, re.escape(c)) for c in address)
    match = re.search(pattern, target, re.IGNORECASE)
    return match.span() if match else None
