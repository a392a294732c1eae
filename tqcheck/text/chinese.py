"""Chinese by its characters: Simplified, Traditional, and what is Japanese."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import regex

from tqcheck.lang.tables import section
from tqcheck.lang.tags import language, script
from tqcheck.text.scripts import counts

Kind = Literal["Simplified Chinese", "Traditional Chinese", "Chinese", "Japanese"]
# Grammatical words that Chinese sentences are full of and Japanese ones hardly ever have.
_GRAMMAR = regex.compile("[的是了这這们們吗嗎呢吧很让讓没沒她它您把都还還说說]")


@cache
def _only(standard: str) -> regex.Pattern[str]:
    """Return what matches a character of one standard alone (`simplified` or `traditional`)."""
    characters = "".join(str(section("zh", "han")[standard]).split())
    return regex.compile(f"[{characters}]")


@lru_cache(maxsize=256)
def standard(tag: str) -> str | None:
    """Return `simplified` or `traditional` when `tag` says which; None for plain `zh` and `yue`, which say nothing."""
    if language(tag) not in {"zh", "yue", "wuu"} or "-" not in tag:
        return None
    return {"Hans": "simplified", "Hant": "traditional"}.get(script(tag) or "")


def mismatch(text: str, tag: str) -> tuple[Kind, float] | None:
    """Return what `text` is, and how sure that is (0..1), when it is not what `tag` asks for; None when all is well."""
    letters = counts(text)
    kana, han = letters["Hira"], letters["Hani"]
    if language(tag) == "ja":
        plain = han >= 6 and not kana and not letters["Kana"]
        return ("Chinese", 0.85) if plain and len(_GRAMMAR.findall(text)) >= 2 else None
    if language(tag) not in {"zh", "yue", "wuu"}:
        return None
    if kana >= 4 and kana > 0.2 * (kana + han):
        return "Japanese", 0.85
    wanted = standard(tag)
    return _other_standard(text, wanted) if wanted and han >= 4 else None


def _other_standard(text: str, wanted: str) -> tuple[Kind, float] | None:
    other = "traditional" if wanted == "simplified" else "simplified"
    wrong = len(_only(other).findall(text))
    if wrong < 2 or wrong <= 4 * len(_only(wanted).findall(text)):
        return None
    return "Traditional Chinese" if other == "traditional" else "Simplified Chinese", 0.85 if wrong >= 3 else 0.6
