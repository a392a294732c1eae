"""Xcode's string catalogues, .xcstrings: all languages of a program in one file, paired with its source language.

Each language and each variation (plural category, device) is a segment, whose key is the string's; the variables of a
string (`%#@files@`) are `key/files`. Where the source has no text, the key is it. A language that the string lacks is
an untranslated segment. Strings that are not to be translated, and those that the program no longer uses (stale), are
counted as skipped. The whole file is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.formatting import printf
from tqcheck.formats.json_tree import parse
from tqcheck.formats.po_language import from_locale
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.tree import Value
from tqcheck.formats.whole_text import Lines, whole
from tqcheck.formats.xcstrings_leaves import PLURAL, Leaf, answering, leaves, member, said
from tqcheck.lang import plurals
from tqcheck.model import Origin, Segment, Skip, Suppression
from tqcheck.opening import Opened

_SNIFFED = re.compile(r'\s*\{\s*(?:"version"\s*:\s*"[^"]*"\s*,\s*)?"sourceLanguage"\s*:|\s*\{\s*"strings"\s*:\s*\{')
_OWN = re.compile(r'"(?:sourceLanguage|localizations|extractionState|stringUnit)"\s*:')


def sniff(head: str) -> bool:
    """Tell whether the beginning of a file is that of a string catalogue."""
    return bool(_SNIFFED.match(head) and _OWN.search(head))


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield each string in each language but the source's, or in the one asked for, in the order of the file.

    Raises UnreadableError for broken JSON and what is no catalogue, UsageError when it lacks the language asked for.
    """
    text = whole(opened, options)
    root = parse(text, opened.path)
    strings = member(root, "strings")
    if strings is None or strings.kind != "object":
        mend = "Say what it is with --format."
        raise UnreadableError("JSON without the “strings” of a catalogue.", path=opened.path, line=1, mend=mend)
    declared = from_locale(said(root, "sourceLanguage")) or "en"
    catalogue = _Catalogue(opened.path, Lines(text), options.source_lang or declared)
    languages = _languages(strings, catalogue, options)
    yield from (item for item in languages if isinstance(item, Skip))
    tags = [item for item in languages if not isinstance(item, Skip)]
    for string in strings.members:
        yield from catalogue.string(string.key, string.value, tags)


def _languages(strings: Value, catalogue: _Catalogue, options: ReadOptions) -> list[str | Skip]:
    """Return the tags of the targets, and a Skip for each name that is none."""
    found: dict[str, str | Skip] = {}
    for string in (s for s in strings.members if not _left_out(s.value)):
        localizations = member(string.value, "localizations")
        for language in localizations.members if localizations else ():
            if language.key not in found:
                origin = Origin(path=catalogue.path, line=catalogue.lines.of(language.value.place), key=string.key)
                wrong = Skip(what=f"language {language.key}", why="it is no language tag.", origin=origin)
                found[language.key] = from_locale(language.key) or wrong
    targets = [t for t in found.values() if t != catalogue.source_lang]
    if options.target_lang is None:
        return targets
    if options.target_lang not in targets:
        known = ", ".join(t for t in targets if isinstance(t, str)) or "none but its source's"
        raise UsageError(f"it has no {options.target_lang}.", path=catalogue.path, mend=f"It has {known}.")
    return [options.target_lang]


@dataclass(frozen=True, slots=True)
class _String:
    """What is the same for a string in all its languages."""

    key: str
    line: int
    source: dict[tuple[str, ...], Leaf]
    note: str | None
    suppressions: tuple[Suppression, ...]


@dataclass(frozen=True, slots=True)
class _Catalogue:
    path: str
    lines: Lines
    source_lang: str

    def string(self, key: str, value: Value, tags: list[str]) -> Iterator[Segment | Skip]:
        line = self.lines.of(value.place)
        if why := _left_out(value):
            origin = Origin(path=self.path, line=line, key=key)
            yield Skip(what=f"string {key}", why=why, origin=origin, incomplete=value.kind != "object")
            return
        localizations = member(value, "localizations")
        by_tag = {from_locale(m.key): m.value for m in (localizations.members if localizations else ())}
        own = by_tag.get(self.source_lang)
        source = {leaf.path: leaf for leaf in leaves(own)} if own else {}
        remarks, comment = Remarks(), member(value, "comment")
        if comment is not None:
            remarks.add(comment.text, self.lines.of(comment.place))
        string = _String(key, line, source or {(): Leaf((), key, value.place, None)}, *remarks.take())
        for tag in tags if any(leaf.text.strip() for leaf in string.source.values()) else ():
            yield from self.language(string, tag, by_tag.get(tag))

    def language(self, string: _String, tag: str, value: Value | None) -> Iterator[Segment]:
        found = list(leaves(value)) if value else []
        if not found:
            nothing = Leaf((), "", value.place if value else -1, "untranslated")
            yield self.segment(string, tag, nothing)
        for leaf in found:
            yield self.segment(string, tag, leaf)
        for leaf in _lacking(found, tag):
            yield self.segment(string, tag, leaf)

    def segment(self, string: _String, tag: str, leaf: Leaf) -> Segment:
        source = answering(leaf.path, string.source)
        key = string.key + leaf.name
        syntax = printf(leaf.text, "objc-format") | printf(source.text if source else "", "objc-format")
        return Segment(
            id=f"{tag}:{key}[{leaf.variant}]" if leaf.variant else f"{tag}:{key}",
            source=source.text if source else None,
            target=leaf.text,
            source_lang=self.source_lang,
            target_lang=tag,
            origin=Origin(path=self.path, line=self.line(leaf, string), key=key),
            source_origin=Origin(path=self.path, line=self.line(source, string), key=key) if source else None,
            document=self.path,
            note=string.note,
            variant=leaf.variant,
            state=leaf.state if leaf.text.strip() else "untranslated",
            syntax=syntax,
            suppressions=string.suppressions,
        )

    def line(self, leaf: Leaf, string: _String) -> int:
        return self.lines.of(leaf.place) if leaf.place >= 0 else string.line


def _left_out(value: Value) -> str | None:
    if value.kind != "object":
        return "it is no object."
    should = member(value, "shouldTranslate")
    if should is not None and should.text == "false":
        return "the file says that it is not to be translated."
    return "the program no longer uses it (stale)." if said(value, "extractionState") == "stale" else None


def _lacking(found: list[Leaf], tag: str) -> Iterator[Leaf]:
    """Yield, without a text, the plural forms that the language needs and a string has not, where it has others."""
    groups: dict[tuple[str, ...], list[Leaf]] = {}
    for leaf in found:
        if leaf.path[-2:-1] == (PLURAL,):
            groups.setdefault(leaf.path[:-1], []).append(leaf)
    for path, forms in groups.items():
        for category in sorted(plurals.needed(tag) - {leaf.path[-1] for leaf in forms}):
            yield Leaf((*path, category), "", forms[-1].place, "untranslated")


FORMAT = Format(name="xcstrings", suffixes=(".xcstrings",), sniff=sniff, read=read)
