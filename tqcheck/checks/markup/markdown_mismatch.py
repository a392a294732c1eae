"""MKP203: roles, code, links and images of Markdown and reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tqcheck.checks import rule
from tqcheck.lang.writing import scripts
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.difference import Piece, difference, paired
from tqcheck.text.inline_markup import Element, elements, stray_quotes
from tqcheck.text.placeholders import placeholders
from tqcheck.text.sample_code import replacement

_QUOTE = "[`'’‘´＇｀\"“”]{1,2}"
# A letter of a script that writes spaces, right before or after an element: docutils sees no markup there.
_LETTER = re.compile(r"[A-Za-zÀ-ʯͰ-ԯԱ-֏א-תء-ي가-힣]")
_GLUED_ROLE = re.compile(r"(?<=\w):[A-Za-z][\w+.-]*:$")
_NEEDS_SPACE = "Markup needs a space or “\\ ” between it and a letter: it is not seen here."
_STRING = re.compile(r"[\"']\w+[\"']")  # an example's word, which some translate
_PLAIN = re.compile(r"[A-Z]?[a-z]+:?")  # a word that the prose may tell in the reader's language
_WORDY = re.compile(r"\w\W+\w+\W+\w|[^\x00-\x7f]")


@rule("MKP203", "markdown-mismatch", Severity.MAJOR, mqm="design-and-markup/markup-tag")
@dataclass(frozen=True, slots=True)
class MarkdownMismatch:
    """Markup of Markdown or reStructuredText is lost, broken, or names another thing than in the source.

    ## Why it matters
    A role with another target links nowhere, a missing back-quote shows raw markup to the reader, and changed code
    does not run.

    ## How it decides
    Roles (``:ref:`text <target>` ``), literals, code spans, links, images, substitutions and footnotes of both sides
    are compared by kind and by what they name; their order and the text that readers see are free. What is spoilt in
    a known way (a space inside, other quotation marks, a back-quote too few or too many, a letter glued to it) is
    pointed at. Code that reads like a sentence, names made for the example (``author`` as ``auteur``, ``<name>``),
    plain words that the prose tells, and references to headings (`` `Title`_ ``) may be translated and get little
    confidence; so do a lost “::” and roles that the target adds. A slip of one letter and code of another shape do not.

    ## When it is wrong
    When a project translates its identifiers, or its glossary's terms (`:term:`) without giving the original.
    """

    ignore: frozenset[str] = frozenset()
    """Names of roles that are not compared, such as `term`."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each element that is lost, changed or broken."""
        source, target = segment.source or "", segment.target
        if source.endswith("::"):
            yield from _literal_block(source, target)
        signs = "`" in source or "](" in source or "|" in source or "]_" in source
        if not signs and "``" not in target and ":`" not in target:
            return
        stray = stray_quotes(target) if "`" in source and not stray_quotes(source) else []
        if stray:
            yield _stray(target, stray)
        else:
            yield from self._compared(segment)
            yield from _glued(segment)

    def _compared(self, segment: Segment) -> Iterator[Hit]:
        first, second = (self._pieces(segment, text) for text in (segment.source or "", segment.target))
        by_place = {**{("s", e.start): e for e in first}, **{("t", e.start): e for e in second}}
        missing, extra = difference(*([Piece(e.key, e.start, e.end) for e in side] for side in (first, second)))
        for lost, found in paired(missing, extra):
            ours = by_place["s", lost.start] if lost else None
            theirs = by_place["t", found.start] if found else None
            yield from _judged(segment, ours, theirs)

    def _pieces(self, segment: Segment, text: str) -> list[Element]:
        variables = {p.text for p in placeholders(text, segment.syntax)}
        found = (e for e in elements(text) if e.name.strip(":") not in self.ignore)
        return [e for e in found if not (e.kind == "code" and e.target in variables)]


def _literal_block(source: str, target: str) -> Iterator[Hit]:
    if not target.rstrip().endswith(("::", "：：")) and "\n" not in target:
        yield Hit(
            message="The “::” at the end is lost; in reStructuredText it announces a block of code.",
            spans=(Span(side="source", start=len(source) - 2, end=len(source)),),
            confidence=0.3,  # Sphinx keeps the block when the translation has one colon, and many write so
            severity=Severity.MINOR,
        )


def _stray(target: str, places: list[int]) -> Hit:
    start, end = places[0], places[0] + 1
    while end < len(target) and target[end] == "`":
        end += 1
    span = Span(side="target", start=start, end=end)
    return Hit(
        message="A back-quote is missing, or one too many: the markup breaks here.", spans=(span,), confidence=0.85
    )


def _judged(segment: Segment, ours: Element | None, theirs: Element | None) -> Iterator[Hit]:
    if ours is None and theirs is not None:
        text = segment.target[theirs.start : theirs.end]
        yield _hit(f"“{text}” is not in the source.", None, theirs, confidence=0.4, severity=Severity.MINOR)
    elif ours is not None and theirs is None:
        yield _lost(segment, ours)
    elif ours is not None and theirs is not None:
        yield _changed(segment, ours, theirs)


def _hit(
    message: str, ours: Element | None, theirs: Element | None, *, confidence: float, severity: Severity | None = None
) -> Hit:
    spans = [Span(side="source", start=ours.start, end=ours.end)] if ours else []
    if theirs is not None:
        spans.append(Span(side="target", start=theirs.start, end=theirs.end))
    return Hit(message=message, spans=tuple(spans), confidence=confidence, severity=severity)


@lru_cache(maxsize=4)
def _keys(text: str) -> frozenset[str]:
    return frozenset(element.key for element in elements(text))


def _lost(segment: Segment, ours: Element) -> Hit:
    text = (segment.source or "")[ours.start : ours.end]
    broken = _broken(ours, segment.target)
    if broken:
        return _spoilt(segment, ours, broken)
    once = ours.key in _keys(segment.target)  # a repetition may be told in other words
    if ours.target and ours.target in segment.target and not once:
        message = f"“{ours.target}” has lost its markup “{ours.name.strip()}”."
        return _hit(message, ours, None, confidence=0.55 if ours.kind == "role" else 0.45, severity=Severity.MINOR)
    sentence = ours.kind in ("literal", "code") and _WORDY.search(ours.target)
    word = ours.kind in ("literal", "code") and _PLAIN.fullmatch(ours.target)
    term = ours.name == ":term:" and ":term:`" in segment.target
    confidence = 0.4 if sentence or once or word or term or _is_title(ours) else 0.6
    return _hit(f"“{text}” is missing from the translation.", ours, None, confidence=confidence)


def _spoilt(segment: Segment, ours: Element, place: tuple[int, int]) -> Hit:
    text, became = (segment.source or "")[ours.start : ours.end], segment.target[place[0] : place[1]]
    theirs = Element(ours.kind, ours.name, ours.target, *place)
    return _hit(f"“{text}” is broken: “{became}” is no markup.", ours, theirs, confidence=0.85)


def _broken(ours: Element, target: str) -> tuple[int, int] | None:
    """Find a role or link that lost a colon, gained a space, or has other quotation marks."""
    if ours.kind != "role":
        return None
    content = re.escape(ours.target.lstrip("!")) if ours.target else r"[^`'\"]{1,60}?"
    name = rf":?\s?(?:{re.escape(ours.name[1:-1])}|[^\W\d_]{{3,15}})\s?[:：]"
    match = re.search(rf"{name}\s?{_QUOTE}[~!]?(?:[^`<>]*<)?{content}>?{_QUOTE}", target)
    whole = match and any(
        e.kind == "role" and e.start < match.end() and match.start() < e.end for e in elements(target)
    )
    return match.span() if match and not whole else None


def _changed(segment: Segment, ours: Element, theirs: Element) -> Hit:
    text, became = (segment.source or "")[ours.start : ours.end], segment.target[theirs.start : theirs.end]
    message = f"“{text}” became “{became}”."
    broken = _broken(ours, segment.target)
    if broken and theirs.kind != "role":
        return _spoilt(segment, ours, broken)
    if ours.target.replace(" ", "") == theirs.target.replace(" ", ""):
        same = ours.name == theirs.name
        return _hit(message, ours, theirs, confidence=0.7 if same else 0.5, severity=Severity.MINOR)
    if ours.name == theirs.name and ours.target.lstrip("!") == theirs.target.lstrip("!"):
        message = f"“{text}” became “{became}”: “!” decides whether it is a link."
        return _hit(message, ours, theirs, confidence=0.6, severity=Severity.MINOR)
    if _STRING.fullmatch(ours.target) and _STRING.fullmatch(theirs.target):
        return _hit(message, ours, theirs, confidence=0.5, severity=Severity.MINOR)
    if {ours.kind, theirs.kind} <= {"literal", "code"}:
        likeness = replacement(ours.target, theirs.target, translated=_latin(segment.target_lang))
        if likeness != "another":
            sure = 0.4 if likeness == "example" else 0.6
            return _hit(message, ours, theirs, confidence=sure, severity=Severity.MINOR)
    translated = ours.kind in ("literal", "code") and (_WORDY.search(ours.target) or _WORDY.search(theirs.target))
    free = (ours.name == theirs.name == ":term:" and "<" not in became) or _is_title(ours)
    return _hit(message, ours, theirs, confidence=0.4 if translated or free else 0.8)


def _latin(tag: str | None) -> bool:
    """Tell whether a name in Latin letters can be a word of the language."""
    known = scripts(tag or "und")
    return not known or "Latn" in known


def _is_title(element: Element) -> bool:
    """Tell whether a reference names a heading or a link's text, which is translated where it stands (`Title`_)."""
    return element.name.endswith("_")


def _glued(segment: Segment) -> Iterator[Hit]:
    source = segment.source or ""
    if "`" not in source or any(_glue(source, e) for e in elements(source)):
        return
    for element in elements(segment.target):
        place = _glue(segment.target, element)
        if place is not None:
            span = Span(side="target", start=place, end=place + 1)
            yield Hit(message=_NEEDS_SPACE, spans=(span,), confidence=0.75)


def _glue(text: str, element: Element) -> int | None:
    """Return the place of a letter that touches the element; Markdown and scripts without spaces do not mind."""
    if element.kind not in ("role", "literal"):
        return None
    before, after = text[element.start - 1 : element.start], text[element.end : element.end + 1]
    if before and _LETTER.match(before):
        return element.start - 1
    return element.end if after and _LETTER.match(after) else None
