"""YAML of strings in one language: Rails, whose strings stand below their language, Symfony, i18next and others.

Nothing is made of tags. Aliases and merged mappings are followed, each string with the line where its text stands. The
whole file is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from tqcheck.errors import UnreadableError
from tqcheck.formats import Format, ReadOptions, locales
from tqcheck.formats.entry import Entry
from tqcheck.formats.locales import by_locale
from tqcheck.formats.nested import nested
from tqcheck.formats.path_language import language_of
from tqcheck.formats.rows import skip
from tqcheck.formats.tree import Member
from tqcheck.formats.twice import shown
from tqcheck.formats.whole_text import Lines, whole
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened

_KEY = r"(?:[\w.-]+|\"[^\"\n]+\"|'[^'\n]+')"
_BLANK = r"(?:[ \t]*+(?:#[^\r\n]*+)?\r?\n)*+"
_RAILS = re.compile(
    rf"{_BLANK}(?:---[^\n]*\n)?{_BLANK}[\"']?[a-z]{{2,3}}(?:[-_]\w+)*[\"']?:[ \t]*\r?\n{_BLANK}[ ]+{_KEY}:"
)
_NESTED = re.compile(rf"{_BLANK}(?:---[^\n]*\n)?{_BLANK}{_KEY}:[ \t]*\r?\n{_BLANK}[ ]+{_KEY}:(?:[ \t]|\r?\n)")
_SYMBOL = re.compile(r":[a-z_]\w*")
_PERCENT = re.compile(r"%[A-Za-z_][\w.-]*%")


def sniff(head: str) -> bool:
    """Tell whether it begins with a key and, indented below it, another one. Flat YAML is believed by its suffix."""
    return bool(_RAILS.match(head) or _NESTED.match(head))


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source. The language is the key above them, else the path's."""
    yield from locales.alone(_File(opened, options), options)


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings, their keys without the language above them; of several languages those of the target.

    Raises UnreadableError, with the line, for what is not YAML or no mapping of strings, and UsageError where it is
    not clear which language is meant.
    """
    yield from locales.of_target(_File(opened, options), options)


class _File:
    def __init__(self, opened: Opened, options: ReadOptions) -> None:
        from tqcheck.formats.yaml_tree import parse  # noqa: PLC0415  PyYAML takes a while; other files only ask sniff

        self.path = opened.path
        text = whole(opened, options)
        root, second = parse(text, opened.path)
        self.lines = Lines(text)
        self.second = second and self.lines.of(second)
        """The line on which a second document begins."""
        if root.kind != "object":
            mend = 'Give a mapping such as "greeting: Bonjour".'
            line = self.lines.of(root.place)
            raise UnreadableError("the YAML is no mapping of strings.", path=self.path, line=line, mend=mend)
        found = by_locale(root.members, opened.path, alone=True)
        self.is_rails = bool(found)
        self.parts = found or {"": root.members}
        self.language = language_of(opened.path) or options.target_lang

    def entries(self, tag: str) -> Iterator[Entry | Skip]:
        """Yield the strings of one language of the file."""
        members = self.parts[tag]
        found: list[Entry | Skip] = list(self.truths(members, "")) if self.is_rails else []
        found += (replace(e, syntax=self.syntax) for e in nested(members, self.lines, tag or self.language))
        if self.second:
            found.append(skip(self.path, self.second, "a second document begins; only the first is read."))
        return shown(found, self.path, last=True)

    @cached_property
    def syntax(self) -> frozenset[str]:
        if self.is_rails:
            return frozenset({"rails-format"})
        texts = [e.text for members in self.parts.values() for e in nested(members, self.lines, None)]
        if "+intl-icu" in self.path:
            return frozenset({"icu-message-format"})
        if any("{{" in text or "$t(" in text for text in texts):
            return frozenset({"i18next-format"})
        return frozenset({"symfony-format"} if any(map(_PERCENT.search, texts)) else ())

    def truths(self, members: list[Member], above: str) -> Iterator[Skip]:
        """Yield the words that Ruby takes for true or false, which are then no text any more."""
        for member in members:
            if member.value.kind == "truth":
                why = f"“{above}{member.key}” is {member.value.text}, which Ruby takes for true or false: quote it."
                yield skip(self.path, self.lines.of(member.value.place), why)
                member.value.kind = "other"
            elif member.value.kind == "text" and _SYMBOL.fullmatch(member.value.text) and member.key.isdigit():
                member.value.kind = "other"  # date.order: [ :day, :month, :year ]
            yield from self.truths(member.value.members, f"{above}{member.key}.")


FORMAT = Format(name="yaml", suffixes=(".yml", ".yaml"), sniff=sniff, read=read, entries=entries)
