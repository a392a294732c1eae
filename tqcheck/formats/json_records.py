"""JSON in which a string has company: ARB, browser extensions' messages, FormatJS, Transifex, Angular.

ARB keeps what it says of `key` under `@key`; the others give each string an object of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.formats.entry import Entry
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.rows import skip
from tqcheck.formats.tree import Member, Value
from tqcheck.formats.whole_text import Lines
from tqcheck.model import Skip, Suppression

_TEXTS = {"message": "webextension-format", "defaultMessage": "icu-message-format", "string": ""}
"""What the text of a string is called, and what placeholders are in it."""
_COMPANY = frozenset(
    ("id", "description", "descriptionFile", "developer_comment", "comment", "note", "context", "meaning", "hash",
     "character_limit", "placeholders", "x-tqcheck", "file", "start", "end")
)  # fmt: skip
_NOTES = ("description", "developer_comment", "comment", "note", "context", "meaning")
_ANY_META = re.compile(r"[$@]|//|_comment$")


@dataclass(frozen=True, slots=True)
class _About:
    """What is said of a string beside it."""

    note: str | None
    suppressions: tuple[Suppression, ...]
    max_length: int | None


def is_arb(members: list[Member]) -> bool:
    """Tell whether keys with `@` speak of the file or of other keys."""
    keys = {m.key for m in members}
    return any(
        m.key.startswith("@@") or (m.key[:1] == "@" and m.key[1:] in keys and m.value.kind == "object") for m in members
    )


def arb(members: list[Member], lines: Lines) -> Iterator[Entry | Skip]:
    """Yield the strings of an ARB file; what `@key` says is their note."""
    about = {m.key[1:]: m.value for m in members if m.key.startswith("@")}
    syntax = frozenset({"icu-message-format"})
    for member in members:
        if not _ANY_META.match(member.key):
            known = _about(about.get(member.key), member, lines)
            yield from _entry(member.key, member.value, known, lines=lines, syntax=syntax)


def text_field(members: list[Member]) -> str | None:
    """Return what the text is called where every string is an object of a known shape; None where it is not so."""
    values = [m.value for m in members if not _ANY_META.match(m.key)]
    if not values or any(v.kind != "object" for v in values):
        return None
    keys = [{m.key for m in v.members} for v in values]
    for name in _TEXTS:
        if 2 * sum(name in k for k in keys) > len(keys) and all(k and k <= {name, *_COMPANY} for k in keys):
            return name
    return None


def records(members: list[Member], lines: Lines, *, field: str, path: str) -> Iterator[Entry | Skip]:
    """Yield the strings of objects that hold the text under `field`; one without it is a Skip."""
    syntax = frozenset(filter(None, [_TEXTS[field]]))
    for member in members:
        if _ANY_META.match(member.key):
            continue
        text = _of(member.value, field)
        if text is None:
            yield skip(path, lines.of(member.value.place), f"“{member.key}” has no {field}.")
        else:
            about = _about(member.value, member, lines)
            yield from _entry(member.key, text, about, lines=lines, syntax=syntax)


def _entry(key: str, value: Value, about: _About, *, lines: Lines, syntax: frozenset[str]) -> Iterator[Entry]:
    if value.kind in ("text", "null"):
        yield Entry(
            key=key,
            text=value.text,
            line=lines.of(value.place),
            note=about.note,
            max_length=about.max_length,
            syntax=syntax,
            suppressions=about.suppressions,
        )


def _about(value: Value | None, member: Member, lines: Lines) -> _About:
    remarks = Remarks()
    for place, text in member.comments:
        remarks.add(text, lines.of(place))
    limit = None
    for part in value.members if value else ():
        line = lines.of(part.value.place)
        if part.key in _NOTES and part.value.kind == "text":
            remarks.add(part.value.text, line)
        elif part.key == "x-tqcheck":
            remarks.add(f"tqcheck: {part.value.text.removeprefix('tqcheck:').strip()}", line)
        elif part.key == "character_limit" and part.value.text.isascii() and part.value.text[:9].isdigit():
            limit = int(part.value.text[:9])
    note, asked = remarks.take()
    return _About(note, asked, limit)


def _of(value: Value, key: str) -> Value | None:
    return next((m.value for m in value.members if m.key == key and m.value.kind in ("text", "null")), None)
