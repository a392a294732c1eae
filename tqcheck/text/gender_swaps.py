"""Persons who change their gender, or become things, from source to target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tqcheck.text.gender import FEMALE, MALE, PERSON, READER, SEVERAL, THING, Genders, Sign, gender, signs
from tqcheck.text.tokens import Word, lowered, words

_NEAR = 0.25
"""How far apart two words of one meaning mostly stand, as a part of their texts."""


class Swap(NamedTuple):
    """A word of the target that cannot stand for whom the source speaks of."""

    source: Sign
    target: Sign
    sure: float
    """0..1."""


class Side(NamedTuple):
    """One side of a pair."""

    text: str
    tag: str
    known: Genders


def swap(source: Side, target: Side) -> Swap | None:
    """Return the first swap; None when there is none, or when the languages leave it open."""
    here, there = target.known.named(target.text), source.known.named(source.text)
    for new, old in ((FEMALE, MALE), (MALE, FEMALE)):
        # Neither can a gender be new when the source has it too, nor lost when the source does not have it.
        if there & old and here & new:
            found = _of_gender(source, target, new) or _by_person(source, target, new)
            if found:
                return found
    things = there & THING and not there & PERSON and here & PERSON and not here & THING
    people = there & PERSON and not there & THING and here & THING and not here & PERSON
    return _of_thing(source, target) if (things or people) and source.known.apart and target.known.apart else None


def _of_gender(source: Side, target: Side, new: int) -> Swap | None:
    old = PERSON - new
    theirs, ours = signs(source.text, source.tag), signs(target.text, target.tag)
    anybodys = [s for s in theirs if s.senses & PERSON == PERSON and _is_possessive(s, source)]
    if any(s.senses & new for s in theirs if s not in anybodys) or source.known.ended(source.text, new):
        return None
    evidence = [s for s in theirs if _tells(s, old, source) and (not target.known.strong or _is_subject(s, source))]
    claims = [s for s in ours if _tells(s, new, target)]
    if not evidence or not claims:
        return None
    if anybodys:
        sure = 0.7 if _subjects_alone(evidence, claims, source=source, target=target) else 0.0
        return Swap(evidence[0], claims[0], sure) if sure else None
    lost = not any(s.senses & e.senses for s in ours for e in evidence) and not target.known.ended(target.text, old)
    if lost:
        sure = _alone(evidence[0], claims[0], source=source, target=target, theirs=theirs)
    elif _counted(evidence, claims, old=old, ours=ours) or (
        _not_turned(evidence, claims, old=old, ours=ours)
        and _begins(evidence[0], claims[0], source=source, target=target)
    ):
        sure = 0.7
    else:
        sure = 0.0
    told = min(evidence, key=lambda e: _apart(e.word, claims[0].word, source=source, target=target))
    return Swap(told, claims[0], sure) if sure else None


def _by_person(source: Side, target: Side, new: int) -> Swap | None:
    """Look where the source's pronouns leave the gender open, but a name, a noun or a verb of the past shows it."""
    old = PERSON - new
    theirs, ours = signs(source.text, source.tag), signs(target.text, target.tag)
    claims = [s for s in ours if s.kind == "pronouns" and s.senses == new]
    if not claims or any(s.senses & old if s.kind == "pronouns" else s.senses & new for s in ours):
        return None
    if any(gender(s.senses) and (s.kind == "pronouns" or s.senses & new) for s in theirs):
        return None
    if source.known.ended(source.text, new):
        return None
    shown = [s for s in theirs if gender(s.senses) == old]
    verb = next((s for s in shown if s.kind == "verbs"), None)
    if verb and source.known.not_third.isdisjoint(lowered(source.text)):
        return Swap(verb, claims[0], 0.55)
    named = next((s.word.start for s in ours if s.kind != "pronouns"), len(target.text))
    owner = next((s for s in shown if s.kind != "verbs"), None)
    owned = owner and any(_is_possessive(s, source) and s.word.start > owner.word.start for s in theirs)
    fits = _is_possessive(claims[0], target) and claims[0].word.start > named
    return Swap(owner, claims[0], 0.6) if owner and owned and fits else None


def _tells(sign: Sign, asked: int, side: Side) -> bool:
    """Tell whether a word speaks of somebody of one gender; a verb only where nothing stands before it."""
    if gender(sign.senses) != asked or sign.kind in ("persons", "names"):
        return False
    return sign.kind == "pronouns" or _starts(sign.word, side.text)


def _alone(found: Sign, claim: Sign, *, source: Side, target: Side, theirs: Sequence[Sign]) -> float:
    """Return how sure a swap is when nothing in the target can be whom the source speaks of."""
    starts = _starts(found.word, source.text) and _starts(claim.word, target.text)
    if starts:
        return 0.85 if found.kind == claim.kind == "pronouns" and not _is_dummy(found, source) else 0.6
    for sense in (THING, SEVERAL, READER):
        if claim.senses & sense and any(s.senses & sense for s in theirs):
            return 0.0
    if "verbs" in (found.kind, claim.kind):
        return 0.0
    if claim.senses & THING and (target.known.dropped or claim.word.text.lower() not in target.known.subjects):
        return 0.4  # where subjects are left out, one that is not is rather a thing; possessives agree with nouns
    sure = 0.8 if not (claim.senses | found.senses) & THING else 0.65
    return sure if _apart(found.word, claim.word, source=source, target=target) <= _NEAR else 0.8 * sure


def _subjects_alone(evidence: Sequence[Sign], claims: Sequence[Sign], *, source: Side, target: Side) -> bool:
    """Tell whether the texts begin with their subjects, and no word of the target may be whom the source speaks of.

    For a source whose possessives are anybody's: *Elle a perdu sa clé*, of which *his key* would be right elsewhere.
    """
    if len(evidence) > 1 or not _begins(evidence[0], claims[0], source=source, target=target):
        return False
    ours = signs(target.text, target.tag)
    return not any(s.senses & evidence[0].senses & PERSON for s in ours) and all(
        _is_possessive(s, target) for s in ours if s is not claims[0] and s.senses & PERSON
    )


def _begins(found: Sign, claim: Sign, *, source: Side, target: Side) -> bool:
    """Tell whether both texts begin with their subject, so that one answers to the other whatever follows."""
    if not all(
        _is_subject(sign, side) and sign.kind == "pronouns" for sign, side in ((found, source), (claim, target))
    ):
        return False
    if _is_dummy(found, source) or _is_dummy(claim, target):
        return False
    return _starts(found.word, source.text) and _starts(claim.word, target.text)


def _counted(evidence: Sequence[Sign], claims: Sequence[Sign], *, old: int, ours: Sequence[Sign]) -> bool:
    """Tell whether every pronoun of the target, the swapped ones too, has one in the source to answer to."""
    if any(gender(s.senses) != s.senses for s in claims) or any(s.senses & THING for s in ours):
        return False
    return len(claims) + sum(s.kind == "pronouns" and bool(s.senses & old) for s in ours) <= len(evidence)


def _not_turned(evidence: Sequence[Sign], claims: Sequence[Sign], *, old: int, ours: Sequence[Sign]) -> bool:
    """Tell whether no pronoun beside the swapped ones shows that roles changed: *he invited her*, *she was invited*."""
    kept = sum(s.kind == "pronouns" and gender(s.senses) == old for s in ours)
    return not kept or len(claims) + kept <= len(evidence)


def _of_thing(source: Side, target: Side) -> Swap | None:
    """Look for *it* where the source begins with a person, and for a person where it begins with *it*."""
    theirs, ours = signs(source.text, source.tag), signs(target.text, target.tag)
    if not theirs or not ours or any(s.kind != "pronouns" for s in (*theirs, *ours)):
        return None
    first, claim = theirs[0], ours[0]
    if THING not in (first.senses, claim.senses) or (first.senses | claim.senses) & (SEVERAL | READER):
        return None
    if any(s.senses & claim.senses for s in theirs) or any(s.senses & first.senses for s in ours):
        return None
    if not (_starts(first.word, source.text) and _starts(claim.word, target.text)):
        return None
    if not source.known.relatives.isdisjoint(_second(source.text)) or not target.known.relatives.isdisjoint(
        _second(target.text)
    ):
        return None
    return Swap(first, claim, 0.6)


def _is_possessive(sign: Sign, side: Side) -> bool:
    return sign.word.text.lower() in side.known.possessives


def _is_subject(sign: Sign, side: Side) -> bool:
    return sign.word.text.lower() in side.known.subjects or sign.kind == "verbs"


def _is_dummy(sign: Sign, side: Side) -> bool:
    return sign.word.text.lower() in side.known.dummies


def _starts(word: Word, text: str) -> bool:
    found = words(text)
    return bool(found) and word.start == found[0].start


def _second(text: str) -> tuple[str, ...]:
    return tuple(w.text.lower() for w in words(text)[1:2])


def _apart(one: Word, other: Word, *, source: Side, target: Side) -> float:
    return abs(one.start / len(source.text) - other.start / len(target.text))
