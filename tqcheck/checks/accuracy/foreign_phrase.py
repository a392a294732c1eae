"""ACC303: a clause of the target is still in the source language, or in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tqcheck.checks import rule
from tqcheck.lang.tags import related
from tqcheck.lang.writing import name, script_name, scripts
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.copied import runs, share, shared
from tqcheck.text.identify import common, noun_capitals
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.register import is_code, is_quoted, is_reference, is_title
from tqcheck.text.script_runs import Passage, foreign_passages
from tqcheck.text.scripts import SPACELESS
from tqcheck.text.tokens import Word, lowered, words

_UNTRANSLATED = 0.75
"""With so many words copied, ACC301 speaks of the whole target."""
_LONG_PASSAGE = {True: 9, False: 30}
"""From so many characters on, a passage in another script is no name; scripts without spaces need fewer."""


@rule("ACC303", "foreign-phrase", Severity.MINOR, mqm="accuracy/untranslated")
@dataclass(frozen=True, slots=True)
class ForeignPhrase:
    """Part of the target is still in the source language, or in English.

    ## Why it matters
    A clause that was left behind inside a good sentence is easily overlooked when one reads the target alone.

    ## How it decides
    At least five words in a row that the source has in the same order, with two grammatical words of the source
    language that are not words of the target language too; or six words in a row, none of the source's, with three
    such words of English; or several words in another script (five Han or kana letters are enough) that the source
    has not, or has because its language is written so. Quotations, text in brackets or emphasis, titles, code and
    references are passed over, closely related languages are not compared.

    ## When it is wrong
    Slogans and names of organisations in small letters that are kept in the original without quotation marks.
    """

    least_words: int = 5
    """A shorter run of copied words is passed over."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each clause that was left behind."""
        source_lang, target_lang = segment.source_lang, segment.target_lang
        if not source_lang or not target_lang:
            return
        if not related(source_lang, target_lang):
            both = shared(segment)
            foreign = _foreign(source_lang, target_lang)
            if len(both) >= self.least_words and len(both & foreign) >= 2 and share(segment) < _UNTRANSLATED:
                yield from self._copied(segment, foreign, name(source_lang))
        if not related(target_lang, "en"):
            yield from _english(segment, target_lang)
        for passage in foreign_passages(target_prose(segment), target_lang):
            yield from _other_script(segment, passage, source_lang)

    def _copied(self, segment: Segment, foreign: frozenset[str], language_name: str) -> Iterator[Hit]:
        text, source = target_prose(segment), source_prose(segment)
        nouns = noun_capitals(segment.source_lang or "")
        for run in runs(segment, self.least_words):
            small = sum(w.text.casefold() in foreign for w in run.target)
            start, end = run.target[0].start, run.target[-1].end
            if small < 2 or small < 0.2 * len(run.target) or _kept(text, run.target, foreign, nouns=nouns):
                continue
            first, last = run.source[0].start, run.source[-1].end
            if is_quoted(source, first, last):
                continue
            long = len(run.target) >= 8 and small >= 3
            yield Hit(
                message=f"“{text[start:end]}” is still in {language_name}.",
                spans=(Span(side="source", start=first, end=last), Span(side="target", start=start, end=end)),
                confidence=0.8 if long else 0.6,
                severity=Severity.MAJOR if long else Severity.MINOR,
            )


@lru_cache(maxsize=256)
def _foreign(lang: str, target_lang: str) -> frozenset[str]:
    """Return the common words of `lang` that are not common words of the target's language too."""
    return common(lang) - common(target_lang)


def _kept(text: str, run: Sequence[Word], foreign: frozenset[str], *, nouns: bool) -> bool:
    """Tell whether these words are of a kind that rightly stays in the original."""
    start, end = run[0].start, run[-1].end
    inside = text[start:end]
    return (
        is_title(run, foreign, noun_capitals=nouns)
        or is_quoted(text, start, end)
        or is_code(inside, len(run))
        or is_reference(inside)
    )


def _other_script(segment: Segment, passage: Passage, source_lang: str) -> Iterator[Hit]:
    text, source = target_prose(segment), source_prose(segment)
    inside = text[passage.start : passage.end]
    start = source.find(inside)
    from_source = passage.script in scripts(source_lang)
    if is_quoted(text, passage.start, passage.end) or (start >= 0 and not from_source):
        return
    spans = [Span(side="source", start=start, end=start + len(inside))] if start >= 0 else []
    what = f"still in {name(source_lang)}" if start >= 0 else f"in {script_name(passage.script)} script"
    long = len(inside) >= _LONG_PASSAGE[passage.script in SPACELESS]
    yield Hit(
        message=f"“{inside}” is {what}.",
        spans=(*spans, Span(side="target", start=passage.start, end=passage.end)),
        confidence=0.8 if long else 0.6,
        severity=Severity.MAJOR if long else Severity.MINOR,
    )


def _english(segment: Segment, target_lang: str) -> Iterator[Hit]:
    text = target_prose(segment)
    foreign = _foreign("en", target_lang)
    if len(lowered(text) & foreign) < 3 or not (common(target_lang) or "Latn" not in scripts(target_lang)):
        return
    run = _longest(words(text), common(target_lang) - common("en"), lowered(source_prose(segment)))
    small = len({w.text.casefold() for w in run} & foreign)
    if len(run) < 6 or small < 3 or _kept(text, run, foreign, nouns=False):
        return
    small_at = next(w.start for w in run if w.text.casefold() in foreign)
    start = next(w.start for w in run if not any(mark in text[w.start : small_at] for mark in ",;:.()"))
    end = run[-1].end
    yield Hit(
        message=f"“{text[start:end]}” is in English.",
        spans=(Span(side="target", start=start, end=end),),
        confidence=0.7 if len(run) >= 8 and small >= 4 else 0.5,
        severity=Severity.MAJOR if len(run) >= 8 else Severity.MINOR,
    )


def _longest(found: Sequence[Word], own: frozenset[str], given: frozenset[str]) -> Sequence[Word]:
    """Return the longest run of words of ASCII letters that are neither common in the target language nor given."""
    best: Sequence[Word] = ()
    start = 0
    for index, word in enumerate(found):
        folded = word.text.casefold()
        if not word.text.isascii() or folded in own or folded in given:
            start = index + 1
        elif index + 1 - start > len(best):
            best = found[start : index + 1]
    return best
