"""ACC601: *she* or *he* for a thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.pronouns import Pronouns, antecedent, of_gender, personal
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.tokens import Word, lowered, words


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
        """Yield a hit for the first pronoun that can only stand for an institution or a thing."""
        before = self.before if segment.document and segment.document == self.name else ()
        self.before, self.name = (*before[-1:], segment.target), segment.document
        known = personal(segment.target_lang or "")
        if known is None:
            return
        target = target_prose(segment)
        if known.gender.keys().isdisjoint(lowered(target)):
            return
        found = next((w for w in words(target) if w.text.lower() in known.gender), None)
        sure = found and _sure(segment, known.gender[found.text.lower()])
        noun = _noun(target[: found.start], before, known) if found and sure else None
        if found and sure and noun:
            yield _hit(found, noun, known, sure)


def _sure(segment: Segment, gender: str) -> float:
    """Return how sure the source makes it: 0 without such a pronoun, little when its language leaves them out."""
    if segment.source is None:
        return 0.7
    pronouns = of_gender(segment.source_lang or "", gender)
    if not pronouns:
        return 0.4
    return 0.0 if pronouns.isdisjoint(lowered(source_prose(segment))) else 0.7


def _noun(start: str, before: tuple[str, ...], known: Pronouns) -> Word | None:
    """Look for the antecedent before the pronoun, then in the segment before; nobody may stand between."""
    if start.strip():
        noun = antecedent(start, known)
        if noun or len(words(start)) > 1:
            return noun
    people = any(antecedent(text, known) is None and _peopled(text, known) for text in before)
    return None if people or not before else antecedent(before[-1], known)


def _peopled(text: str, known: Pronouns) -> bool:
    return not (known.persons | known.gender.keys()).isdisjoint(lowered(text))


def _hit(found: Word, noun: Word, known: Pronouns, sure: float) -> Hit:
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
    """“She” or “he” stands for an institution or a thing.

    ## Why it matters
    French, Spanish, German, Russian or Arabic nouns have a gender and machine translation of single sentences keeps
    it: *la coalition … elle* becomes *the coalition … she*. Readers look for a woman who is not there.

    ## How it decides
    In languages whose personal pronouns are for people (so far English), the first such pronoun of a segment is
    followed back: to the words before it in the segment, then to the segment before in the same document. It fires
    when there is an institution or a thing as the subject and nobody who could be meant: no title, profession, kinship
    or name. With a source, the source must have a pronoun of that gender; where its language may leave it out, the
    finding is unsure and shown in the profile `audit` only. It keeps the last two segments, so memory does not grow.

    ## When it is wrong
    When the person was named three sentences ago, or by a word that the table does not know; and for ships and
    countries that an author calls *she* on purpose. When a segment's neighbours are not its context (a shuffled
    corpus), ignore it.
    """

    def begin(self) -> Document:
        """Start at the first segment of a corpus."""
        return Document()
