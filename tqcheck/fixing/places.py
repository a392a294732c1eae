"""Where characters of a translation stand in the raw text of its file, escaped and wrapped as formats have it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tqcheck.fixing.raw import Raw
from tqcheck.model import Fix

_CONTEXTS = (24, 6, 1)
"""So many characters on both sides are looked for; codes that a reader writes in another way may stand beyond."""
_EACH = 6
"""How many places are tried with each."""
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&apos;"}
_LETTERS = {"\n": "n", "\t": "t", "\r": "r", "\f": "f", "\b": "b"}
# Between any two characters PO may close one string and open the next, and properties may continue a line.
_WRAP = r'(?:"[ \t]*\r?\n[ \t]*"|\\\r?\n[ \t]*)?'


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of `start` to `end`."""

    start: int
    end: int
    text: str


def edits(target: str, fix: Fix) -> tuple[Edit, ...]:
    """Return the fewest characters that a fix changes in a translation."""
    old, new = target[fix.start : fix.end], fix.replacement
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        Edit(fix.start + start, fix.start + end, new[first:last])
        for kind, start, end, first, last in steps
        if kind != "equal"
    )


def mended(target: str, changes: tuple[Edit, ...]) -> str:
    """Return a text with edits that do not overlap."""
    for edit in sorted(changes, key=lambda e: e.start, reverse=True):
        target = target[: edit.start] + edit.text + target[edit.end :]
    return target


def possible(file: Raw, target: str, edit: Edit, *, line: int | None) -> Iterator[Edit]:
    """Yield what may be the edit in the raw text of the file, the likeliest first."""
    written = tuple(_written(edit.text, file))
    begin, end = file.window(line)
    seen = set[tuple[int, int]]()
    for context in _CONTEXTS:
        for where in islice(_found(file.text[begin:end], target, edit, context), _EACH):
            if where not in seen:
                seen.add(where)
                yield from (Edit(begin + where[0], begin + where[1], text) for text in written)


def _found(text: str, target: str, edit: Edit, context: int) -> Iterator[tuple[int, int]]:
    before, middle = target[max(0, edit.start - context) : edit.start], target[edit.start : edit.end]
    after = target[edit.end : edit.end + context]
    at = text.find(before + middle + after)
    if at >= 0:
        yield at + len(before), at + len(before) + len(middle)
    for match in re.finditer(_pattern(before, middle, after), text):
        yield match.span(1)


def _pattern(before: str, middle: str, after: str) -> str:
    parts = [_WRAP.join(map(_forms, part)) for part in (before, middle, after)]
    return f"{parts[0]}{_WRAP if before and middle else ''}({parts[1]}){_WRAP if after else ''}{parts[2]}"


def _forms(character: str) -> str:
    """Return a pattern of the ways to write a character."""
    code = ord(character)
    number = f"0*(?i:{code:x})"
    forms = [rf"&#(?:[xX]{number}|0*{code});", rf"\\(?:[uU]{number}|u\{{{number}\}}|x(?i:{code:02x}))"]
    if code > 0xFFFF:
        high, low = 0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF)
        forms.append(rf"\\u(?i:{high:x})\\u(?i:{low:x})")
    if character in _NAMED:
        forms.append(_NAMED[character])
    if character in "'\"":
        forms.append(character * 2)
    if character in _LETTERS:
        forms.append(rf"\\{_LETTERS[character]}")
    elif not character.isalnum() and code < 128:
        forms.append(rf"\\{re.escape(character)}")
    plain = r"[ \t\r\n]+" if character in " \n\t" else re.escape(character)
    return f"(?:{'|'.join((*forms, plain))})"


def _written(text: str, file: Raw) -> Iterator[str]:
    """Yield ways to write what is put in; escapes first where the file has nothing but ASCII."""
    if text.isascii():
        yield text
        if not text.replace(" ", "").isalnum() and text.strip():
            yield "".join(_NAMED.get(c, c) for c in text)
            yield "".join(f"\\{c}" if c in "\\\"'" else c for c in text)
        return
    plain = (text,) if file.has(text) else ()
    units = [(c, c.encode("utf-16-be").hex()) for c in text]
    short = "".join(c if c.isascii() else "".join(f"\\u{h[i : i + 4]}" for i in range(0, len(h), 4)) for c, h in units)
    escaped = ("".join(c if c.isascii() else f"&#x{ord(c):X};" for c in text), short)
    yield from (*escaped, *plain) if file.text.isascii() else (*plain, *escaped)
