"""MKP201: tags of the source that the target lacks, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, InlineCode, Segment, Severity, Side, Span
from tqcheck.text.difference import Piece, difference, paired
from tqcheck.text.markup import HTML, Tag, code_spans, tags

_BREAKS = frozenset({"br", "wbr", "hr", "nobr"})  # where a line breaks is the translator's business, more or less
_SHAPES = {"open": "<{}>", "close": "</{}>", "standalone": "<{}/>"}


@rule("MKP201", "tag-mismatch", Severity.MAJOR, mqm="design-and-markup/markup-tag")
@dataclass(frozen=True, slots=True)
class TagMismatch:
    """A tag or an inline code of the source is missing from the target, or one is invented.

    ## Why it matters
    Tags carry links, emphasis and pictures. A lost one changes what the reader sees; a lost half of a pair can break
    the whole page.

    ## How it decides
    Tags of XML and HTML are compared by name and kind (start, end, empty), inline codes of XLIFF and TMX by their
    identifier. Their order is free and attributes may differ (`alt` and `title` are translated). A name in angle
    brackets such as `<file>` counts only if it is an element of HTML, has an end tag, is empty or has attributes.
    Line breaks (`<br>`) are minor. Tags in code spans are not looked at.

    ## When it is wrong
    When the target language expresses emphasis without a tag on purpose.
    """

    ignore: frozenset[str] = frozenset()
    """Names of elements that are never compared."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each tag or code without its counterpart."""
        if segment.source_codes or segment.target_codes:
            yield from _codes(segment)
        if "<" in segment.target or "<" in (segment.source or ""):
            yield from self._tags(segment)

    def _tags(self, segment: Segment) -> Iterator[Hit]:
        source = _outside(tags(segment.source or ""), segment.source_codes)
        target = _outside(tags(segment.target), segment.target_codes)
        if not source and not target:
            return
        real = _elements(source) | _elements(target)
        first, second = (
            [Piece(_shape(t), t.start, t.end) for t in side if t.name in real and t.name not in self.ignore]
            for side in (source, target)
        )
        missing, extra = difference(first, second)
        missing = [p for p in missing if not _coded(segment.source or "", p, other=segment.target)]
        extra = [p for p in extra if not _coded(segment.target, p, other=segment.source or "")]
        for lost, found in paired(missing, extra):
            yield _told(segment, lost, found, confidence=0.85)


def _coded(text: str, piece: Piece, *, other: str) -> bool:
    """Tell whether the other side speaks of the tag, in code."""
    tag = text[piece.start : piece.end]
    return any(other[start:end].strip("`") == tag for start, end in code_spans(other))


def _outside(found: tuple[Tag, ...], codes: tuple[InlineCode, ...]) -> tuple[Tag, ...]:
    """Return the tags that are text, not the characters of an inline code."""
    return tuple(t for t in found if not any(c.start <= t.start < c.end for c in codes)) if codes else found


def _elements(found: tuple[Tag, ...]) -> set[str]:
    """Return the names that are surely elements, not words in angle brackets."""
    return {t.name for t in found if t.name in HTML or t.kind != "open" or "=" in t.attributes}


def _shape(tag: Tag) -> str:
    name = f'{tag.name} id="{tag.identity}"' if tag.identity and tag.kind != "close" else tag.name
    return _SHAPES[tag.kind].format(name)


def _told(segment: Segment, lost: Piece | None, found: Piece | None, *, confidence: float) -> Hit:
    spans = []
    if lost is not None:
        spans.append(Span(side="source", start=lost.start, end=lost.end))
    if found is not None:
        spans.append(Span(side="target", start=found.start, end=found.end))
    shown = _shown(segment, lost, "source"), _shown(segment, found, "target")
    if lost is None:
        message = f"“{shown[1]}” is not in the source."
    elif found is None:
        message = f"“{shown[0]}” is missing from the translation."
    else:
        message = f"“{shown[0]}” became “{shown[1]}”."
    minor = all(p is None or p.key.strip("</>") in _BREAKS for p in (lost, found))
    severity = Severity.MINOR if minor else None
    return Hit(message=message, spans=tuple(spans), confidence=confidence, severity=severity)


def _shown(segment: Segment, piece: Piece | None, side: Side) -> str:
    return "" if piece is None else segment.text(side)[piece.start : piece.end] or piece.key


def _codes(segment: Segment) -> Iterator[Hit]:
    source, target = (
        [Piece(f"{c.kind} code {c.id}", c.start, c.end) for c in codes]
        for codes in (segment.source_codes, segment.target_codes)
    )
    missing, extra = difference(source, target)
    for piece in missing:
        yield _told(segment, piece, None, confidence=0.95)
    for piece in extra:
        yield _told(segment, None, piece, confidence=0.95)
    if not missing and not extra:
        yield from _turned(segment.target_codes, segment.source_codes)


def _turned(target: tuple[InlineCode, ...], source: tuple[InlineCode, ...]) -> Iterator[Hit]:
    """Yield a hit for a pair that closes before it opens, which the source's pair does not."""
    for code in _early(target):
        if code.id not in {c.id for c in _early(source)}:
            yield Hit(
                message="This code closes before it opens.",
                spans=(Span(side="target", start=code.start, end=code.end),),
                confidence=0.9,
            )


def _early(codes: tuple[InlineCode, ...]) -> list[InlineCode]:
    opened = {c.id: i for i, c in reversed(list(enumerate(codes))) if c.kind == "open"}
    return [c for i, c in enumerate(codes) if c.kind == "close" and opened.get(c.id, -1) > i]
