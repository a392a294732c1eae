"""ACC302: the target is in another language, another script or the other standard of Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tqcheck.checks import rule
from tqcheck.lang.tags import language, related, script
from tqcheck.lang.writing import name, script_name, scripts
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text import chinese
from tqcheck.text.copied import share
from tqcheck.text.identify import common_words, count, known, other_language, plainly
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.scripts import SPACELESS, counts
from tqcheck.text.tokens import Word, lowered, words

# Scripts that several unrelated languages with tables share; any other script tells its language by itself.
_SHARED = frozenset({"Latn", "Cyrl", "Arab", "Deva"})
_COPIED = 0.6
_LETTERS = 20
"""The least prose that words are judged by."""


class _Claim(NamedTuple):
    message: str
    confidence: float
    severity: Severity


@rule("ACC302", "wrong-language", Severity.MAJOR, mqm="accuracy/mistranslation", needs_source=False)
@dataclass(frozen=True, slots=True)
class WrongLanguage:
    """The target is not in the language it should be in.

    ## Why it matters
    A reader who does not know the other language gets nothing; the usual causes are a mixed-up file, a machine
    translator that fell back to English or to a neighbour language, and Simplified Chinese in a Traditional text.

    ## How it decides
    First the script: letters of a script that the target language is not written in, and hardly any of its own.
    Then words: a text with plenty of the commonest words of its language is right; of what is left, a text of prose
    is wrong when two independent identifiers are sure of one and the same other language and leave the right one
    no chance. Languages that the identifiers do not know are only compared with the source's language and English.
    Chinese whose tag says which standard it follows is compared with characters that only one standard has. A
    target copied from the source is left to ACC301, swapped sides to ACC304, closely related languages to people.

    ## When it is wrong
    Targets that rightly stand in another language than asked for while the source does not: a film title, a verse.
    """

    least_words: int = 4
    """A text with fewer words of its own is judged by its script alone."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit, over the whole target."""
        tag, text = segment.target_lang, target_prose(segment)
        if not tag or len(text) < 4 or (script(tag) in _SHARED and plainly(text, tag)):
            return
        claim = _by_script(segment, text, tag) or _by_characters(text, tag) or self._by_words(segment, text, tag)
        if claim:
            span = Span(side="target", start=0, end=len(segment.target))
            yield Hit(message=claim.message, spans=(span,), confidence=claim.confidence, severity=claim.severity)

    def _by_words(self, segment: Segment, text: str, tag: str) -> _Claim | None:
        if script(tag) not in _SHARED and scripts(tag).isdisjoint(_SHARED):
            return None
        own = _own_words(segment, text)
        if len(own) < self.least_words or _letters(own) < _LETTERS or _copied(segment):
            return None
        other = other_language(text, tag) if known(tag) else _fallback(segment, text, tag)
        if not other or _swapped(segment, other, tag):
            return None
        severity = Severity.CRITICAL if len(own) >= 8 else Severity.MAJOR
        return _Claim(_reads_as(other, tag), min(0.95, 0.5 + 0.05 * len(own)), severity)


def _reads_as(other: str, tag: str) -> str:
    return f"The target reads as {name(other)}, not {name(tag)}."


def _own_words(segment: Segment, text: str) -> list[Word]:
    """Return the target's words of letters that are not the source's too."""
    given = lowered(source_prose(segment))
    return [w for w in words(text) if w.text[:1].isalpha() and w.text.casefold() not in given]


def _letters(found: list[Word]) -> int:
    return sum(len(w.text) for w in found)


def _copied(segment: Segment) -> bool:
    return segment.source is not None and share(segment) >= _COPIED


def _fallback(segment: Segment, text: str, tag: str) -> str | None:
    """Return the source's language or English when the text of a little-known language is plainly in it."""
    for other in (language(segment.source_lang or "en"), "en"):
        enough = max(4, 0.25 * len(lowered(text)), 2 * count(text, tag))
        if not related(other, tag) and count(text, other) >= enough and plainly(text, other):
            return other
    return None


def _swapped(segment: Segment, other: str, tag: str) -> bool:
    """Tell whether the target is in the source's language and the source in the target's: ACC304 says that."""
    source, given = segment.source, segment.source_lang
    return bool(source and given and related(other, given) and plainly(source, tag))


def _by_script(segment: Segment, text: str, tag: str) -> _Claim | None:
    expected, letters = scripts(tag), counts(text)
    total = letters.total()
    if not expected or total < 2 or sum(letters[s] for s in expected) > 0.15 * total or _copied(segment):
        return None
    foreign, most = letters.most_common(1)[0]
    own = _own_words(segment, text)
    if most < 0.6 * total:
        return None
    if foreign == "Latn":
        return _latin(segment, text, tag, own)
    if _letters(own) < (3 if foreign in SPACELESS or foreign == "Hang" else 6) or _mirrored(segment, foreign, tag):
        return None
    message = f"The target is written in {script_name(foreign)} script, which {name(tag)} is not written in."
    return _Claim(message, 0.9, Severity.CRITICAL if total >= _LETTERS else Severity.MAJOR)


def _mirrored(segment: Segment, foreign: str, tag: str) -> bool:
    """Tell whether the sides look swapped by their scripts: ACC304 says that."""
    letters = counts(source_prose(segment))
    own = sum(letters[s] for s in scripts(tag))
    return foreign in scripts(segment.source_lang or "und") and 2 * own > letters.total() > 0


def _latin(segment: Segment, text: str, tag: str, own: list[Word]) -> _Claim | None:
    """Judge Latin letters where others are expected: names and codes are usual there, sentences are not."""
    prose = [w for w in own if w.text.islower()]
    counted = common_words(text)
    if len(prose) < 4 or _letters(prose) < _LETTERS or not counted or _mirrored(segment, "Latn", tag):
        return None
    other = max(sorted(counted), key=lambda t: (counted[t], t == segment.source_lang, t == "en"))
    if counted[other] < max(2, 0.15 * len(lowered(text))):
        return None
    return _Claim(_reads_as(other, tag), 0.85, Severity.CRITICAL if len(prose) >= 8 else Severity.MAJOR)


def _by_characters(text: str, tag: str) -> _Claim | None:
    """Tell Chinese from Japanese, and its two standards apart."""
    found = chinese.mismatch(text, tag)
    if not found:
        return None
    wanted = chinese.standard(tag)
    asked = f"{wanted.title()} Chinese" if wanted else name(tag)
    return _Claim(f"The target reads as {found[0]}, not {asked}.", found[1], Severity.MAJOR)
