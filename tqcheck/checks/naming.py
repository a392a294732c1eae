"""Finding checks by what a person writes: a code, the beginning of codes, or a name."""

from __future__ import annotations

import difflib

from tqcheck.checks import Rule, rules
from tqcheck.errors import UsageError

EVERYTHING = "ALL"
"""Selects every check."""


def find(word: str) -> Rule:
    """Return the check with this code or name. Raises UsageError, with the nearest names, when there is none."""
    found = next((r for r in rules() if word.upper() == r.code or word.lower() == r.name), None)
    if found is None:
        raise UsageError(f"there is no check {word!r}.", mend=suggestion(word))
    return found


def matching(word: str) -> tuple[Rule, ...]:
    """Return the checks that `word` selects: by name, by code, by the beginning of the code (`ACC`, `MKP4`), or `ALL`.

    Raises UsageError, with the nearest names, when there is none.
    """
    upper = word.upper()
    found = tuple(r for r in rules() if upper == EVERYTHING or word.lower() == r.name or r.code.startswith(upper))
    if not word or not found:
        raise UsageError(f"there is no check {word!r}.", mend=suggestion(word))
    return found


def suggestion(word: str) -> str:
    """Return a sentence that names what `word` may have meant, or where the checks are listed."""
    by_code = {r.code: r for r in rules()}
    by_name = {r.name: r for r in rules()}
    codes = difflib.get_close_matches(word.upper(), by_code, n=1, cutoff=0.7)
    names = difflib.get_close_matches(word.lower().replace("_", "-"), by_name, n=1)
    near = [by_code[c] for c in codes] or [by_name[n] for n in names]
    return f"Did you mean {near[0].code} {near[0].name}?" if near else "`tqcheck checks` lists them all."
