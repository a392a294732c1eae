"""The models of the OPUS-MT project (https://github.com/Helsinki-NLP/Opus-MT): which there may be for a pair."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot, is_here, is_on_hub, missing
from tqcheck.lang.codes import subtags
from tqcheck.lang.tags import language

_NAMES = ("Helsinki-NLP/opus-mt-{}-{}", "Helsinki-NLP/opus-mt-tc-big-{}-{}")
_ALL = "mul"
"""The models with the most languages: the last resort."""


def open_pair(source_lang: str, target_lang: str) -> Snapshot:
    """Find the first of `names` that is on this machine or, unless HF_HUB_OFFLINE forbids it, on the hub.

    Raises ModelError when there is none that can be used.
    """
    failure: ModelError | None = None
    ids = list(dict.fromkeys(names(source_lang, target_lang)))
    for name in ids:
        try:
            if is_here(name) or is_on_hub(name):
                return Snapshot.open(name)
        except ModelError as error:  # such as of one whose weights are a pickle
            failure = failure or error
    raise failure or missing(ids[0])


def names(source_lang: str, target_lang: str) -> Iterator[str]:
    """Yield the ids that a model for a pair may have, the most special first; some there may be twice."""
    source, target = language(source_lang), language(target_lang)
    pairs = [(source, target), (source, _own(target)), (_own(source), target)]
    pairs += [(source, group) for group in _groups(target)] + [(group, target) for group in _groups(source)]
    pairs += [(source, _ALL), (_ALL, target)]
    for pair in pairs:
        yield from (name.format(*pair) for name in _NAMES)


def _own(tag: str) -> str:
    return str(_facts()["own"].get(tag, tag))


def _groups(tag: str) -> list[str]:
    return [group for group, members in _facts()["groups"].items() if set(subtags(tag)) & set(members)]


@cache
def _facts() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("opus_mt.toml").read_text(encoding="utf-8"))
