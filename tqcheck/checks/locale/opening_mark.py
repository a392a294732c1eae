"""LOC102: a question or exclamation that is closed but not opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.tables import section
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.prose import target_prose

# Marks at the end of a word or quotation; not `(?)`, and not inside a word.
_CLOSING = re.compile(r"(?<![\s(¿¡])[?!]+(?![\w=])")
_LAST_WORD = re.compile(r"\w+\W?$")


@rule("LOC102", "opening-mark", Severity.MINOR, mqm="locale-conventions/punctuation", needs_source=False)
@dataclass(frozen=True, slots=True)
class OpeningMark:
    """A question or an exclamation lacks the mark that opens it.

    ## Why it matters
    Spanish and Asturian open a question with ¿ and an exclamation with ¡; without it the reader sees too late what the
    sentence is, and the text looks typed in haste.

    ## How it decides
    Every `?` and `!` needs its opening mark before it, in languages whose table names one; `?!` may be opened by
    either. A name that the source writes with the same mark (`Yahoo!`) is passed over, and so is text without a
    letter.

    ## When it is wrong
    In Spanish that keeps English titles with their exclamation marks but has no source at hand.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield one hit for each mark that was not opened."""
        if "?" not in segment.target and "!" not in segment.target:
            return
        marks = section(segment.target_lang or "", "opening_marks")
        if not marks:
            return
        text = target_prose(segment)
        start = 0
        for match in _CLOSING.finditer(text):
            before = text[start : match.start()]
            start = match.end()
            wanted = {marks["question" if c == "?" else "exclamation"] for c in match.group()}
            if any(mark in before for mark in wanted) or not any(map(str.isalpha, before)):
                continue
            if not _is_name(before, match.group(), segment.source or "", goes_on=text[match.end() :]):
                yield _hit(match, min(wanted), only=not any(mark in text for mark in marks.values()))


def _is_name(before: str, mark: str, source: str, *, goes_on: str) -> bool:
    """Tell whether the source writes the word before the mark with the same mark, inside a sentence."""
    word = _LAST_WORD.search(before)
    return word is not None and f"{word.group()}{mark}" in source and goes_on.strip(" .»”\"'") != ""


def _hit(match: re.Match[str], wanted: str, *, only: bool) -> Hit:
    return Hit(
        message=f"The “{match.group()}” has no “{wanted}” that opens it.",
        spans=(Span(side="target", start=match.start(), end=match.end()),),
        confidence=0.8 if only else 0.65,
    )
