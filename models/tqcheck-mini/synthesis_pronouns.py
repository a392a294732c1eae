"""He for she, mine for yours."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import regex
from synthesis_drafts import Draft, Task, changed
from synthesis_numbers import cased_like
from synthesis_parts import Edit


@cache
def _facts() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("synthesis_pronouns.toml").read_text(encoding="utf-8"))


def _of(tag: str) -> Mapping[str, Any]:
    facts: Mapping[str, Any] = _facts().get(tag.split("-", maxsplit=1)[0], {})
    return facts


def gender_changed(task: Task) -> Draft | None:
    """Make a woman of a man, or the reverse, where the source has one of them and says so once."""
    return _swapped(task, "gender", strict=True)


def person_changed(task: Task) -> Draft | None:
    """Say *your* for *my*, *they* for *we*."""
    return _swapped(task, "person", strict=False)


def _swapped(task: Task, series: str, *, strict: bool) -> Draft | None:
    pair = task.pair
    found = list(_places(pair.target, pair.target_lang, series))
    if not found:
        return None
    there = list(_places(pair.source, pair.source_lang, series))
    sides = {place for place, _, _ in there}
    if strict and len(sides) != 1:  # the source must tell which, and the other one must not be in it
        return None
    edit = task.rng.choice([edit for _, edit, _ in found])
    answers = tuple((e.start, e.end) for _, e, _ in there) if len(there) == 1 else ()
    return changed(task, "major", [edit], answers)


def _places(text: str, tag: str, series: str) -> Iterator[tuple[int, Edit, str]]:
    """Yield each pronoun: the first or the second of its pair, with the edit that puts the other one there."""
    table = _table(tag, series)
    for match in table[0].finditer(text) if table else ():
        place, other = table[1][match.group().lower()] if table else (0, "")
        yield place, Edit(*match.span(), cased_like(other, match.group()) if match.group() != "I" else other), other


@cache
def _table(tag: str, series: str) -> tuple[regex.Pattern[str], Mapping[str, tuple[int, str]]] | None:
    pairs = _of(tag).get(series, ())
    if not pairs:
        return None
    words: dict[str, tuple[int, str]] = {}
    for first, second in pairs:
        words.setdefault(first.lower(), (0, second))
        words.setdefault(second.lower(), (1, first))
    inside = "|".join(regex.escape(w) for w in sorted(words, key=len, reverse=True))
    edge = ("", "") if pairs[0][0][0] >= "\u0e00" else (r"(?<![\w'’-])", r"(?![\w'’-])")
    if "\uac00" <= pairs[0][0][0] <= "\ud7af":
        edge = (r"(?<![가-힣])", "")
    elif "\u4e00" <= pairs[0][0][0] <= "\u9fff":
        edge = ("(?<![其吉利])", "(?!人)")
    return regex.compile(f"{edge[0]}(?:{inside}){edge[1]}", regex.IGNORECASE), words
