"""LNG303: characters that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.invisible import invisible, named

_SOFT_HYPHEN = "\u00ad"


@rule("LNG303", "invisible-character", Severity.MINOR, mqm="design-and-markup/character-encoding", needs_source=False)
@dataclass(frozen=True, slots=True)
class InvisibleCharacter:
    """An invisible character stands in the target where its script has no use for it.

    ## Why it matters
    A zero width space or a byte order mark inside a word breaks search, sorting, spelling checks and line ends, and
    tag characters can carry hidden text.

    ## How it decides
    Zero width space, soft hyphen, byte order mark, word joiner, fillers, tag and control characters. Joiners are
    right beside letters of Arabic, Indic and related scripts and in emoji; a zero width space is right in text of a
    script without spaces. Silent for a character that the source has as well.

    ## When it is wrong
    When a soft hyphen was set on purpose to guide hyphenation; these are graded as info.
    """

    allow: frozenset[str] = frozenset()
    """Characters that may stand anywhere."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield one hit for each kind of invisible character."""
        text, source = segment.target, segment.source or ""
        kinds: dict[str, list[int]] = {}
        for at in invisible(text):
            if text[at] not in source and text[at] not in self.allow:
                kinds.setdefault(text[at], []).append(at)
        for character, places in kinds.items():
            yield _hit(text, character, places)


def _hit(text: str, character: str, places: list[int]) -> Hit:
    first, times = places[0], f" {len(places)} times" if len(places) > 1 else ""
    inside = text[max(0, first - 1) : first].isalpha() and text[first + 1 : first + 2].isalpha()
    where = "inside a word" if inside else "here"
    return Hit(
        message=f"An invisible {named(character)} stands {where}{times}.",
        spans=tuple(Span(side="target", start=at, end=at + 1) for at in places),
        confidence=0.8 if character != _SOFT_HYPHEN else 0.6,
        severity=Severity.INFO if character == _SOFT_HYPHEN and inside else None,
        fix=Fix.of_all(text, ((at, at + 1, "") for at in places), safe=_means_nothing(character)),
    )


def _means_nothing(character: str) -> bool:
    """Tell whether text without the character is the same text: a control character may stand for another one."""
    return character != _SOFT_HYPHEN and unicodedata.category(character) == "Cf"
