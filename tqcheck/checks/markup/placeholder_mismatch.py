"""MKP101: a placeholder is lost, invented or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from babel import Locale
from babel.core import UnknownLocaleError

from tqcheck.checks import rule
from tqcheck.lang.plurals import tells_number
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text import icu
from tqcheck.text.difference import Piece, difference, paired
from tqcheck.text.java_quotes import SYNTAX as JAVA
from tqcheck.text.java_quotes import hidden
from tqcheck.text.placeholder_keys import bound, counts_something, has_numbers, keyed
from tqcheck.text.placeholders import Placeholder, declared, placeholders

_NUMBERED_QT = re.compile(r"(?<![\d%])%L?([1-9])(?![\d%$]|[.,]\d)")
# How a spoilt placeholder still shows: spaces inside, full-width or Arabic signs, a Cyrillic letter.
_VARIANTS = {
    "%": "[%％٪]", "{": "[{｛]", "}": "[}｝]", "$": "[$＄]", "(": "[(（]", ")": "[)）]", "s": "[sSсС]", "d": "[dDдД]",
    "@": "[@＠]", ":": "[:：]",
}  # fmt: skip
_EXACT_FORM = re.compile(r"zero|one|two|=?\d+")
"""A plural form of which the only placeholder is the number, whatever its name."""
_MOST = 30
"""How many mismatches of one segment are reported."""
_BRACED = re.compile(r"[{｛][^{}｛｝]{1,40}[}｝]")


@rule("MKP101", "placeholder-mismatch", Severity.MAJOR, mqm="design-and-markup/markup-tag")
@dataclass(frozen=True, slots=True)
class PlaceholderMismatch:
    """A placeholder of the source is missing from the target, changed, or one is invented.

    ## Why it matters
    The program puts a name, a number or a date in its place. Without it the message loses its point; with a wrong
    one the program shows nonsense or stops.

    ## How it decides
    Placeholders of both sides are compared by what they stand for: `%1$s` answers to `%s`, `{0:N2}` to `{0}`,
    `%i` to `%d`. Their order is free where they have names or numbers. If the file declares a syntax
    (`c-format`, `python-brace-format`, `no-c-format` …), that grammar alone decides. Otherwise only what cannot well be
    prose is one: "100 % de" has none, and date formats such as `%d.%m.%Y` are left alone. The plural form for none,
    one or two may spell its number out. In `java-format` a single apostrophe quotes what follows; where that hides
    an argument, and no apostrophe of the source does, it is one too. Messages with plural or select branches are the
    matter of icu-message.

    ## When it is wrong
    When a translator wrote a value in place of the placeholder on purpose, and in documentation that speaks of
    placeholders without marking them as code.
    """

    ignore: frozenset[str] = frozenset()
    """Placeholders that are never compared, as they are written."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each placeholder that has no counterpart."""
        source, target = segment.source or "", segment.target
        ours, theirs = _found(source, segment), _found(target, segment)
        if not ours and not theirs:
            return
        if "'" in target and segment.syntax & JAVA and not hidden(source):
            yield from _hidden(target)
        ours, theirs = ([p for p in side if p.text not in self.ignore] for side in (ours, theirs))
        numbered = has_numbers(ours) or has_numbers(theirs)
        first, second = keyed(ours, numbered=numbered), keyed(theirs, numbered=numbered)
        missing, extra = difference(first, second)
        if missing or extra:
            others = set(extra)
            taken = [(p.start, p.end) for p in second if p not in others]
            missing, extra = _serious(segment, (first, second), missing, extra)
            yield from _judged(segment, missing, extra, taken)
        elif not numbered:
            yield from _swapped(segment, first, second)


def _hidden(target: str) -> Iterator[Hit]:
    for argument in islice(hidden(target), _MOST):
        word = target[argument.start : argument.end]
        yield Hit(
            message=f"The apostrophe makes Java show “{word}” as it stands: write two of them ('').",
            spans=(Span(side="target", start=argument.apostrophe, end=argument.end),),
            confidence=0.75,  # the program may have another formatter
        )


def _found(text: str, segment: Segment) -> list[Placeholder]:
    if "%" not in text and "{" not in text and "$" not in text and "&" not in text and not segment.syntax:
        return []
    found = list(placeholders(text, segment.syntax))
    if _is_icu(segment):
        found = [p for p in found if p.family not in ("brace", "message")]
    if not segment.syntax and _uses_qt(segment.source or "", segment.source_lang):
        found += [Placeholder("qt", m.group(), *m.span()) for m in _NUMBERED_QT.finditer(text)]
    return found


def _is_icu(segment: Segment) -> bool:
    """Tell whether arguments in braces are the matter of icu-message."""
    source = segment.source or ""
    if icu.branched(source) or icu.branched(segment.target):
        return True
    return "icu-message-format" in segment.syntax and "{" in source and icu.readable(source)


def _uses_qt(source: str, lang: str | None) -> bool:
    """Tell whether `%1` … in the source are Qt's: counted from one, in a language that does not write `%5` for 5 %."""
    if "%1" not in source or _percent_first(lang or "en"):
        return False
    numbers = {int(n) for n in _NUMBERED_QT.findall(source)}
    return bool(numbers) and numbers == set(range(1, max(numbers) + 1))


@cache
def _percent_first(tag: str) -> bool:
    try:
        return str(Locale.parse(tag, sep="-").percent_formats[None].pattern).startswith("%")
    except (UnknownLocaleError, ValueError, KeyError):
        return False


def _serious(
    segment: Segment, pieces: tuple[list[Piece], list[Piece]], missing: list[Piece], extra: list[Piece]
) -> tuple[list[Piece], list[Piece]]:
    """Leave out what is no defect: a named one used twice, a number that a plural form spells out, a lookalike."""
    source, target = segment.source or "", segment.target
    used, given = {p.key for p in pieces[1]}, {p.key for p in pieces[0]}
    missing = [p for p in missing if not (bound(p.key) and p.key in used)]
    extra = [p for p in extra if not (bound(p.key) and p.key in given)]
    if not declared(segment.syntax):
        more = cache(lambda text: source.count(text) - target.count(text))
        missing = [p for p in missing if more(source[p.start : p.end]) > 0]
        extra = [p for p in extra if more(target[p.start : p.end]) < 0]
    if segment.variant is not None:
        extra = _without_count(extra)
        if tells_number(segment.target_lang or "", segment.variant):
            only = len(pieces[0]) == 1 and _EXACT_FORM.fullmatch(segment.variant)
            missing = [] if only else _without_count(missing)
    return missing, extra


def _without_count(pieces: list[Piece]) -> list[Piece]:
    spelt_out = next((p for p in pieces if counts_something(p.key)), None)
    return [p for p in pieces if p is not spelt_out]


def _judged(segment: Segment, missing: list[Piece], extra: list[Piece], taken: list[tuple[int, int]]) -> Iterator[Hit]:
    sure = 0.95 if declared(segment.syntax) else 0.8
    source, target = segment.source or "", segment.target
    is_one = len(missing) == len(extra) == 1  # then the one became the other, however unlike
    pairs = [(missing[0], extra[0])] if is_one else paired(missing, extra)
    for lost, found in islice(pairs, _MOST):
        if lost is None and found is not None:
            word = target[found.start : found.end]
            yield Hit(message=f"“{word}” is not in the source.", spans=(_span("target", found),), confidence=sure - 0.1)
        elif lost is not None:
            word = source[lost.start : lost.end]
            place = (found.start, found.end) if found else _spoilt(word, target, taken)
            message, spans = f"“{word}” is missing from the translation.", [_span("source", lost)]
            if place is not None:
                taken.append(place)
                message = f"“{word}” became “{target[place[0] : place[1]]}”."
                spans.append(Span(side="target", start=place[0], end=place[1]))
            yield Hit(message=message, spans=tuple(spans), confidence=sure)


def _spoilt(word: str, target: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Find what has become of a placeholder that was translated, spaced out or retyped."""
    pattern = r"\s*".join(_VARIANTS.get(c, re.escape(c)) for c in word if not c.isspace()) + r"(?![^\W\d_])"
    tries = [re.compile(pattern, re.IGNORECASE)] + ([_BRACED] if "{" in word else [])
    for attempt in tries:
        for match in attempt.finditer(target):
            if not any(s < match.end() and match.start() < e for s, e in taken):
                return match.span()
    return None


def _swapped(segment: Segment, ours: list[Piece], theirs: list[Piece]) -> Iterator[Hit]:
    """Yield a hit where directives without numbers stand in another order, so that types no longer fit."""
    first, second = ([p for p in side if p.key.startswith("%") and not bound(p.key)] for side in (ours, theirs))
    if [p.key for p in first] == [p.key for p in second] or not first:
        return
    order = " ".join((segment.source or "")[p.start : p.end] for p in first)
    spans = tuple(_span("source", p) for p in first) + tuple(_span("target", p) for p in second)
    yield Hit(
        message=f"The placeholders must stay in the order “{order}”, or be numbered (%1$…, %2$…).",
        spans=spans,
        confidence=0.9 if declared(segment.syntax) else 0.7,
    )


def _span(side: str, piece: Piece) -> Span:
    return Span(side="source" if side == "source" else "target", start=piece.start, end=piece.end)
