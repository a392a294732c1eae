"""MKP401: a URL is broken, lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.tags import language
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.addresses import urls
from tqcheck.text.difference import Piece, difference, paired
from tqcheck.text.markup import HTML, tags
from tqcheck.text.placeholders import placeholders

_GAP = r"[\s\u200b\u200e\u200f]*"
_WIDE = {":": "[:：]", ".": "[.。．]", "/": "[/／]", "?": "[?？]", "=": "[=＝]", "-": "[-‐‑–—]"}
_LANGUAGE = re.compile(
    r"(?<=[/.=])[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[/.&#?]|$)|(?<=//)[a-z]{2,3}(?:-[a-z]{2})?(?=\.)"
)
_LOCALIZED = re.compile(
    r"//(?:[\w-]+\.)*(?:wiki(?:pedia|media|source|data|books|quote|voyage|versity)|wiktionary)\.org"
)


@rule("MKP401", "url-changed", Severity.MAJOR, mqm="design-and-markup/link-cross-reference")
@dataclass(frozen=True, slots=True)
class UrlChanged:
    """A URL of the source is broken, missing or another one in the target.

    ## Why it matters
    Readers who follow it come to nothing, or to somewhere that nobody meant.

    ## How it decides
    URLs are compared as they are written, without the punctuation around them. One that was spaced out ("https: //"),
    or whose signs became full-width, is found and shown. A difference in a language part (`/en/` and `/fr/`), between
    http and https, or on the pages of Wikipedia, which each language has for itself, is minor; where the part names the
    target's language, it is only a hint. A URL that is lost with its whole tag is left to MKP201 tag-mismatch.

    ## When it is wrong
    When the translator chose a page in the target language under another address.
    """

    ignore: frozenset[str] = frozenset()
    """URLs, or beginnings of URLs, that are not compared."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each URL without its counterpart."""
        source, target = segment.source or "", segment.target
        if "://" not in source and "://" not in target and "www." not in source and "www." not in target:
            return
        first, second = (_pieces(text, tuple(self.ignore)) for text in (source, target))
        missing, extra = difference(first, second)
        mended = [p for p in extra if _joined(p.key, source)]
        if mended:
            missing = [p for p in missing if not any(whole.key.startswith(p.key) for whole in mended)]
            extra = [p for p in extra if p not in mended]
        for lost, found in _hosts_paired(missing, extra):
            yield from _judged(segment, lost, found)


def _hosts_paired(missing: list[Piece], extra: list[Piece]) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Pair as usual, then what is left of pages that each language has for itself, however unlike they look."""
    pairs = list(paired(missing, extra))
    own = [found for lost, found in pairs if lost is None and found is not None and _LOCALIZED.search(found.key)]
    for lost, found in pairs:
        if lost is not None and found is None and own and _LOCALIZED.search(lost.key):
            yield lost, own.pop(0)
        elif lost is not None:
            yield lost, found
    used = {id(piece) for piece in own}
    yield from (
        (None, f) for lost, f in pairs if lost is None and (not f or not _LOCALIZED.search(f.key) or id(f) in used)
    )


def _joined(url: str, source: str) -> bool:
    """Tell whether the source has the URL with a blank in it, where a line was broken: the target has mended it."""
    return url not in source and url in "".join(source.split())


def _pieces(text: str, ignored: tuple[str, ...]) -> list[Piece]:
    """Return the URLs with the last slash and what they hold of placeholders taken out of the key."""
    variables = placeholders(text)
    return [
        Piece(u.key.rstrip("/"), u.start, u.end)
        for u in urls(text)
        if not (ignored and u.key.startswith(ignored)) and not any(u.start <= v.start < u.end for v in variables)
    ]


def _judged(segment: Segment, lost: Piece | None, found: Piece | None) -> Iterator[Hit]:
    source, target = segment.source or "", segment.target
    if lost is None and found is not None:
        if found.key in source:
            return
        span = Span(side="target", start=found.start, end=found.end)
        yield Hit(message=f"“{found.key}” is not in the source.", spans=(span,), confidence=0.45)
    elif lost is not None:
        spoilt = _spoilt(lost.key, target)
        if spoilt is not None:
            yield _changed(segment, lost, spoilt, confidence=0.9)
        elif found is not None:
            yield _compared(segment, lost, found)
        elif lost.key not in target and not _of_lost_tag(segment, lost):
            span = Span(side="source", start=lost.start, end=lost.end)
            yield Hit(message=f"The URL “{lost.key}” is missing from the translation.", spans=(span,), confidence=0.6)


def _of_lost_tag(segment: Segment, lost: Piece) -> bool:
    """Tell whether the URL stands in a tag of the source whose like the target has none of: that is told already."""
    held = {tag.name for tag in tags(segment.source or "") if tag.start <= lost.start < tag.end}
    return not held.isdisjoint(HTML) and held.isdisjoint(tag.name for tag in tags(segment.target))


def _spoilt(url: str, target: str) -> tuple[int, int] | None:
    """Find the URL with spaces in it or with full-width signs."""
    pattern = _GAP.join(_WIDE.get(c, re.escape(c)) for c in url)
    match = re.search(pattern, target, re.IGNORECASE)
    return match.span() if match and match.group() != url else None


def _changed(
    segment: Segment, lost: Piece, place: tuple[int, int], *, confidence: float, severity: Severity | None = None
) -> Hit:
    spans = (
        Span(side="source", start=lost.start, end=lost.end),
        Span(side="target", start=place[0], end=place[1]),
    )
    message = f"“{lost.key}” became “{segment.target[place[0] : place[1]]}”."
    return Hit(message=message, spans=spans, confidence=confidence, severity=severity)


def _compared(segment: Segment, lost: Piece, found: Piece) -> Hit:
    place = (found.start, found.end)
    confidence, severity = 0.75, None
    ours, theirs = (_LANGUAGE.sub("", p.key.split("://")[-1].removeprefix("www.")) for p in (lost, found))
    if _same(ours, theirs) or (_LOCALIZED.search(lost.key) and _LOCALIZED.search(found.key)):
        mine = language(segment.target_lang or "und")
        parts = {language(p) for p in _LANGUAGE.findall(found.key)} - {language(p) for p in _LANGUAGE.findall(lost.key)}
        confidence, severity = (0.6 if parts and mine not in parts else 0.4), Severity.MINOR
    return _changed(segment, lost, place, confidence=confidence, severity=severity)


def _same(ours: str, theirs: str) -> bool:
    """Tell whether two addresses differ in nothing but a language part that one may lack."""
    return [p for p in re.split(r"[/.]", ours) if p] == [p for p in re.split(r"[/.]", theirs) if p]
