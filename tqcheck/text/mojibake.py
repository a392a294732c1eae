"""Text that was written as UTF-8 and read as something else (`Ã©` for `é`), and what it was."""

from __future__ import annotations

import re
from typing import NamedTuple

from tqcheck.text.characters import characters


def _table(codec: str) -> dict[str, int]:
    """Return the byte of every character of a one-byte codec; bytes it does not define stand for themselves."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode(codec)] = byte
        except UnicodeDecodeError:
            continue
    return table


def _letters(table: dict[str, int], first: int, last: int) -> str:
    return re.escape("".join(c for c, byte in table.items() if first <= byte <= last))


_WEST, _EAST = _table("cp1252"), _table("cp1251")
_TAIL = f"[{_letters(_WEST, 0x80, 0xBF)}]"
_RUN = re.compile(
    f"(?:[{_letters(_WEST, 0xC2, 0xDF)}]{_TAIL}|[{_letters(_WEST, 0xE0, 0xEF)}]{_TAIL}{{2}}"
    f"|[{_letters(_WEST, 0xF0, 0xF4)}]{_TAIL}{{3}})+"
)
_RUN_EAST = re.compile(f"(?:[{_letters(_EAST, 0xD0, 0xD1)}][{_letters(_EAST, 0x80, 0xBF)}]){{3,}}")
_TAILS = frozenset(c for c, byte in _WEST.items() if 0x80 <= byte <= 0xBF)
_TAILS_EAST = frozenset(c for c, byte in _EAST.items() if 0x80 <= byte <= 0xBF)
# Marks that rightly follow a capital with an accent: “CAFÉ”, „Ö“, «Å».
_ORDINARY = frozenset("“”‘’„‚«»‹›–—…\xa0²³¹º°·")
_SURE_LEADS = frozenset("ÃÂ")
_PUNCTUATION = range(0x2010, 0x2123)


class Mojibake(NamedTuple):
    """Characters `text[start:end]` that should read `meant`."""

    start: int
    end: int
    meant: str


def mojibake(text: str) -> tuple[Mojibake, ...]:
    """Return the misread parts of `text` in order."""
    if text.isascii():
        return ()
    have = characters(text)
    found = []
    if not _TAILS.isdisjoint(have):
        found += [made for m in _RUN.finditer(text) if (made := _decoded(m, _WEST)) and _credible(text, made)]
    if "Р" in have and not _TAILS_EAST.isdisjoint(have):
        found += [made for m in _RUN_EAST.finditer(text) if (made := _decoded(m, _EAST))]
    return tuple(found)


def _decoded(match: re.Match[str], table: dict[str, int]) -> Mojibake | None:
    raw = bytes(table[c] for c in match.group())
    try:
        return Mojibake(match.start(), match.end(), raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _credible(text: str, found: Mojibake) -> bool:
    """Tell whether the writer cannot have meant these characters: long runs always, short ones by their neighbours."""
    run = text[found.start : found.end]
    if len(found.meant) >= 3:
        return True
    if len(run) - len(found.meant) >= 2 and run[0] not in "âð" and len(found.meant) == 1:
        return False  # one Han or Indic letter alone: French “é »” with a no-break space reads like one
    if run[0] in "âð" and len(run) >= 3:
        return run[0] == "ð" or ord(found.meant[0]) in _PUNCTUATION
    before, after = text[found.start - 1 : found.start], text[found.end : found.end + 1]
    if _ORDINARY.isdisjoint(run[1:]):
        return run[0] in _SURE_LEADS or before.isalpha() or after.isalpha()
    return after.islower() and (before.islower() or run[0] in _SURE_LEADS)
