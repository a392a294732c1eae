"""MKP502: the mark of a keyboard shortcut is lost or doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.markup import entities
from tqcheck.text.placeholders import technical

_LONGEST = 40  # a menu entry or a label, not a sentence
# "&File", "E&xit", "Save &As"; not "R&D" and "AT&T", where a capital stands on both sides.
_MARKS = {
    "&": re.compile(r"(?<![&\s\w])&(?=[^\W_])|(?<=\s)&(?=[^\W_])|(?<=[^\W\d_])&(?=[a-z])"),
    "_": re.compile(r"(?<![\w_])_(?=[^\W_])(?![^_]*_)|^[A-Z][a-z]{0,6}_(?=[a-z]{1,8}\b)"),
    "~": re.compile(r"(?<![\w~])~(?=[^\W\d_])|(?<=[A-Za-z])~(?=[a-z])"),
}
_ANY = {mark: re.compile(rf"(?<!{mark}){mark}(?=[^\W_])") for mark in _MARKS}


@rule("MKP502", "access-key", Severity.MINOR, mqm="design-and-markup/other")
@dataclass(frozen=True, slots=True)
class AccessKey:
    """The mark of an access key in a menu or on a button (`&File`, `_File`, `~File`) is lost or doubled.

    ## Why it matters
    Without it nobody can reach the entry by keyboard; a second one is shown as it stands or takes the first's place.

    ## How it decides
    Only short texts whose source has exactly one mark, right before a letter. The target must have exactly one too, as
    `&Datei` or, in languages without Latin letters, as `ファイル(&F)`. Names such as R&D have none.

    ## When it is wrong
    When the program's platform has no access keys in the target language.
    """

    max_length: int = _LONGEST
    """The longest source, in code points, that is taken for a menu entry or label."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit when the source's one mark has none or several in answer."""
        source = segment.source or ""
        if len(source) > self.max_length:
            return
        for mark, pattern in _MARKS.items():
            if mark in source:
                yield from _compared(segment, mark, pattern)


def _compared(segment: Segment, mark: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    source, target = segment.source or "", segment.target
    found = [m.start() for m in pattern.finditer(source)]
    if len(found) != 1 or source.count(mark) != 1 or technical(source) or entities(source):
        return
    marks = [m.start() for m in _ANY[mark].finditer(target)]
    here = Span(side="source", start=found[0], end=found[0] + 2)
    if not marks:
        message = f"The access key “{source[found[0] : found[0] + 2]}” is lost."
        yield Hit(message=message, spans=(here,), confidence=0.7 if mark == "&" else 0.6)
    elif len(marks) > 1:
        spans = tuple(Span(side="target", start=at, end=at + 2) for at in marks)
        yield Hit(message=f"There are {len(marks)} access keys: one is enough.", spans=(here, *spans), confidence=0.8)
