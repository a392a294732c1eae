"""`tqcheck models --test`: each model reads or translates sentences of our own, and must tell right from wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path

from tqcheck.cli.installed import Installed
from tqcheck.errors import ModelError, TqcheckError
from tqcheck.lang.tags import language
from tqcheck.model import Segment
from tqcheck.reading import Reading
from tqcheck.scorers import Failure, Scorer, open_scorer
from tqcheck.translating import Translation, Translator

PASSED = "passed"
_NOT_TESTED = "not tested: "
_PAIRS = (("fr", "en"), ("en", "fr"), ("de", "en"), ("en", "de"), ("es", "en"), ("zh", "en"))
"""Tried in turn where a model does not say which languages it knows."""
_TRIED = 12
"""Directions that are tried before a translator is said to know none of our sentences."""
Between = tuple[str, str]


def failed(result: str | None) -> bool:
    """Tell whether what `tested` returned is a failure."""
    return result is not None and result != PASSED and not result.startswith(_NOT_TESTED)


def tested(model: Installed) -> str:
    """Return PASSED, why it was not tested, or what is wrong with a model."""
    if model.problem:
        return model.problem
    if model.kind == "service":
        return f"{_NOT_TESTED}it may cost money"
    reads = model.kind in {"embedded", "quality"} or model.name.startswith("forced:")
    try:
        return _read(model) if reads else _translated(model)
    except TqcheckError as error:
        return str(error)


def _read(model: Installed) -> str:
    """Let a model read two translations that are right and two that are wrong."""
    scorer = open_scorer(model.name, cache=None)
    try:
        said = f"{_NOT_TESTED}we have no sentences in its languages"
        for between in _directions(model):
            right, wrong = (_readings(scorer, between, swapped=swapped) for swapped in (False, True))
            if not isinstance(right, str) and not isinstance(wrong, str):
                return _ranked(scorer, right, wrong)
            said = next(why for why in (right, wrong) if isinstance(why, str))
            if not isinstance(said, Failure):
                return said
        return said
    finally:
        scorer.close()


def _readings(scorer: Scorer, between: Between, *, swapped: bool) -> list[Reading] | str:
    """Return what is said of two pairs, or why one of them could not be read."""
    source, target = (_sentences()[tag] for tag in between)
    pairs = zip(source, target[::-1] if swapped else target, strict=True)
    read = scorer.read([
        Segment(id=str(i), source=s, target=t, source_lang=between[0], target_lang=between[1])
        for i, (s, t) in enumerate(pairs)
    ])  # fmt: skip
    return next((one for one in read if isinstance(one, str)), [one for one in read if isinstance(one, Reading)])


def _ranked(scorer: Scorer, right: Sequence[Reading], wrong: Sequence[Reading]) -> str:
    """Compare by the first score, or by the risk, of which less is better."""
    name = "risk" if "risk" in scorer.scores else scorer.scores[0]
    sign = -1 if name == "risk" else 1
    worst = min(sign * reading.raw(name) for reading in right)
    best = max(sign * reading.raw(name) for reading in wrong)
    return PASSED if worst > best else f"by {name} a wrong translation is as good as a right one"


def _translated(model: Installed) -> str:
    """Let a model translate two sentences; what it writes must be nearer to their translation than to the other."""
    from tqcheck.translators import open_translator  # noqa: PLC0415  loads what translates

    translator = open_translator(model.name, cache=None)
    said = f"{_NOT_TESTED}we have no sentences in its languages"
    try:
        for between in _directions(model):
            try:
                return _near(translator, between)
            except ModelError as error:  # it does not know these languages
                said = str(error)
        return said
    finally:
        translator.close()


def _near(translator: Translator, between: Between) -> str:
    from sacrebleu.metrics.chrf import CHRF  # noqa: PLC0415  slow to load

    source, target = (_sentences()[tag] for tag in between)
    made = translator.translate(source, source_lang=between[0], target_lang=between[1])
    for number, one in enumerate(made):
        if not isinstance(one, Translation):
            return one
        right, wrong = (CHRF().sentence_score(one.text, [target[place]]).score for place in (number, 1 - number))
        if right <= wrong:
            return f"it translates “{source[number]}” as “{one.text}”"
    return PASSED


def _directions(model: Installed) -> Iterator[Between]:
    """Yield directions to try: those between languages that the model names, English among them first."""
    arrows = [tuple(map(_known, way.split(" → "))) for way in model.languages if " → " in way]
    if arrows:
        yield from ((a, b) for a, b in arrows if a and b)
        return
    own = sorted({tag for name in model.languages if (tag := _known(name))})
    between = sorted(permutations(own, 2), key=lambda pair: "en" not in pair)
    yield from dict.fromkeys([*between[:_TRIED], *_PAIRS])


def _known(name: str) -> str | None:
    """Return the key of our sentences in a language; None where there are none."""
    try:
        tag = language(name)
    except (TqcheckError, ValueError):
        return None
    return tag if tag in _sentences() else None


@cache
def _sentences() -> Mapping[str, list[str]]:
    text = Path(__file__).with_name("self_test.toml").read_text(encoding="utf-8")
    found: Mapping[str, list[str]] = tomllib.loads(text)["sentences"]
    return found
