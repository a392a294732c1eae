"""MKP403: a path or a file name is broken, lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.addresses import is_sample, paths
from tqcheck.text.difference import Piece, difference, paired
from tqcheck.text.placeholders import technical

_HINT = re.compile(r"[/\\]|\.[a-z][a-z0-9]")
_LISTING = re.compile(r"\n(?: {2}|\t)|^(?:>>>|\$) ", re.MULTILINE)
_WIDE = {"/": "[/／]", ".": "[.。．]", "\\": r"[\\＼/]", ":": "[:：]", "-": "[-‐‑–—]"}


@rule("MKP403", "path-changed", Severity.MAJOR, mqm="design-and-markup/link-cross-reference")
@dataclass(frozen=True, slots=True)
class PathChanged:
    r"""A path or file name of the source is broken, missing or another one in the target.

    ## Why it matters
    The reader looks for a file that does not exist.

    ## How it decides
    A path has a root (`/usr/bin`, `C:\\Users`, `~/notes`) or a file name with a known extension (`src/main.c`,
    `readme.txt`). Prose with a slash ("and/or", "24/7", "km/h") is none. Paths in code and in URLs are left to other
    checks, and so are listings of programs, whose file names may be translated with them. Sample paths (`path/to/…`)
    may be translated too and get little confidence.

    ## When it is wrong
    When a sample file is renamed for the readers on purpose.
    """

    ignore: frozenset[str] = frozenset()
    """Paths and file names that are not compared."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each path without its counterpart."""
        source, target = segment.source or "", segment.target
        if not _HINT.search(source) or _LISTING.search(source):
            return
        first = self._pieces(source)
        if not first:
            return
        second = self._pieces(target)
        missing, extra = difference(first, second)
        missing = [p for p in missing if p.key not in target]
        extra = [p for p in extra if p.key not in source]
        pairs = zip(missing, extra, strict=True) if len(missing) == len(extra) == 1 else paired(missing, extra)
        for lost, found in pairs:
            if lost is not None:
                yield _judged(target, lost, found)

    def _pieces(self, text: str) -> list[Piece]:
        found = [p for p in paths(text) if p.key not in self.ignore]
        barred = technical(text) if found else ()
        return [p for p in found if not any(s < p.end and p.start < e for s, e in barred)]


def _judged(target: str, lost: Piece, found: Piece | None) -> Hit:
    span = Span(side="source", start=lost.start, end=lost.end)
    place = _spoilt(lost.key, target)
    sure = 0.85
    if place is None and found is not None:
        place, sure = (found.start, found.end), 0.65
    sample = 0.5 if is_sample(lost.key) else 1
    if place is None:
        return Hit(message=f"“{lost.key}” is missing from the translation.", spans=(span,), confidence=0.55 * sample)
    became = Span(side="target", start=place[0], end=place[1])
    message = f"“{lost.key}” became “{target[place[0] : place[1]]}”."
    return Hit(message=message, spans=(span, became), confidence=sure * sample)


def _spoilt(path: str, target: str) -> tuple[int, int] | None:
    pattern = r"\s*".join(_WIDE.get(c, re.escape(c)) for c in path)
    match = re.search(pattern, target, re.IGNORECASE)
    return match.span() if match else None
