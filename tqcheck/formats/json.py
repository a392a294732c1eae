"""JSON of strings in one language: nested or flat, i18next's plurals, ARB, browser extensions and their like.

Nothing is read as a program would run it: the text is what the translator wrote, with JSON's escapes undone. The whole
file is in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from tqcheck.errors import UnreadableError
from tqcheck.formats import Format, ReadOptions, locales
from tqcheck.formats.columns import named
from tqcheck.formats.entry import Entry
from tqcheck.formats.json_records import arb, is_arb, records, text_field
from tqcheck.formats.json_tree import parse
from tqcheck.formats.locales import by_locale
from tqcheck.formats.nested import nested
from tqcheck.formats.path_language import language_of
from tqcheck.formats.po_language import from_locale
from tqcheck.formats.rows import skip
from tqcheck.formats.tree import Member, Value
from tqcheck.formats.twice import shown
from tqcheck.formats.whole_text import Lines, whole
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened, undecodable

_OBJECT = re.compile(r"[\s\ufeff]*+(?:(?://[^\n]*+|/\*(?s:.*?)\*/)\s*+)*+\{\s*(?:[\"}/]|$)")
_RECORD = re.compile(
    r'\s*\{\s*"(?:(?:id|source|src|target|tgt|mt)\w*"\s*:\s*["\d]|translation"\s*:\s*\{"\w\w\w?"\s*:\s*")'
)
_SETTINGS = {
    "dependencies": "packages that a program needs", "devDependencies": "packages that a program needs",
    "lockfileVersion": "packages that a program needs", "compilerOptions": "options of a compiler",
    "manifest_version": "an extension's manifest",
}  # fmt: skip
_VERSION = re.compile(r"[~^<>=v\s]*\d|\*|latest|(?:workspace|file|git|npm):")
_LARAVEL = re.compile(r"(?<![A-Za-z0-9_:]):[A-Za-z]\w*")


def sniff(head: str) -> bool:
    """Tell whether it begins with an object that is no line of JSONL."""
    if not _OBJECT.match(head):
        return False
    lines = [line for line in head.split("\n") if line.strip()][:5]
    loaded = [_loaded(line) for line in lines]
    if len(lines) == 1:
        only = loaded[0]
        return not (_is_pair(only) if isinstance(only, dict) else _RECORD.match(head))
    return not any(isinstance(value, dict) for value in loaded)


def _loaded(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _is_pair(value: dict[str, Any]) -> bool:
    if isinstance(value.get("translation"), dict):
        return all(isinstance(text, str) for text in value["translation"].values()) and len(value["translation"]) == 2
    layout = named(tuple(value), ReadOptions(), sure=True)
    if layout is None or not isinstance(list(value.values())[layout.target], str):
        return False
    return layout.source is not None or "target" in value


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source. The language is what the file says, else its path's."""
    yield from locales.alone(_File(opened, options), options)


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings; of a file of several languages those of the target language.

    Raises UnreadableError, with the line, for what is not JSON or no object of strings, and UsageError where it is
    not clear which language is meant.
    """
    yield from locales.of_target(_File(opened, options), options)


class _File:
    def __init__(self, opened: Opened, options: ReadOptions) -> None:
        self.path = opened.path
        self.is_arb = PurePath(opened.name).suffix.lower() == ".arb"
        text = whole(opened, options)
        root = parse(text, opened.path)
        self.lines = Lines(text)
        self.demand_strings(root)
        members = root.members
        self.parts = by_locale(members, opened.path, alone=False) or _wrapped(members) or {_declared(members): members}
        """Members by their language, which is empty where the file does not tell it."""
        self.language = language_of(opened.path) or options.target_lang

    def demand_strings(self, root: Value) -> None:
        """Raise UnreadableError for what is no object, and for the settings of well-known programs."""
        mend = "Name the files that hold translations."
        if root.kind != "object":
            line = self.lines.of(root.place)
            raise UnreadableError("the JSON is no object of strings.", path=self.path, line=line, mend=mend)
        for member in root.members:
            if what := _setting(member):
                line = self.lines.of(member.value.place)
                raise UnreadableError(f"it holds {what}, not translations.", path=self.path, line=line, mend=mend)

    def entries(self, tag: str) -> Iterator[Entry | Skip]:
        """Yield the strings of one language of the file."""
        found = (_sound(item, self.path) for item in self._found(self.parts[tag], tag or self.language))
        return shown(found, self.path, last=True)

    def _found(self, members: list[Member], language: str | None) -> Iterable[Entry | Skip]:
        if self.is_arb or is_arb(members):
            return arb(members, self.lines)
        if field := text_field(members):
            return records(members, self.lines, field=field, path=self.path)
        found = list(nested(members, self.lines, language))
        double = any("{{" in e.text or "$t(" in e.text for e in found)
        colons = any(_LARAVEL.search(e.key) and _LARAVEL.search(e.text) for e in found)
        syntax = frozenset({"i18next-format"} if double else {"laravel-format"} if colons else ())
        return [replace(e, syntax=syntax) for e in found]


def _setting(member: Member) -> str | None:
    """Return what a key of settings holds; None for one that may be a string or a group of strings."""
    if member.key.endswith("ependencies") and not any(_VERSION.match(m.value.text) for m in member.value.members):
        return None
    return _SETTINGS.get(member.key) if member.value.kind != "text" else None


def _wrapped(members: list[Member]) -> dict[str, list[Member]]:
    """Return the strings of Angular: `{"locale": "fr", "translations": {…}}`."""
    keys = {m.key: m.value for m in members}
    if "locale" not in keys or "translations" not in keys or keys["translations"].kind != "object":
        return {}
    return {from_locale(keys["locale"].text) or "": keys["translations"].members}


def _declared(members: list[Member]) -> str:
    """Return the language that ARB's key tells; nothing where there is none."""
    return next((from_locale(m.value.text) or "" for m in members if m.key == "@@locale"), "")


def _sound(item: Entry | Skip, path: str) -> Entry | Skip:
    problem = undecodable(item.text + item.key) if isinstance(item, Entry) else None
    return skip(path, item.line, problem) if isinstance(item, Entry) and problem else item


FORMAT = Format(name="json", suffixes=(".json", ".arb"), sniff=sniff, read=read, entries=entries)
