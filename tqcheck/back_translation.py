"""`--back-translate`: the target translated back to the language of the source, and how near the source it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tqcheck.checks import AnyCheck
from tqcheck.checks.naming import find
from tqcheck.checks.options import build
from tqcheck.checks.running import hits
from tqcheck.errors import ModelError
from tqcheck.lang.tags import language
from tqcheck.model import BackTranslation, Score, Segment, Span
from tqcheck.reading import Reading, WordReading
from tqcheck.scorers import Failure, Scorer
from tqcheck.select import BACK_TRANSLATION
from tqcheck.text.prose import MASK, source_prose, target_prose
from tqcheck.text.tokens import lowered, words
from tqcheck.text.word_matches import guessed
from tqcheck.translating import Family, Translation, Translator

SCORE, SIMILARITY = BACK_TRANSLATION, "back-similarity"
_READS_WORDS = ("support", "similarity")
"""The scores of a model that also tells which words belong together."""
_SUPPORTED = 0.4
"""From this support on, a word has a counterpart worth pointing at."""
_LEAST, _LEAST_OF = 0.2, {"apertium": 0.3}
"""The least confidence of what is evidence; by the first word of the signature where that means something else."""
_DEFECTS = {
    "LNG104": "what came back says a phrase over and over",
    "ACC301": "it came back untranslated",
    "ACC302": "what came back is in another language",
    "ACC402": "what came back is far longer than what went in",
}
"""Checks that find a back-translation broken when it is taken for a translation of the target, and what that means."""
_SURE = 0.5
_CONTENT, _FEWEST, _MOST = 4, 3, 0.5
"""Letters of a word of content; how many of them, and which share, may not be left as they were."""

Between = tuple[str, str]
"""From which language to which a target is translated back."""


def back_translations(
    name: str, *, cache: Path | None, model: Callable[..., Scorer | None] | None = None
) -> BackTranslations:
    """Open the translator `name`; `model` gives the model of the run that gives some scores.

    Raises UsageError for a name that is none, ModelError when the translator cannot be used.
    """
    from tqcheck.scorers.pairs import notice  # noqa: PLC0415  models of others load when one is asked for
    from tqcheck.translators import files, open_translator  # noqa: PLC0415  likewise

    opened = open_translator(name, cache=cache)
    found = files(name)
    return BackTranslations(opened, model(*_READS_WORDS) if model else None, notice=notice(found) if found else None)


class BackTranslations:
    """A translator as a scorer: how near its translations of the targets come to the sources."""

    def __init__(self, translator: Translator, reader: Scorer | None = None, *, notice: str | None = None) -> None:
        """`reader`: a model that tells which words belong together; without one they are matched by their looks."""
        self.notice = notice
        self._translator = translator
        self._reader = reader
        self._by: dict[Between, str] = {}
        self._failures: dict[Between, Failure] = {}
        self.scores: tuple[str, ...] = (SCORE, SIMILARITY) if reader else (SCORE,)

    @property
    def signature(self) -> str:
        """See `Scorer`. Of a translator that is another one for every pair of languages, those that have worked."""
        by = dict.fromkeys(self._by.values()) or (self._translator.signature,)
        return f"back-translation by {', '.join(by)}"

    def read(self, segments: Sequence[Segment]) -> list[Reading | str]:
        """See `Scorer`. A back-translation that is itself broken is no evidence: why it is not stands in its place."""
        said: list[Reading | Translation | str | None] = [_unfit(segment) for segment in segments]
        for between in dict.fromkeys(_between(s) for s, why in zip(segments, said, strict=True) if why is None):
            mine = [i for i, s in enumerate(segments) if said[i] is None and _between(s) == between]
            for i, made in zip(mine, self._translated([plain(segments[i]) for i in mine], between), strict=True):
                said[i] = made if isinstance(made, str) else self._broken(made, segments[i]) or made
        whole = [(s, made) for s, made in zip(segments, said, strict=True) if isinstance(made, Translation)]
        readings = iter(self._readings(whole))
        return [next(readings) if isinstance(one, Translation) else one or "" for one in said]

    def close(self) -> str | None:
        """See `Scorer`."""
        return self._translator.close()

    def _translated(self, texts: Sequence[str], between: Between) -> Sequence[Translation | str]:
        """Ask the translator, and between two languages that fail once no more."""
        if between not in self._failures:
            try:
                asked = self._translator
                asked = asked.between(*between) if isinstance(asked, Family) else asked
                different = list(dict.fromkeys(texts))
                made = asked.translate(different, source_lang=between[0], target_lang=between[1])
                self._by[between] = asked.signature
            except ModelError as error:
                self._failures[between] = Failure(error)
            else:
                by_text = dict(zip(different, made, strict=True))
                return [by_text[text] for text in texts]
        return [self._failures[between]] * len(texts)

    def _broken(self, made: Translation, segment: Segment) -> str | None:
        """Return why a translation is no evidence; None where it is."""
        least = _LEAST_OF.get(self._by[_between(segment)].split()[0], _LEAST)
        if not any(map(str.isalnum, made.text)):
            return "nothing came back"
        if not made.complete:
            return "what came back was cut at the limit of the model"
        if made.confidence is not None and made.confidence < least:
            return f"the translator is not sure of what came back (its confidence is below {least})"
        back = Segment(id="", source=plain(segment), target=made.text,
                       source_lang=segment.target_lang, target_lang=segment.source_lang)  # fmt: skip
        for code, why in _DEFECTS.items():
            if any(hit.confidence >= _SURE for hit in hits(_check(code), [back])[0]):
                return why
        return "most words came back as they were" if _left(back, segment) else None

    def _readings(self, whole: Sequence[tuple[Segment, Translation]]) -> list[Reading]:
        pairs = [replace(s, source=made.text, source_codes=()) for s, made in whole]
        similar = self._asked([in_one_language(s, made.text) for s, made in whole])
        matched = self._asked(pairs)
        return [
            Reading(
                scores=(*_chrf(segment, made.text), *_similarity(near)),
                back=BackTranslation(
                    text=made.text,
                    by=self._by[_between(segment)],
                    matches=_matches(pair, read),
                    confidence=made.confidence,
                ),
            )
            for (segment, made), pair, near, read in zip(whole, pairs, similar, matched, strict=True)
        ]

    def _asked(self, pairs: Sequence[Segment]) -> Sequence[Reading | None]:
        """Return what the model of words says of each pair; None where it cannot read, which the run tells itself."""
        try:
            found = self._reader.read(pairs) if self._reader and pairs else [None] * len(pairs)
        except ModelError:
            return [None] * len(pairs)
        return [one if isinstance(one, Reading) and one.scores else None for one in found]


def plain(segment: Segment) -> str:
    """Return what of the target is translated: its prose, without what stands in for code, on one line."""
    return " ".join(target_prose(segment).replace(MASK, " ").split())


def in_one_language(segment: Segment, text: str) -> Segment:
    """Return the source with `text`, the back-translation, for its target."""
    return replace(segment, target=text, target_lang=segment.source_lang, target_codes=())


def _unfit(segment: Segment) -> Reading | str | None:
    """Return why there is nothing to translate back; a reading without scores where there is nothing to say of it."""
    if not segment.source_lang or not segment.target_lang:
        missing = "target" if segment.source_lang else "source"
        return Failure(f"the language of the {missing} is not known; give it with --{missing}-lang")
    if language(segment.source_lang) == language(segment.target_lang):
        return "both sides are in one language"
    source = " ".join(source_prose(segment).replace(MASK, " ").split())
    if not any(map(str.isalpha, source)) or not any(map(str.isalpha, plain(segment))):
        return Reading(scores=())
    return "the translation is the source itself" if source.casefold() == plain(segment).casefold() else None


def _between(segment: Segment) -> Between:
    return segment.target_lang or "", segment.source_lang or ""


@cache
def _check(code: str) -> AnyCheck:
    return build(find(code), {})


def _left(back: Segment, segment: Segment) -> bool:
    """Tell whether most words of content, names aside, are still the target's own."""
    found = {w.text for w in words(back.target) if len(w.text) >= _CONTENT and w.text.isalpha() and w.text.islower()}
    left = found & lowered(back.source or "") - lowered(segment.source or "")
    return len(left) >= _FEWEST and len(left) > _MOST * len(found)


def _chrf(segment: Segment, text: str) -> tuple[Score, ...]:
    """Return chrF, not chrF++: words say nothing where none are written apart, and here wording is free."""
    source = source_prose(segment).replace(MASK, " ")
    raw = _metric()(text, source)
    return (Score(scorer=SCORE, value=min(1.0, raw / 100), raw=raw),)


@cache
def _metric() -> Callable[[str, str], float]:
    from sacrebleu.metrics.chrf import CHRF  # noqa: PLC0415  half a second

    metric = CHRF()
    return lambda text, source: float(metric.sentence_score(text, [source]).score)


def _similarity(near: Reading | None) -> tuple[Score, ...]:
    if near is None:
        return ()
    raw = near.raw("similarity")
    return (Score(scorer=SIMILARITY, value=min(1.0, max(0.0, raw)), raw=raw),)


def _matches(pair: Segment, read: Reading | None) -> tuple[tuple[Span, Span], ...]:
    """Return which words of the back-translation render which of the target: by the model, or by their looks."""
    if read is None or not read.words:
        return guessed(pair.source or "", target_prose(pair))
    found = [(w.span, w.match) if w.span.side == "source" else (w.match, w.span) for w in _supported(read.words)]
    return tuple(dict.fromkeys((mine, theirs) for mine, theirs in found if mine and theirs))


def _supported(read: Iterable[WordReading]) -> Iterable[WordReading]:
    return (word for word in read if word.support >= _SUPPORTED)
