"""Synthetic translation errors, made from clean pairs, each with its severity and with the characters that it spoils.

    generator = Generator(pool, seed=7)
    wrong = generator.corrupt(pair)                     # a kind by weight, among those the pair gives occasion for
    wrong = generator.corrupt(pair, "entity")           # None where it gives none
    wrong = generator.corrupt(pair, turn=1)             # another error of the same pair

The result depends on the seed, the pool, the pair, the kind and the turn alone: not on the order of calls, nor on the
process.
Scripts import these modules by their plain names, with this folder on `sys.path`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from random import Random

import synthesis_dates as dates
import synthesis_entities as entities
import synthesis_meaning as meaning
import synthesis_negation as negation
import synthesis_numbers as numbers
import synthesis_pronouns as pronouns
import synthesis_structure as structure
import synthesis_surface as surface
import synthesis_units as measures
from synthesis_drafts import Draft, Kind, Task, in_source
from synthesis_parts import Corrupted, Pair
from synthesis_pool import Pool

__all__ = ["KINDS", "WEIGHTS", "Corrupted", "Generator", "Pair"]

_TABLE: Mapping[str, tuple[float, Kind]] = {
    "entity": (40, entities.entity_swapped),
    "entity-in-source": (14, in_source(entities.entity_swapped)),
    "number": (20, numbers.number_changed),
    "number-in-source": (8, in_source(numbers.number_changed)),
    "date": (12, dates.date_changed),
    "unit": (12, measures.unit_changed),
    "negation": (12, negation.negation_changed),
    "antonym": (10, meaning.antonym),
    "gender": (8, pronouns.gender_changed),
    "person": (3, pronouns.person_changed),
    "word-replaced": (12, meaning.word_replaced),
    "word-replaced-in-source": (6, in_source(meaning.word_replaced)),
    "word-added": (5, meaning.word_added),
    "clause-dropped": (9, structure.clause_dropped),
    "sentence-omitted": (3, structure.sentence_omitted),
    "sentence-added": (3, structure.sentence_added),
    "clause-added": (6, structure.clause_added),
    "other-sentence": (3, structure.other_sentence),
    "source-copied": (1.5, structure.source_copied),
    "other-language": (1.5, structure.other_language),
    "clause-untranslated": (5, structure.clause_untranslated),
    "words-dropped": (6, structure.words_dropped),
    "words-shuffled": (1, structure.words_shuffled),
    "words-swapped": (1.5, structure.words_swapped),
    "looped": (2.5, structure.looped),
    "truncated": (1.5, structure.truncated),
    "markup-leaked": (1.5, surface.markup_leaked),
    "escaped": (1, surface.escaped),
    "mojibake": (1, surface.mojibake),
    "replacement-characters": (1, surface.replacement_characters),
    "glued": (1, surface.glued),
    "mistyped": (2, surface.mistyped),
    "doubled": (1, surface.doubled),
    "marks-lost": (1, surface.marks_lost),
}
WEIGHTS: Mapping[str, float] = {name: weight for name, (weight, _) in _TABLE.items()}
"""How often a kind is tried first, relative to the others."""
KINDS: Mapping[str, Kind] = {name: kind for name, (_, kind) in _TABLE.items()}
"""Every kind of error."""
_TRIES = 40


class Generator:
    """Makes errors; what it puts in comes from the pairs of the pool."""

    def __init__(self, pool: Sequence[Pair], *, seed: int) -> None:
        self._seed = seed
        self._pool = Pool(pool, seed=seed)

    def corrupt(self, pair: Pair, kind: str | None = None, *, turn: int = 0) -> Corrupted | None:
        """Return the pair with an error, of the given kind or of any; None where it gives no occasion.

        Raises KeyError for a kind that does not exist.
        """
        if kind is not None:
            return self._of_kind(pair, kind, turn)
        rng = self._random(pair, "", turn)
        for _ in range(_TRIES):
            chosen = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            found = self._of_kind(pair, chosen, turn)
            if found is not None:
                return found
        return None

    def _of_kind(self, pair: Pair, kind: str, turn: int) -> Corrupted | None:
        draft = KINDS[kind](Task(pair, self._random(pair, kind, turn), self._pool))
        return _checked(draft, pair, kind) if draft is not None else None

    def _random(self, pair: Pair, kind: str, turn: int) -> Random:
        parts = (str(self._seed), kind, str(turn), pair.source_lang, pair.target_lang, pair.source, pair.target)
        return Random(int.from_bytes(blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=8).digest()))


def _checked(draft: Draft, pair: Pair, kind: str) -> Corrupted | None:
    """Return the result unless nothing changed that a reader could see."""
    same_target = draft.target.split() == pair.target.split()
    if (same_target and draft.source == pair.source) or not draft.target.strip():
        return None
    return Corrupted(
        kind=kind,
        severity=draft.severity,
        source=draft.source,
        target=draft.target,
        target_spans=_inside(draft.target_spans, draft.target),
        source_spans=_inside(draft.source_spans, draft.source),
    )


def _inside(spans: Sequence[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for a, b in spans if 0 <= a < b <= len(text))
