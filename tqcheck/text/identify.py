"""Which language a text is in: first by its commonest words, which is cheap, then by two identifiers.

The identifiers (py3langid, langdetect) cost half a second and 150 MB to load and 0.1 to 5 ms a text, so they are loaded
when the first doubtful text comes and see only doubtful text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tqcheck.lang.tables import languages, section
from tqcheck.lang.tags import language, related
from tqcheck.text.tokens import lowered

_LOOKED_AT = 240
"""Characters that the identifiers see; more would cost time and change nothing."""
# Labels of the two identifiers that are not the language subtags we use.
_LABELS = {"no": "nb", "tl": "fil", "wuu": "zh", "hbo": "he", "uzs": "uz", "sdh": "ckb", "pcm": "en", "zh-cn": "zh",
           "zh-tw": "zh", "zxx": "und"}  # fmt: skip


class Guess(NamedTuple):
    """What an identifier says."""

    tag: str
    """A language subtag; `und` when there is nothing to go by."""
    probability: float
    runner_up: Mapping[str, float]
    """The probabilities of the other languages that have more than a trace."""


@cache
def _readers() -> Mapping[str, tuple[str, ...]]:
    """Return for each common word the tags of the tables that list it."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in languages("common_words"):
        for word in common(tag):
            found[word] = (*found.get(word, ()), tag)
    return found


@lru_cache(maxsize=256)
def common_words(text: str) -> Mapping[str, int]:
    """Return how many of the different words of `text` are among the commonest of each language, by tag."""
    found: dict[str, int] = {}
    readers = _readers()
    for word in lowered(text):
        for tag in readers.get(word, ()):
            found[tag] = found.get(tag, 0) + 1
    return found


@lru_cache(maxsize=1024)
def common(tag: str) -> frozenset[str]:
    """Return the commonest words of the language, case-folded; empty where there is no table."""
    return frozenset(section(tag, "common_words").get("words", "").casefold().split())


@lru_cache(maxsize=1024)
def noun_capitals(tag: str) -> bool:
    """Tell whether all nouns of the language are written with a capital."""
    return bool(section(tag, "common_words").get("noun_capitals", False))


@lru_cache(maxsize=1024)
def _strangers(tag: str) -> frozenset[str]:
    """Return the tags of the tables of languages that are not akin to `tag`."""
    return frozenset(t for t in languages("common_words") if not related(t, tag))


def plainly(text: str, tag: str) -> bool:
    """Tell whether common words alone show that `text` is in the language of `tag`; False means doubt, not denial."""
    different = lowered(text)
    mine = len(different & common(tag))
    if not mine or mine < 0.04 * len(different):
        return False
    if mine >= 3 and mine >= 0.25 * len(different):
        return True
    most = mine + 1  # one word more proves nothing: French and Italian share *le*, *a* and *mai*
    strangers = _strangers(tag)
    counted = common_words(text)
    if max(counted.values()) <= most:
        return True
    return not any(count > most and other in strangers for other, count in counted.items())


def count(text: str, tag: str) -> int:
    """Return how many of the different words of `text` are among the commonest of `tag`; 0 without a table."""
    return len(lowered(text) & common(tag))


@cache
def _langid() -> Any:  # noqa: ANN401  py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  loaded when first needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _langdetect() -> Any:  # noqa: ANN401  langdetect has no types
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415  likewise

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(0)
    return factory


def known(tag: str) -> bool:
    """Tell whether the first identifier knows the language; before it is loaded this loads it."""
    return language(tag) in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(_LABELS.get(label, label) for label in _langid().labels)


@lru_cache(maxsize=256)
def first_guess(text: str) -> Guess:
    """Return what py3langid says of `text`."""
    ranked: dict[str, float] = {}
    for label, probability in _langid().rank(text[:_LOOKED_AT])[:12]:
        tag = _LABELS.get(label, label)
        ranked[tag] = ranked.get(tag, 0.0) + probability
    best = max(ranked, key=lambda t: ranked[t])
    return Guess(best, ranked.pop(best), {t: p for t, p in ranked.items() if p > 0.001})


def second_guess(text: str) -> Guess:
    """Return what langdetect says of `text`; the same text gets the same answer (its random numbers are seeded)."""
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415  likewise

    detector = _langdetect().create()
    detector.append(text[:_LOOKED_AT])
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        found = []
    if not found:
        return Guess("und", 0.0, {})
    return Guess(_LABELS.get(found[0].lang, found[0].lang), found[0].prob, {f.lang: f.prob for f in found[1:]})


def other_language(text: str, tag: str) -> str | None:
    """Return the language that both identifiers see in `text` when it is not that of `tag`; None in any doubt."""
    if plainly(text, tag) or not known(tag):
        return None
    label, probability = _langid().classify(text[:_LOOKED_AT])
    if probability < 0.9 or label == "zxx" or related(_LABELS.get(label, label), tag):
        return None
    guess = first_guess(text)
    if any(related(t, tag) for t in guess.runner_up) or count(text, guess.tag) < count(text, tag):
        return None
    second = second_guess(text)
    return guess.tag if second.probability >= 0.9 and related(second.tag, guess.tag) else None
