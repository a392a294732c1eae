"""chrF, BLEU and TER against references, from sacrebleu (https://github.com/mjpost/sacrebleu)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from tqcheck.comparing.bootstrap import Numbers, Quantity, Sampling
from tqcheck.comparing.changes import Change
from tqcheck.comparing.measures import Wanted
from tqcheck.errors import UsageError
from tqcheck.lang.tags import language
from tqcheck.lang.writing import scripts
from tqcheck.text.scripts import SPACELESS, dominant

METRICS = ("chrf", "bleu", "ter")
_LABELS = {"chrf": "chrF", "bleu": "BLEU", "ter": "TER"}
# https://github.com/mjpost/sacrebleu, "Choosing a tokenizer"
_TOKENIZERS: Mapping[str, str] = MappingProxyType({"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"})
_ASIAN = frozenset({"Hani", "Hira", "Kana"})
"""Scripts whose characters TER can take for words."""


@dataclass(slots=True)
class Against:
    """The measures against references, and what is to be said about them."""

    wanted: list[Wanted] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def against(changes: Sequence[Change], lang: str | None, names: Sequence[str], sampling: Sampling) -> Against:
    """Return the measures `names` of segments that all have a reference and are all in the language `lang`."""
    made = Against()
    references = [c.reference or "" for c in changes]
    for name in names:
        metric = _metric(name, lang, references, made.notes)
        if metric is not None:
            made.wanted.append(_wanted(name, lang, metric, changes, sampling))
    return made


def metric_names(given: Sequence[str]) -> tuple[str, ...]:
    """Return the names in lower case. Raises UsageError for one that there is not."""
    wanted = tuple(dict.fromkeys(name.lower() for name in given))
    for name in wanted:
        if name not in METRICS:
            raise UsageError(f"there is no metric {name!r}.", mend=f"It may be {', '.join(METRICS)}.")
    return wanted


def _wanted(name: str, lang: str | None, metric: Any, changes: Sequence[Change], sampling: Sampling) -> Wanted:  # noqa: ANN401  sacrebleu's metrics share no public type
    statistics = _Statistics(metric)
    a, b = (statistics([(getattr(c, side).segment.target, c.reference or "") for c in changes]) for side in "ab")
    signature = metric.get_signature()
    signature.update("bs", sampling.resamples)
    signature.update("seed", sampling.seed)
    return Wanted(
        key=name,
        label=_LABELS[name],
        lower_is_better=name == "ter",
        quantity=Quantity(name=name, a=a, b=b, score=_scoring(metric)),
        lang=lang,
        signature=str(signature),
    )


class _Statistics:
    """What sacrebleu counts of each segment; where both systems say the same it is counted once."""

    def __init__(self, metric: Any) -> None:  # noqa: ANN401  as above
        self._metric = metric
        self._known: dict[tuple[str, str], Sequence[float]] = {}

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Numbers:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            said, meant = zip(*new, strict=True)
            counted = self._metric._extract_corpus_statistics(said, [meant])  # noqa: SLF001  what its own tests of significance call
            self._known |= zip(new, counted, strict=True)
        return np.array([self._known[pair] for pair in pairs], float)


def _scoring(metric: Any) -> Callable[[Numbers], Numbers]:  # noqa: ANN401  as above
    score = metric._compute_score_from_stats  # noqa: SLF001  likewise
    return lambda sums: np.array([score(row).score for row in sums])


def _metric(name: str, lang: str | None, references: Sequence[str], notes: list[str]) -> Any:  # noqa: ANN401  as above
    """Return sacrebleu's metric; None for one that says nothing in this language."""
    from sacrebleu.metrics.bleu import BLEU  # noqa: PLC0415  half a second
    from sacrebleu.metrics.chrf import CHRF  # noqa: PLC0415  likewise
    from sacrebleu.metrics.ter import TER  # noqa: PLC0415  likewise

    if name == "chrf":
        return CHRF()
    written = _written(lang, references)
    if name == "bleu":
        return BLEU(tokenize=_tokenizer(lang, written, notes), force=True)
    if written & (SPACELESS - _ASIAN):
        notes.append(f"TER counts words between spaces, which {_called(lang)} does not write: it was left out.")
        return None
    asian = bool(written & SPACELESS)
    return TER(normalized=asian, asian_support=asian)


def _written(lang: str | None, references: Sequence[str]) -> frozenset[str]:
    """Return the scripts of the language; where it is unknown the one that most references are in."""
    if lang is not None:
        return scripts(lang)
    found = Counter(script for text in references if (script := dominant(text)))
    return frozenset(script for script, _ in found.most_common(1))


def _tokenizer(lang: str | None, written: frozenset[str], notes: list[str]) -> str:
    """Return the tokenizer that sacrebleu recommends; single characters where it has none or cannot load it."""
    from sacrebleu.metrics.bleu import BLEU  # noqa: PLC0415  as above

    name = _TOKENIZERS.get(language(lang)) if lang else None
    if name is None:
        name = "zh" if written == {"Hani"} else "char" if written & SPACELESS else "13a"
        if name == "char":
            notes.append(f"BLEU counts the characters of {_called(lang)}: it writes no spaces between words.")
        return name
    try:
        BLEU(tokenize=name)
    except (RuntimeError, ImportError, AssertionError):
        tag = language(lang or "")
        notes.append(f"BLEU counts characters: its tokenizer {name} needs `pip install 'sacrebleu[{tag}]'`.")
        return "char"
    return name


def _called(lang: str | None) -> str:
    return lang or "the language of the references"
