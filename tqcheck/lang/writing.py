"""Which scripts the text of a language may be written in, and what the language is called."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tqcheck.lang.tags import language, own_script, script


@cache
def _facts() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1024)
def scripts(tag: str) -> frozenset[str]:
    """Return the ISO 15924 codes a text in `tag` may use, in characters' own scripts (`Jpan` → Hani, Hira, Kana).

    Empty when nothing is known of the language.
    """
    several = _facts()["several"].get(language(tag))
    if several and not own_script(tag):
        return frozenset(several)
    likely = script(tag)
    return frozenset(_facts()["made_of"].get(likely, (likely,))) if likely else frozenset()


@lru_cache(maxsize=256)
def right_to_left(tag: str) -> bool:
    """Tell whether text in `tag` is usually written from right to left."""
    return script(tag) in _facts()["right_to_left"]


@lru_cache(maxsize=256)
def name(tag: str) -> str:
    """Return the English name of the language of `tag`, or the tag itself where CLDR has none."""
    from babel import Locale  # noqa: PLC0415  only a finding pays for the names

    return str(Locale("en").languages.get(language(tag), tag))


@lru_cache(maxsize=256)
def script_name(code: str) -> str:
    """Return the English name of an ISO 15924 code, or the code itself where CLDR has none."""
    from babel import Locale  # noqa: PLC0415  likewise

    return str(Locale("en").scripts.get(code, code))
