"""Apple's .stringsdict: strings by plural category, by device or by the width that there is for them.

The format string of a unit has the unit's key, and each of its variables that key and its name: `%d files/files`, with
its plural categories as variants. What is chosen by device or width has these as variants. Comments before a key are
the note on all of its strings. The whole file is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.alone import segments
from tqcheck.formats.entry import Entry
from tqcheck.formats.file_language import apple
from tqcheck.formats.formatting import printf
from tqcheck.formats.plist import pairs, plist, remarked
from tqcheck.formats.twice import shown
from tqcheck.formats.xml_stream import Node
from tqcheck.model import Origin, Segment, Skip, Suppression
from tqcheck.opening import Opened

_FORMAT, _KIND = "NSStringLocalizedFormatKey", "NSStringFormatSpecTypeKey"
_BY_DEVICE, _BY_WIDTH = "NSStringDeviceSpecificRuleType", "NSStringVariableWidthRuleType"
_PLURAL = "NSStringPluralRuleType"
_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
_SNIFFED = re.compile(r"<plist[\s>]")


def sniff(head: str) -> bool:
    """Tell whether the beginning of a property list holds what only .stringsdict does."""
    head = head.replace("\0", "")
    return bool(_SNIFFED.search(head)) and any(name in head for name in (_FORMAT, _KIND, _BY_DEVICE, _BY_WIDTH))


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source; the language is that of the folder, `fr.lproj`."""
    return segments(entries(opened, options), opened.path, options, declared=apple(opened.path))


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings. Raises UnreadableError for broken or hostile XML, and for what is no property list."""
    return shown(_entries(plist(opened, options), opened.path), opened.path, last=True)


def _entries(root: Node, path: str) -> Iterator[Entry | Skip]:
    for key, value, remarks in remarked(root):
        unit = _Unit(path, key.text, *remarks.take())
        if value is None or value.name != "dict":
            yield unit.skip("", key.line, "it is no <dict>.")
        else:
            yield from unit.entries(value)


@dataclass(frozen=True, slots=True)
class _Unit:
    path: str
    key: str
    note: str | None
    suppressions: tuple[Suppression, ...]

    def entries(self, holder: Node) -> Iterator[Entry | Skip]:
        found = dict(pairs(holder))
        if _FORMAT not in found and not found.keys() & {_BY_DEVICE, _BY_WIDTH}:
            yield self.skip("", holder.line, f"it has no {_FORMAT}.")
        for name, value in pairs(holder):
            if name == _FORMAT:
                yield self.entry("", value)
            elif name in (_BY_DEVICE, _BY_WIDTH):
                yield from self.chosen("", value)
            elif value.name == "dict":
                yield from self.variable(name, value)

    def variable(self, name: str, holder: Node) -> Iterator[Entry | Skip]:
        rules = {n: v.text for n, v in pairs(holder)}
        if rules.get(_KIND) != _PLURAL:
            why = f"its {_KIND} is “{rules.get(_KIND, '')}”, not {_PLURAL}."
            yield self.skip(name, holder.line, why)
            return
        for variant, value in pairs(holder):
            if variant in _CATEGORIES:
                yield self.entry(name, value, variant)
            elif not variant.startswith("NSString"):
                why = f"“{variant}” is no plural category: it must be {', '.join(sorted(_CATEGORIES))}."
                yield self.skip(name, value.line, why)

    def chosen(self, name: str, holder: Node) -> Iterator[Entry | Skip]:
        """Yield what a device or a width chooses; for a device it may be a format with variables of its own."""
        for variant, value in pairs(holder):
            if value.name != "dict":
                yield self.entry(name, value, variant)
                continue
            inner = f"{self.key}/{variant}"
            yield from _Unit(self.path, inner, self.note, self.suppressions).entries(value)

    def entry(self, name: str, value: Node, variant: str | None = None) -> Entry | Skip:
        if value.name != "string":
            return self.skip(name, value.line, f"<{value.name}> stands where its <string> should be.")
        return Entry(
            key=self.named(name),
            text=value.text,
            line=value.line,
            note=self.note,
            variant=variant,
            syntax=printf(value.text, "objc-format"),
            suppressions=self.suppressions,
        )

    def skip(self, name: str, line: int, why: str) -> Skip:
        key = self.named(name)
        return Skip(what=f"string {key}", why=why, origin=Origin(path=self.path, line=line, key=key))

    def named(self, name: str) -> str:
        return f"{self.key}/{name}" if name else self.key


FORMAT = Format(name="stringsdict", suffixes=(".stringsdict",), sniff=sniff, read=read, entries=entries)
