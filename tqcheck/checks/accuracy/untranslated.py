"""ACC301: the target is the source, or nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tqcheck.checks import rule
from tqcheck.lang.tables import section
from tqcheck.lang.tags import language, related
from tqcheck.lang.writing import name, scripts
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.copied import share, shared
from tqcheck.text.identify import common, first_guess, noun_capitals
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.register import is_code, is_quoted, is_reference, is_title
from tqcheck.text.scripts import SPACELESS, dominant
from tqcheck.text.tokens import Word, lowered, words

_NEARLY = 0.75
# Letters and what ends a label: names of options, code and formulas have other signs.
_LABEL = re.compile(r"[^\W\d_]+(?:[ '’&/-]+[^\W\d_]+)*\s?[.…!?:]*\s*")


@rule("ACC301", "untranslated", Severity.MAJOR, mqm="accuracy/untranslated")
@dataclass(frozen=True, slots=True)
class Untranslated:
    """The target is the source text, or nearly so, though the languages differ.

    ## Why it matters
    Text that nobody translated is the commonest defect of a release made in a hurry, and the reader sees it at once.

    ## How it decides
    Nearly all words of the target are the source's own. That alone says little, for names, titles, code, addresses and
    references rightly stay; so the copied words must be prose: grammatical words of the source language that are not
    words of the target language too, and words without capitals. Short strings without grammatical words are minor, and
    shown only when an identifier says that they are in the source language, or when they are words of buttons and menus
    that a table knows (*Save*, *Try again*) and the target language does not use itself (*Account* in Dutch). A text in
    a script that the target language is not written in (Chinese left in English, Russian in German) needs no more
    proof, Latin script apart.

    ## When it is wrong
    Quotations that both sides keep in the original, names of products written in small letters, and a button of
    another program that a text names in the original.
    """

    ignore: frozenset[str] = frozenset()
    """Texts that may stay as they are, in lower case."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield at most one hit, over both sides."""
        if not segment.source_lang or not segment.target_lang or related(segment.source_lang, segment.target_lang):
            return
        copied = len(shared(segment))
        if not copied or copied < _NEARLY * len(lowered(target_prose(segment))) or share(segment) < _NEARLY:
            return
        severity, confidence = _judge(segment, segment.source_lang, segment.target_lang)
        if not confidence or segment.target.strip().lower() in self.ignore:
            return
        nearly = "" if _equal(segment) else "nearly "
        yield Hit(
            message=f"The target is {nearly}the same as the source: it is still in {name(segment.source_lang)}.",
            spans=(
                Span(side="source", start=0, end=len(segment.source or "")),
                Span(side="target", start=0, end=len(segment.target)),
            ),
            confidence=confidence,
            severity=Severity.MINOR if segment.state == "untranslated" else severity,
        )


def _equal(segment: Segment) -> bool:
    return (segment.source or "").casefold().split() == segment.target.casefold().split()


def _judge(segment: Segment, source_lang: str, target_lang: str) -> tuple[Severity, float]:
    """Return severity and confidence; confidence 0 when nothing speaks for a text left behind."""
    text = target_prose(segment)
    given = lowered(source_prose(segment))
    found = [w for w in words(text) if w.text.isalpha() or "'" in w.text or "’" in w.text]
    copied = [w for w in found if w.text.casefold() in given]
    if not copied or len(copied) < _NEARLY * len(found) or is_code(text, len(found)) or is_reference(text):
        return Severity.MINOR, 0.0
    if is_quoted(text, copied[0].start, copied[-1].end):
        return Severity.MINOR, 0.0  # the translation with the original behind it
    script = dominant(text)
    if script in SPACELESS or script == "Hang":
        return _spaceless(segment, script, target_lang)
    return _prose(segment, copied, source_lang, target_lang)


def _spaceless(segment: Segment, script: str, target_lang: str) -> tuple[Severity, float]:
    """Judge text without spaces: its script is all there is to go by."""
    foreign = bool(scripts(target_lang)) and script not in scripts(target_lang)
    return Severity.MAJOR, 0.9 if foreign and _equal(segment) else 0.0


def _prose(segment: Segment, copied: list[Word], source_lang: str, target_lang: str) -> tuple[Severity, float]:
    foreign = bool(scripts(target_lang)) and dominant(segment.target) not in scripts(target_lang)
    if foreign and dominant(segment.target) != "Latn" and _equal(segment) and max(len(w.text) for w in copied) > 2:
        return Severity.MAJOR, 0.85
    theirs = common(target_lang)
    small = {w.text.casefold() for w in copied} & common(source_lang) - theirs
    heavy = {w.text for w in copied if len(w.text) > 1 and not w.text[0].isupper() and w.text not in theirs | small}
    title = is_title(copied, common(source_lang), noun_capitals=noun_capitals(source_lang))
    if len(small) >= 2 and len(copied) >= 4 and not title:
        equal = len(copied) >= 0.95 * len(words(target_prose(segment)))
        return Severity.MAJOR, 0.9 if len(copied) >= 6 and equal else 0.75
    if not _equal(segment):
        return Severity.MINOR, 0.0
    if small and heavy and len(copied) >= 3 and not title:
        return Severity.MAJOR, 0.7
    return Severity.MINOR, _of_label(segment, copied, len(heavy), foreign=foreign)


def _of_label(segment: Segment, copied: list[Word], heavy: int, *, foreign: bool) -> float:
    """Return the confidence that a short text that says no sentence, with so many words in small letters, stayed."""
    if _of_interface(segment, copied):
        alone = len(copied) == 1 and not copied[0].text.istitle()  # "open" may be a command, DELETE a method of HTTP
        return 0.4 if alone else 0.6
    if heavy >= 3 and language(first_guess(target_prose(segment)).tag) == language(segment.source_lang):
        return 0.6
    return 0.4 if heavy >= 2 or (foreign and heavy) else 0.0


def _of_interface(segment: Segment, copied: list[Word]) -> bool:
    """Tell whether all words are such as stand on buttons of programs, and no words of the target language."""
    known, tag = _buttons(segment.source_lang or "und"), segment.target_lang or "und"
    if not known or not _LABEL.fullmatch(segment.target):
        return False
    found = {w.text.casefold() for w in copied}
    kept = {*section(tag, "interface").get("kept", "").split(), *common(tag)}
    return bool(found & known) and found <= known | common(segment.source_lang or "und") and found.isdisjoint(kept)


@cache
def _buttons(tag: str) -> frozenset[str]:
    return frozenset(section(tag, "interface").get("words", "").split())
