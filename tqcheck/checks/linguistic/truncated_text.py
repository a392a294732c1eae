"""LNG401: a translation that stops in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.tables import section
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.endings import alike, ending, visual
from tqcheck.text.prose import MASK, source_prose, target_prose
from tqcheck.text.tokens import Word, lowered, words

_FINAL = frozenset({"stop", "question", "exclamation"})
_OPEN = frozenset("([{（［「『《【„«“")
_PREFIX = 4


@rule("LNG401", "truncated-text", Severity.MAJOR, mqm="accuracy/omission")
@dataclass(frozen=True, slots=True)
class TruncatedText:
    """The target stops before the sentence is over.

    ## Why it matters
    A text that was cut at a length limit or by a machine that stopped too soon has lost its end, and nobody sees
    what is missing.

    ## How it decides
    The source ends with a full stop, a question or an exclamation mark, the target with none, and its last word is
    one that no sentence of the language ends with (*the*, *und*, *de la*), the beginning of a name of the source, or
    is followed by a hyphen or an opening bracket. A comma at the end is minor and unsure: it may be a slip of the hand.

    ## When it is wrong
    When a sentence is divided between two segments of the target but not of the source.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit."""
        source_lang, target_lang = segment.source_lang or "", segment.target_lang or ""
        if alike(segment.source or "", source_lang, target=segment.target, target_lang=target_lang):
            return
        source, target = source_prose(segment), target_prose(segment)
        first, second = ending(source, source_lang), ending(target, target_lang)
        if first.kind not in _FINAL or second.kind not in ("none", "comma") or second.quoted:
            return
        if visual(target, target_lang):
            return
        cut = _cut(target[: second.end], segment, comma=second.kind == "comma")
        if cut:
            start, confidence = cut
            yield Hit(
                message=f"The translation stops at “{target[start : second.end]}”; the source goes on to its end.",
                spans=(
                    Span(side="target", start=start, end=second.end),
                    Span(side="source", start=first.start, end=first.end),
                ),
                confidence=confidence,
                severity=Severity.MINOR if second.kind == "comma" else None,
            )


def _cut(text: str, segment: Segment, *, comma: bool) -> tuple[int, float] | None:
    """Return where the last word begins and how sure we are that the text was cut behind it."""
    found = words(text)
    if len(found) < 2 or MASK in text[found[-1].end :]:
        return None
    last = found[-1]
    tail = text[last.end :].strip()
    if comma:
        return last.start, 0.45
    if tail:
        return (last.start, 0.75) if tail[-1] in _OPEN or tail == "-" else None
    if last.text.lower() in section(segment.target_lang or "", "unfinished").get("words", ()):
        return last.start, 0.85
    return (last.start, 0.7) if _half_a_name(last, segment.source or "") else None


def _half_a_name(last: Word, source: str) -> bool:
    """Tell whether the word is the beginning of a capitalised word of the source that ends elsewhere."""
    text = last.text
    if len(text) < _PREFIX or not text[0].isupper() or text.casefold() in lowered(source):
        return False
    return any(w.text.startswith(text) and len(w.text) > len(text) + 1 for w in words(source))
