"""Strings of nested objects: `menu.file.open`, plural forms of i18next, Rails and go-i18n, `//` for comments.

i18next's `file_one` and `file_other` (of old `file` and `file_plural`, or `file_0`, `file_1`, `file_2`) are forms of
`file`. A context (`friend_male`) stays part of the key, for nothing tells it from any other key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.formats.entry import Entry
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.tree import Member, Value
from tqcheck.formats.whole_text import Lines
from tqcheck.lang.plurals import CATEGORIES, needed
from tqcheck.model import Suppression

_SUFFIXED = re.compile(rf"(.+)_({'|'.join(CATEGORIES)})", re.DOTALL)
_NUMBERED = re.compile(r"(.+)_(\d)", re.DOTALL)
_COMMENT = re.compile(r"//\s*|[_$@]comment$")
_META = re.compile(r"\$schema$|@@")


def nested(members: list[Member], lines: Lines, language: str | None) -> Iterator[Entry]:
    """Yield the strings. Numbers and truth values are no text. What suppresses a group suppresses all in it."""
    yield from _Group("", (), lines).entries(members, language)


@dataclass(frozen=True, slots=True)
class _Group:
    above: str
    """The key of the group and a dot; nothing for the whole file."""
    asked: tuple[Suppression, ...]
    lines: Lines

    def entries(self, members: list[Member], language: str | None) -> Iterator[Entry]:
        forms = _Forms(members, language)
        said = _Said(self.lines)
        for member in members:
            if comment := _COMMENT.match(member.key):
                said.keep(member, member.key[comment.end() :])
            elif not _META.match(member.key):
                yield from self.member(member, forms, said)

    def member(self, member: Member, forms: _Forms, said: _Said) -> Iterator[Entry]:
        value, key = member.value, self.above + member.key
        note, asked = said.of(member).take()
        asked += self.asked
        if value.kind in ("text", "truth", "null"):
            base, variant = forms.of(member.key)
            yield self.entry(self.above + base, value, note, asked=asked, variant=variant)
        elif categories(value):
            for form in value.members:
                own_note, own = said.of(form).take()
                yield self.entry(key, form.value, own_note or note, asked=asked + own, variant=form.key)
        else:
            yield from _Group(f"{key}.", asked, self.lines).entries(value.members, forms.language)

    def entry(
        self, key: str, value: Value, note: str | None, *, asked: tuple[Suppression, ...], variant: str | None
    ) -> Entry:
        return Entry(
            key=key,
            text=value.text,
            line=self.lines.of(value.place),
            note=note,
            variant=variant,
            suppressions=asked,
        )


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
