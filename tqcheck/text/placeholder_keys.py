"""What a placeholder stands for, whatever its spelling: `%1$d` and `%d`, `{0:N2}` and `{0}`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tqcheck.text.difference import Piece
from tqcheck.text.placeholders import Placeholder

_PRINTF = re.compile(r"%(?:(\d+)\$)?[-+#0 ',]*(?:\d+|\*(?:\d+\$)?)?(?:\.(?:\d+|\*)?)?((?:hh|ll|[hlLqjzt])?)([A-Za-z@])")
_BRACE = re.compile(r"\{\s*([^{}!:,\s]*)")
_BRACED = frozenset({"brace", "message", "fluent"})
_CALL = re.compile(r"\{\s*(?:[A-Z][A-Z0-9_-]*\(\s*(\$[\w-]+)|(-[\w-]+)\()")
"""Of Fluent: `{ NUMBER($size, …) }` stands for `$size`, `{ -brand(case: "genitive") }` for `-brand`."""
_SAME = {"i": "d"}
_COUNTS = re.compile(r"(?:count|num|number|n|total|amount|qty|size|\d+)?|\w*_?(?:count|num|number|total)")


def keyed(found: Sequence[Placeholder], *, numbered: bool) -> list[Piece]:
    """Return each placeholder with its key; with `numbered`, those without a number get their place as one."""
    pieces, places = [], {"printf": 0, "brace": 0}
    for placeholder in found:
        if placeholder.text == "%%":
            continue
        place = None
        if _positional(placeholder):
            places[placeholder.family] += 1
            place = places[placeholder.family]
        key = _key(placeholder, place if numbered else None)
        pieces.append(Piece(key, placeholder.start, placeholder.end))
    return pieces


def has_numbers(found: Sequence[Placeholder]) -> bool:
    """Tell whether any placeholder is bound by a number: `%1$s` or `{0}`."""
    return any(
        (p.family == "printf" and "$" in p.text) or (p.family in _BRACED and p.text[1:2].isdigit()) for p in found
    )


def _positional(placeholder: Placeholder) -> bool:
    if placeholder.family == "printf":
        return "$" not in placeholder.text
    return placeholder.family == "brace" and placeholder.text[1:2] in ("}", ":", "!")


def _key(placeholder: Placeholder, place: int | None) -> str:
    text = placeholder.text
    if placeholder.family == "printf" and (match := _PRINTF.fullmatch(text)):
        number = match.group(1) or place
        kind = _SAME.get(match.group(3), match.group(3))
        return f"%{number}${match.group(2)}{kind}" if number else f"%{match.group(2)}{kind}"
    if placeholder.family in _BRACED:
        return f"{{{_name(placeholder) or ('' if place is None else str(place - 1))}}}"
    if placeholder.family == "double":
        return "{{" + re.split(r"[,|]", text.strip("{}"))[0].strip() + "}}"
    if placeholder.family == "qt":
        return text.replace("L", "")
    if placeholder.family in ("colon", "webextension"):  # `:Name` is `:name` with a capital; `$NAME$` has no case
        return text.lower()
    return "".join(text.split())


def _name(placeholder: Placeholder) -> str:
    called = _CALL.match(placeholder.text) if placeholder.family == "fluent" else None
    if called:
        return called.group(1) or called.group(2)
    found = _BRACE.match(placeholder.text)
    return found.group(1) if found else ""


def bound(key: str) -> bool:
    """Tell whether the key names its argument, so that a text may use it twice."""
    return key not in ("{}", "%n") and not (key.startswith("%") and key[1:].isalpha())


def counts_something(key: str) -> bool:
    """Tell whether the placeholder may be the number that a plural form spells out ("one file")."""
    if key.startswith("%") and "(" not in key and "{" not in key:
        return key[-1] in "duns" or key == "%arg" or key[1:].isdigit()
    return _COUNTS.fullmatch(key.strip("%{}$<>()sd ")) is not None
