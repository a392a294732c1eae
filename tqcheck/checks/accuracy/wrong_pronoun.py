"""ACC601: *she* for *he*, or either for a thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.gender import FEMALE, MALE, THING, gender, genders
from tqcheck.text.gender_swaps import Side, Swap, swap
from tqcheck.text.pronouns import Things, antecedent, supported, things
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.tokens import Word, lowered, words

_QUOTES = "\"'“”„«»’‘"


@dataclass(slots=True)
class Document:
    """Collector and judge: remembers the targets of the last two segments of the document."""

    before: tuple[str, ...] = ()
    name: str | None = None

    def add(self, segment: Segment) -> None:
        """Learn nothing: only what comes right before matters."""

    def finish(self) -> Document:
        """Return a judge at the start of the corpus."""
        return Document()

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for the first pronoun that can only stand for somebody or something else."""
        before = self.before if segment.document and segment.document == self.name else ()
        self.before, self.name = (*before[-1:], segment.target), segment.document
        swapped = _swapped(segment)
        if swapped:
            yield _swap_hit(swapped)
        else:
            yield from _thing(segment, before)


def _swapped(segment: Segment) -> Swap | None:
    theirs, ours = genders(segment.source_lang or ""), genders(segment.target_lang or "")
    if segment.source is None or theirs is None or ours is None:
        return None
    apart = theirs.apart and ours.apart
    target = Side(target_prose(segment), segment.target_lang or "", ours)
    if not ours.among(target.text, ours.apart if apart else ours.asked):
        return None
    source = Side(source_prose(segment), segment.source_lang or "", theirs)
    return swap(source, target) if theirs.among(source.text, theirs.apart if apart else theirs.telling) else None


def _swap_hit(found: Swap) -> Hit:
    said, meant = found.target.word, found.source.word
    one = gender(found.target.senses) and gender(found.source.senses)
    whose = _called(found.target.senses, one), _called(found.source.senses, one)
    return Hit(
        message=f"“{said.text}” is {whose[0]}, but “{meant.text}” in the source is {whose[1]}.",
        spans=(
            Span(side="source", start=meant.start, end=meant.end),
            Span(side="target", start=said.start, end=said.end),
        ),
        confidence=found.sure,
        evidence=f"nothing in the source is {whose[0]}",
        severity=Severity.MAJOR if one else Severity.MINOR,
    )


def _called(senses: int, one: int) -> str:
    if one:
        return {FEMALE: "feminine", MALE: "masculine"}[gender(senses)]
    return "a thing" if senses & THING else "a person"


def _thing(segment: Segment, before: tuple[str, ...]) -> Iterator[Hit]:
    """Yield a hit when the first pronoun for people stands for a thing."""
    known = things(segment.target_lang or "")
    if known is None:
        return
    target = target_prose(segment)
    if known.pronouns.keys().isdisjoint(lowered(target)):
        return
    found = next((w for w in words(target) if w.text.lower() in known.pronouns), None)
    if found is None:
        return
    senses, tag = known.pronouns[found.text.lower()], segment.source_lang or ""
    sure = 0.7 if segment.source is None else supported(source_prose(segment), tag, senses)
    start = target[: found.start]
    noun = _noun(start, before, known) if sure and not _speaks(found, target, known) else None
    if noun:
        yield _hit(found, noun, known, sure)


def _speaks(found: Word, target: str, known: Things) -> bool:
    """Tell whether a pronoun says who said what stands before it in the segment: *“The house is gone,” she said*."""
    before, after = target[: found.start].rstrip(), words(target[found.end :])[:1]
    if not before:
        return False
    beside = (*words(before)[-1:], *after)
    return before[-1] in _QUOTES or (not known.says.isdisjoint(w.text.lower() for w in beside) and before[-1] != ".")


def _noun(start: str, before: tuple[str, ...], known: Things) -> Word | None:
    """Look for the antecedent before the pronoun, then in the segment before; nobody may stand between."""
    if start.strip():
        noun = antecedent(start, known)
        if noun or len(words(start)) > 1:
            return noun
    people = any(antecedent(text, known) is None and _peopled(text, known) for text in before)
    return None if people or not before else antecedent(before[-1], known)


def _peopled(text: str, known: Things) -> bool:
    return not (known.people | known.pronouns.keys()).isdisjoint(lowered(text))


def _hit(found: Word, noun: Word, known: Things, sure: float) -> Hit:
    low = found.text.lower()
    return Hit(
        message=f"“{found.text}” stands for “{noun.text}”, which is not a person: “{known.instead[low]}”?",
        spans=(Span(side="target", start=found.start, end=found.end),),
        confidence=sure if found.text[0].isupper() else 0.8 * sure,
        evidence=f"the nearest noun before it is “{noun.text}”, and no person is named",
    )


@rule("ACC601", "wrong-pronoun", Severity.MINOR, mqm="accuracy/mistranslation", needs_source=False)
@dataclass(frozen=True, slots=True)
class WrongPronoun:
    """“She” became “he”, a person became a thing, or “she” or “he” stands for an institution.

    ## Why it matters
    A woman in the source is a man in the translation: readers of news, letters and medical reports are misled. And
    French, Russian or Arabic nouns have a gender, which machine translation of single sentences keeps: *la coalition …
    elle* becomes *the coalition … she*.

    ## How it decides
    **Between the sides**, in 48 languages with gender in their third person. A table says of each pronoun whom it may
    stand for: *she* a woman; *elle*, *она* a woman or a thing; German *sie* also several people or the reader; *lui*,
    *su* anybody. A finding needs both halves: a pronoun of the source for which the translation has nothing that
    could answer, and a pronoun of the translation that nothing in the source supports, whether pronoun, noun (mother,
    actress), title (Mrs, श्री) or given name. Where subjects are left out, verbs of the past speak for them at the
    start of a text (*Powiedział* for *She said*, قال), and in a source its verbs and names (*Juan vendió su casa*:
    not *her house*). Where a possessive is anybody's (*Elle a perdu sa clé*), subjects that begin both texts answer
    to each other. *It* for a person and a person for *it* are compared between English, Swedish, Danish, Norwegian,
    Finnish, Hungarian, Chinese and Esperanto, at the start of a text.

    Nineteen more languages are known to say nothing of gender (Turkish, Persian, Bengali, Thai, Indonesian …) or to
    say it by nouns and titles only (Hindi, Greek): their pronouns are no evidence.

    **Within the translation**, into English, Swedish, Danish, Norwegian and Finnish, the first *he* or *she* of a
    segment is followed back: to the words before it in the segment, then to the segment before in the same document.
    It fires when there is an institution or a thing as the subject and nobody who could be meant: no title,
    profession, kinship or name, and no speaker (*“The house is gone,” she said*). With a source, the source must have
    a pronoun of that gender; where its language may leave it out, the finding is unsure and shown in the profile
    `audit` only. It keeps the last two segments, so memory does not grow.

    ## When it is wrong
    When a grammatical gender differs from the person's (*das Mädchen*, *la victime*), when the person was named three
    sentences ago, or by a word that the table does not know; and for ships and countries that an author calls *she*
    on purpose. Chinese 他 and Indo-European *he* may also mean anybody. When a segment's neighbours are not its
    context (a shuffled corpus), ignore it. Verb forms of Hebrew, Hindi or Arabic inside a sentence are not looked at.
    """

    looks_back: ClassVar[int] = 2
    within_file: ClassVar[bool] = True

    def begin(self) -> Document:
        """Start at the first segment of a corpus."""
        return Document()
