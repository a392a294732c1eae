"""LNG203: another mark at the end than the source has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.endings import Ending, alike, asks, ending, optional
from tqcheck.text.prose import MASK, source_prose, target_prose
from tqcheck.text.repeats import pieces

_SENTENCE = re.compile(r"[^\s\d.]{2}[.।።۔။។](?= )|[。！？](?=.)")
_NAMES = {
    "stop": "a full stop", "question": "a question mark", "exclamation": "an exclamation mark",
    "ellipsis": "an ellipsis", "colon": "a colon", "semicolon": "a semicolon", "comma": "a comma", "none": "no mark",
}  # fmt: skip
# How sure we are that a change of the last mark is a mistake, by (source, target).
_CHANGES = {
    ("stop", "comma"): 0.3, ("stop", "semicolon"): 0.4, ("stop", "none"): 0.4, ("stop", "colon"): 0.4,
    ("exclamation", "none"): 0.35, ("exclamation", "stop"): 0.3, ("exclamation", "comma"): 0.5,
    ("ellipsis", "none"): 0.5, ("ellipsis", "stop"): 0.4, ("colon", "none"): 0.5, ("colon", "stop"): 0.45,
    ("colon", "comma"): 0.5, ("none", "stop"): 0.35, ("none", "question"): 0.4, ("none", "colon"): 0.45,
    ("none", "comma"): 0.45, ("comma", "stop"): 0.4, ("comma", "none"): 0.35, ("stop", "exclamation"): 0.3,
    ("stop", "ellipsis"): 0.35,
}  # fmt: skip


@rule("LNG203", "end-punctuation", Severity.MINOR, mqm="linguistic-conventions/punctuation")
@dataclass(frozen=True, slots=True)
class EndPunctuation:
    """The target ends with another mark than the source.

    ## Why it matters
    A question that lost its mark reads as a statement, and a colon that is gone no longer announces what follows.

    ## How it decides
    Each side's last mark is read by the conventions of its language: Greek asks with `;`, Hindi ends with `।`,
    Chinese with `。`, Thai with nothing, Armenian asks inside the word. Quotation marks and brackets behind the mark
    are passed over. A question mark that is nowhere in the target is the strongest sign; a missing full stop counts
    when an earlier sentence of the target has its own.

    ## When it is wrong
    When the translator made a statement of a rhetorical question, or made two sentences one.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit."""
        source_lang, target_lang = segment.source_lang or "", segment.target_lang or ""
        if alike(segment.source or "", source_lang, target=segment.target, target_lang=target_lang):
            return
        source, target = source_prose(segment), target_prose(segment)
        first, second = ending(source, source_lang), ending(target, target_lang)
        if first.kind == second.kind or first.end == 0 or second.end == 0:
            return
        if MASK in (source[first.end - 1], target[second.end - 1]):
            return
        confidence = _confidence(segment, first, second)
        if confidence:
            yield Hit(
                message=f"The source ends with {_NAMES[first.kind]}, the translation with {_NAMES[second.kind]}.",
                spans=(
                    Span(side="target", start=second.start, end=second.end),
                    Span(side="source", start=first.start, end=first.end),
                ),
                confidence=confidence,
            )


def _confidence(segment: Segment, first: Ending, second: Ending) -> float:
    source, target = segment.source or "", segment.target
    source_lang, target_lang = segment.source_lang or "", segment.target_lang or ""
    if optional(first.kind, target_lang) or optional(second.kind, source_lang):
        return 0.0
    if first.kind == "question":
        return 0.0 if asks(target, target_lang) else 0.45 if first.quoted else 0.7
    if second.kind == "question" and first.kind != "none":
        return 0.0 if asks(source, source_lang) or second.quoted else 0.6
    if first.quoted or second.quoted:
        return 0.0
    if (first.kind, second.kind) == ("stop", "none"):
        earlier = _SENTENCE.search(target[: second.start]) and _SENTENCE.search(source[: first.start])
        return 0.6 if earlier else 0.4 if len(pieces(source)) > 3 else 0.3
    return _CHANGES.get((first.kind, second.kind), 0.0)
