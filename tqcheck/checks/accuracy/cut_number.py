"""ACC102: a number that lost its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose

# "000" after a space, a word of small letters or a stray comma; not inside a number, a code, a time or a file name.
_CUT = re.compile(
    r"(?<![\d.,،'’:;/\\#+*=_\-‐‑–(\[\"“”«»‘`$€£¥%&^~<>|\u00a0\u202f\u2009])(?<!\d )(?<!\d[.,،，] )(?<!\d [.,،，] )"
    r"000(?![\d\w:/\\#*=_%-]|[.,]\d| \d)"
    r"|(?<![\w.,])[,٬،]000(?=\s+\w)(?!\s\d)"
)
_CAPITALS = re.compile(r"(?:[A-Z0-9][\w-]*|\b[a-z]{1,2})$")
_BARE = re.compile(r"(?<!\d)(?<!\d[.,'’٬ \u00a0\u202f\u2009])000(?!\d)")


@rule("ACC102", "cut-number", Severity.MAJOR, mqm="accuracy/mistranslation", needs_source=False)
@dataclass(frozen=True, slots=True)
class CutNumber:
    """A number has lost its head: 000 stands where 10 000 should.

    ## Why it matters
    Programs that split text at spaces or commas lose the first group of a large number, and with it all that it says.

    ## How it decides
    000 stands alone between words, or glued to the word before it, or after a comma that follows nothing. Codes, times,
    decimals, telephone numbers, 007 and 0000 are something else. Silent when the source has such a 000 too.

    ## When it is wrong
    In texts about the number 000 itself: a combination of a lock, an emergency call in Australia.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each 000 without its head."""
        if "000" not in segment.target:
            return
        text = target_prose(segment)
        source = source_prose(segment)
        for match in _CUT.finditer(text):
            before = text[max(0, match.start() - 20) : match.start()]
            if _BARE.search(source) or (before and not before.endswith(" ") and _CAPITALS.search(before)):
                continue
            yield Hit(
                message=f"“{match.group()}” has lost the beginning of its number.",
                spans=(Span(side="target", start=match.start(), end=match.end()),),
                confidence=_confidence(before, source),
            )


def _confidence(before: str, source: str) -> float:
    if source:
        return 0.9 if "000" in source else 0.7
    return 0.8 if before.strip() else 0.6
