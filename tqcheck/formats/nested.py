"""Strings of nested objects: `menu.file.open`, plural forms of i18next, Rails and go-i18n, `//` for comments.

i18next's `file_one` and `file_other` (of old `file` and `file_plural`, or `file_0`, `file_1`, `file_2`) are forms of
`file`. A context (`friend_male`) stays part of the key, for nothing tells it from any other key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.formats.entry import Entry
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.tree import Member, Value
from tqcheck.formats.whole_text import Lines
from tqcheck.lang.plurals import CATEGORIES, needed

_SUFFIXED = re.compile(rf"(.+)_({'|'.join(CATEGORIES)})", re.DOTALL)
_NUMBERED = re.compile(r"(.+)_(\d)", re.DOTALL)
_COMMENT = re.compile(r"//\s*|[_$@]comment$")
_META = re.compile(r"\$schema$|@@")


def nested(members: list[Member], lines: Lines, language: str | None, above: str = "") -> Iterator[Entry]:
    """Yield the strings below `above`, a key with a dot behind it or nothing. Numbers and truth values are no text."""
    forms = _Forms(members, language)
    said = _Said(lines)
    for member in members:
        if comment := _COMMENT.match(member.key):
            said.keep(member, member.key[comment.end() :])
        elif not _META.match(member.key):
            yield from _entries(member, above, forms, said)


class _Said:
    """What comments of an object tell of its members."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.next = Remarks()
        self.named: dict[str, tuple[str, int]] = {}

    def keep(self, member: Member, name: str) -> None:
        """Take the comment `"//": …`, which tells of the next member, or `"//save": …`, which tells of `save`."""
        line = self.lines.of(member.value.place)
        if name:
            self.named[name] = (member.value.text, line)
        else:
            self.next.add(member.value.text, line)

    def of(self, member: Member) -> Remarks:
        found, self.next = self.next, Remarks()
        for place, text in member.comments:
            found.add(text, self.lines.of(place))
        if member.key in self.named:
            found.add(*self.named[member.key])
        return found


def _entries(member: Member, above: str, forms: _Forms, said: _Said) -> Iterator[Entry]:
    value, lines = member.value, said.lines
    note, asked = said.of(member).take()
    if value.kind in ("text", "null"):
        key, variant = forms.of(member.key)
        yield Entry(
            key=above + key,
            text=value.text if value.kind == "text" else "",
            line=lines.of(value.place),
            note=note,
            variant=variant,
            suppressions=asked,
        )
    elif categories(value):
        for form in value.members:
            line = lines.of(form.value.place)
            text = form.value.text
            yield Entry(
                key=above + member.key, text=text, line=line, note=note, variant=form.key, suppressions=asked
            )  # fmt: skip
    else:
        yield from nested(value.members, lines, forms.language, f"{above}{member.key}.")


def categories(value: Value) -> bool:
    """Tell whether it is an object of plural forms: texts under categories of CLDR, `other` among them."""
    keys = {m.key for m in value.members}
    return value.kind == "object" and "other" in keys <= {*CATEGORIES} and all(
        m.value.kind == "text" for m in value.members
    )  # fmt: skip


class _Forms:
    """Which keys of one object are plural forms of another."""

    def __init__(self, members: list[Member], language: str | None) -> None:
        self.texts = {m.key: m.value.text for m in members if m.value.kind == "text"}
        self.language = language
        wanted = [c for c in CATEGORIES if c in needed(language)] if language else []
        self.numbered = {str(n): category for n, category in enumerate(wanted)} if len(wanted) != 2 else {}

    def of(self, key: str) -> tuple[str, str | None]:
        """Return the key without its form, and the form; None for a text that is no plural form."""
        suffixed = _SUFFIXED.fullmatch(key)
        if suffixed and f"{suffixed.group(1)}_other" in self.texts:
            return suffixed.group(1), suffixed.group(2)
        if f"{key}_plural" in self.texts:
            return key, "one"
        if (single := key.removesuffix("_plural")) != key and single in self.texts:
            return single, "other"
        number = _NUMBERED.fullmatch(key)
        if number and self.numbered and self._counts(number.group(1)):
            return number.group(1), self.numbered[number.group(2)]
        return key, None

    def _counts(self, key: str) -> bool:
        """Tell whether exactly the forms that the language has are there, and speak of a count: `step_1` does not."""
        there = {k: t for k, t in self.texts.items() if (m := _NUMBERED.fullmatch(k)) and m.group(1) == key}
        return set(there) == {f"{key}_{n}" for n in self.numbered} and any("{{count" in t for t in there.values())
