"""Negation and opposites in every language with tables: a right pair is silent, a flipped one fires where it differs.

`opposites/<tag>.toml` holds the sentences of `opposites/en.toml` in another language; `{a|b}` are the sides of each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tqcheck.checks import rules
from tqcheck.checks.options import build
from tqcheck.checks.running import hits
from tqcheck.model import Segment, Span

SENTENCES = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in (Path(__file__).parent / "opposites").glob("*.toml")}
CHECKS = [build(rule, {}) for rule in rules() if rule.code in {"ACC501", "ACC502"}]
CHOICE = re.compile(r"\{([^}]*)\}")
SHOWN = 0.5


class Reading(NamedTuple):
    text: str
    places: list[tuple[int, int]]
    """Where the choices stand."""


class Pair(NamedTuple):
    source: Reading
    target: Reading
    tags: tuple[str, str]
    flipped: bool


def readings(sentence: str) -> list[Reading]:
    parts = CHOICE.split(sentence)
    number = max([len(p.split("|")) for p in parts[1::2]], default=1)
    return [reading([p.split("|")[i] if n % 2 else p for n, p in enumerate(parts)]) for i in range(number)]


def reading(parts: list[str]) -> Reading:
    text, places = "", []
    for index, part in enumerate(parts):
        piece = part.removeprefix(" ") if text.endswith(" ") or not text else part
        if index % 2:
            places.append((len(text), len(text) + len(piece)))
        text += piece
    return Reading(text, places)


def pairs(tag: str) -> Iterator[Pair]:
    """Yield every pair with English, in both directions."""
    for name, sentence in SENTENCES[tag].items():
        for english, other, flipped in combinations(name, readings(SENTENCES["en"][name]), readings(sentence)):
            yield Pair(english, other, ("en", tag), flipped)
            yield Pair(other, english, (tag, "en"), flipped)


def combinations(name: str, english: list[Reading], other: list[Reading]) -> Iterator[tuple[Reading, Reading, bool]]:
    if name == "only":  # not only … but also: the same without a negator
        yield Reading("Both the roof and the cellar were repaired.", []), other[0], False
        yield english[0], other[0], False
        return
    yield english[0], other[0], False
    yield english[0], other[1], True
    yield english[1], other[0], True
    yield english[1], other[1], False
    if len(other) == 3:  # refused, did not agree: one means the other
        yield english[1], other[2], False
        yield english[2], other[1], False
        yield english[2], other[2], False


def shown(pair: Pair) -> list[Span]:
    segment = Segment(
        id="1", source=pair.source.text, target=pair.target.text, source_lang=pair.tags[0], target_lang=pair.tags[1]
    )
    found = [h for check in CHECKS for h in hits(check, [segment])[0]]
    return [span for hit in found if hit.confidence >= SHOWN for span in hit.spans]


@pytest.mark.parametrize("tag", sorted(SENTENCES.keys() - {"en"}))
def test_right_pairs_are_silent(tag: str) -> None:
    loud = [(p.source.text, p.target.text) for p in pairs(tag) if not p.flipped and shown(p)]
    assert not loud


@pytest.mark.parametrize("tag", sorted(SENTENCES.keys() - {"en"}))
def test_flipped_pairs_fire_where_they_differ(tag: str) -> None:
    quiet = [(p.source.text, p.target.text) for p in pairs(tag) if p.flipped and not _points_at(p, shown(p))]
    assert not quiet


def _points_at(pair: Pair, spans: list[Span]) -> bool:
    sides = {"source": pair.source.places, "target": pair.target.places}
    return bool(spans) and all(any(s.start < end and start < s.end for start, end in sides[s.side]) for s in spans)


DENIALS = tomllib.loads((Path(__file__).parent / "denials.toml").read_text("utf-8"))


@pytest.mark.parametrize("tag", sorted(DENIALS.keys() - {"en"}))
def test_messages_may_deny_in_many_ways(tag: str) -> None:
    asked = [
        pair
        for wordings, message in zip(DENIALS["en"], DENIALS[tag], strict=True)
        for wording in wordings
        for pair in (
            Pair(Reading(wording, []), Reading(message, []), ("en", tag), flipped=False),
            Pair(Reading(message, []), Reading(wording, []), (tag, "en"), flipped=False),
        )
    ]
    assert not [(p.source.text, p.target.text) for p in asked if shown(p)]
