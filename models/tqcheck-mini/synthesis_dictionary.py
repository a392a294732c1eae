"""Which words of two languages stand for each other, as far as their company in the pool tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from synthesis_parts import Pair, Span
from synthesis_pool import Pool, Speech
from synthesis_words import Unit

_PAIRS = 3000
_WORDS = 24
"""Words of a text that are looked at."""
_TOGETHER = 0.4
"""Dice coefficient from which two words belong together."""
_LEAST = 3
_KEPT = 1


class Dictionary:
    """For the words of one language, those of another that stand where they do."""

    def __init__(self, pairs: Iterable[Pair], source: Speech, target: Speech) -> None:
        here, there = Counter[str](), Counter[str]()
        both: Counter[tuple[str, str]] = Counter()
        for pair in pairs:
            words, others = _telling(pair.target, target), _telling(pair.source, source)
            here.update(words)
            there.update(others)
            both.update((w, o) for w in words for o in others)
        found: dict[str, list[tuple[float, str]]] = {}
        for (word, other), count in both.items():
            dice = 2 * count / (here[word] + there[other])
            if count >= _LEAST and dice >= _TOGETHER:
                found.setdefault(word, []).append((dice, other))
        self._found = {w: tuple(o for _, o in sorted(those, reverse=True)[:_KEPT]) for w, those in found.items()}

    def answers(self, words: Iterable[str], source: Sequence[Unit]) -> tuple[Span, ...]:
        """Return where the words of the source stand that answer to these words of the target."""
        wanted = {other for word in words for other in self._found.get(word.lower(), ())}
        return tuple((u.start, u.end) for u in source if u.text.lower() in wanted)


def _telling(text: str, speech: Speech) -> list[str]:
    units = [u.text for u in speech.units(text) if u.text not in speech.frequent]
    return sorted({w.lower() for w in units[:_WORDS]})


def answers(pool: Pool, pair: Pair, words: Iterable[str]) -> tuple[Span, ...]:
    """Return the places in the source of a pair that answer to words of its target; nothing where that is not known."""
    key = f"{pair.source_lang}\n{pair.target_lang}"
    source, target = pool.speech(pair.source_lang), pool.speech(pair.target_lang)
    known = pool.remembered(
        key, lambda: Dictionary(pool.pairs(pair.source_lang, pair.target_lang, _PAIRS), source, target)
    )
    return known.answers(words, source.units(pair.source))
