"""ACC403: there is no translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import regex

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.scripts import spaceless
from tqcheck.text.tokens import lowered

_WORD_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")
_PROSE = regex.compile(r"(?<![\w.])\p{L}[\p{L}\p{M}]+(?![\w(])")
_DUMMY = regex.compile(
    r"(?:x{3,}|tod[o]|t\.?b\.?[ad]\.?|n/?a|lorem ipsum.*|untranslated|no translation|placeholder)", regex.I
)


@rule("ACC403", "missing-translation", Severity.MAJOR, mqm="accuracy/omission")
@dataclass(frozen=True, slots=True)
class MissingTranslation:
    """The target is empty, or has no word though the source has.

    ## Why it matters
    The reader sees nothing, a row of dots, or the dummy that someone meant to replace.

    ## How it decides
    The target is blank, or holds only punctuation, placeholders and tags while the source has words besides those, or
    is a dummy such as “TODO” or “xxx” that the source has not. A unit that its file itself calls untranslated is
    only info: programs show the source instead. Sentences that an alignment of documents finds without a counterpart
    are a matter of ACC705.

    ## When it is wrong
    Languages that leave a string empty on purpose: an article, a plural ending, the word between two placeholders.
    """

    sees_empty: ClassVar[bool] = True

    ignore_states: frozenset[str] = frozenset()
    """States in the file's words (`untranslated` …) of units that are not reported."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit, over the source and what stands in the target."""
        if not segment.source or segment.state in self.ignore_states or _omitted(segment):
            return
        if _WORD_OR_DIGIT.search(target_prose(segment)) and not _is_dummy(segment):
            return
        if not _has_words(segment) or _quotes(segment):
            return
        blank = not segment.target.strip()
        shown = "" if blank else f" but “{segment.target.strip()[:40]}”"
        yield Hit(
            message=f"There is no translation{shown}.",
            spans=(
                Span(side="source", start=0, end=len(segment.source)),
                Span(side="target", start=0, end=len(segment.target)),
            ),
            confidence=0.95 if blank else 0.7,
            severity=Severity.INFO if segment.state == "untranslated" else Severity.MAJOR,
        )


def _omitted(segment: Segment) -> bool:
    """Tell whether an alignment found no counterpart of the source."""
    return segment.alignment is not None and not segment.target.strip()


def _has_words(segment: Segment) -> bool:
    """Tell whether the source has words to translate; a blank target asks for less than one of code or placeholders."""
    if not segment.target.strip():
        return bool(segment.source and segment.source.strip())
    found = _PROSE.findall(source_prose(segment))
    one_is_enough = not _WORD_OR_DIGIT.search(segment.target) or spaceless(segment.source or "")
    return len(found) >= (1 if one_is_enough else 2) and sum(map(len, found)) >= 2


def _quotes(segment: Segment) -> bool:
    """Tell whether the target, in code or not, has all the words of the source."""
    own = lowered(segment.source or "")
    return bool(own) and own <= lowered(segment.target) and not _is_dummy(segment)


def _is_dummy(segment: Segment) -> bool:
    """Tell whether the target is a dummy; what the source has too is none."""
    if len(segment.target) > 60 or not _DUMMY.fullmatch(segment.target.strip(" .!?-–—_*[](){}<>…")):
        return False
    return "".join(segment.target.casefold().split()) not in "".join((segment.source or "").casefold().split())
