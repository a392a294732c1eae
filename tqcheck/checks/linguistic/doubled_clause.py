"""LNG103: a clause that is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.prose import source_prose, target_prose
from tqcheck.text.repeats import doubled_clauses, echoes, gives_choices, returns, stretches, unspaced, weight
from tqcheck.text.scripts import spaceless

Place = tuple[int, int]
_CLAUSE, _LONG_CLAUSE = 5, 7
"""From so many spaces on, a phrase that is there twice, at once or later, is no slip of the hand."""
_LONG = 40
_TERM = 12
"""Characters of a term, in scripts without spaces."""
_FAR = 0.55


@rule("LNG103", "doubled-clause", Severity.MINOR, mqm="accuracy/addition", needs_source=False)
@dataclass(frozen=True, slots=True)
class DoubledClause:
    """A clause or sentence stands twice in the target.

    ## Why it matters
    A sentence said twice is a paste that went wrong or a machine that lost its place; often the second copy stands
    where other words of the source should be.

    ## How it decides
    A phrase of three words or more that follows upon itself at once, or a whole clause of four words or more that
    comes back word for word. In scripts without spaces, six and ten characters. Silent when the source repeats a
    phrase as well, and where both sides hold plural forms apart by “|”; a phrase three times in a row is left to
    looping-text. A clause that comes back later counts little when the source says some of its words twice as well,
    for *this tutorial … the tutorial* is one phrase in many languages. Major from six words on.

    ## When it is wrong
    In refrains and in rhetoric, when the source is not at hand.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each clause that comes back."""
        text = target_prose(segment)
        if not returns(text):
            return
        found = _repeated(text)
        if not found or _repeated(source_prose(segment)) or gives_choices(segment.source or "", segment.target):
            return
        for first, again in found:
            if segment.target[slice(*first)].lower() != segment.target[slice(*again)].lower():
                continue  # alike only where placeholders are masked
            clause = text[again[0] : again[1]].strip()
            adjacent = not text[first[1] : again[0]].strip()
            confidence = _confidence(segment, clause, text[first[1] : again[0]])
            long = clause.count(" ") >= (_CLAUSE if adjacent or confidence > _FAR else _LONG_CLAUSE)
            yield Hit(
                message=f"“{_short(clause)}” is said twice.",
                spans=tuple(Span(side="target", start=start, end=end) for start, end in (first, again)),
                confidence=confidence,
                severity=Severity.MAJOR if long or len(clause) >= _LONG else None,
                fix=Fix(start=first[1], end=again[1], replacement="", safe=False) if adjacent else None,
            )


def _confidence(segment: Segment, clause: str, between: str) -> float:
    """Return how sure we are; words that the source says twice are often rendered by whole phrases."""
    if not between.strip():
        short = spaceless(clause) and len(clause) <= _TERM
        return 0.45 if short and echoes(segment.source or "") else 0.85
    if not any(map(str.isalnum, between)):
        return 0.85 if len(clause) >= _LONG else 0.7
    if segment.source is None:
        return 0.5 if len(clause) >= _LONG else 0.4
    if 3 * echoes(segment.source) >= weight(clause):
        return 0.3
    return 0.75 if len(clause) >= _LONG else _FAR


def _repeated(text: str) -> list[tuple[Place, Place]]:
    """Return the clauses that are there twice; none when the text loops."""
    runs, long = stretches(text), unspaced(text)
    if any(s.times > 2 for s in runs):
        return []
    at_once: list[tuple[Place, Place]] = []
    for run in runs:
        phrase = text[run.start : run.once]
        if len(phrase) >= 6 if long else phrase.count(" ") >= 2:
            second = run.once + len(text[run.once : run.end]) - len(text[run.once : run.end].lstrip())
            at_once.append(((run.start, run.once), (second, second + run.once - run.start)))
    return at_once or list(doubled_clauses(text))


def _short(clause: str) -> str:
    return clause if len(clause) <= 60 else f"{clause[:57]}…"
