"""Android's strings.xml: `<string>`, `<plurals>` and `<string-array>` of one language.

Keys are as Android's own references write them: `title`, `plurals/files` (a form is a variant), `array/days[0]`; those
of a product `title[product=tablet]`. A string that is not translatable, or names another resource, is counted as
skipped. Comments before a string are its note, with the examples of its `<xliff:g>`. The whole file is in memory.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tqcheck.errors import UnreadableError
from tqcheck.formats import Format, ReadOptions, android_text
from tqcheck.formats.alone import segments
from tqcheck.formats.entry import Entry
from tqcheck.formats.file_language import android
from tqcheck.formats.formatting import java
from tqcheck.formats.po_language import from_locale
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.rows import Misfit
from tqcheck.formats.twice import shown
from tqcheck.formats.whole_text import all_bytes
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.formats.xml_place import beginning
from tqcheck.formats.xml_stream import COMMENT, Node, events
from tqcheck.model import Origin, Segment, Skip
from tqcheck.opening import Opened, explaining

_ROOT = re.compile(r"<resources[\s>/]")
_NAMED = 3
"""So many of the strings that are left out are named."""
_PREFIXES = {
    "urn:oasis:names:tc:xliff:document:1.2": "xliff:",
    "http://schemas.android.com/tools": "tools:",
    "http://schemas.android.com/apk/res/android": "android:",
}
_WHOLE = frozenset({"string", "plurals", "string-array", "item"})
_QUANTITIES = frozenset({"zero", "one", "two", "few", "many", "other"})
# What Android's lint is asked to pass over, and our check of the same.
_LINT = {
    "MissingTranslation": ("missing-translation", "untranslated"), "Typos": ("doubled-word",),
    "StringFormatInvalid": ("placeholder-mismatch",), "StringFormatMatches": ("placeholder-mismatch",),
    "StringFormatCount": ("placeholder-mismatch",), "TypographyQuotes": ("unbalanced-quotes",),
    "BidiSpoofing": ("bidi-control",),
}  # fmt: skip
_PLAIN, _IGNORED = re.compile(r"[,\s]+"), "tools:ignore"


def sniff(head: str) -> bool:
    """Tell whether the beginning of a file holds the root of Android's resources."""
    return _ROOT.search(head.replace("\0", "")) is not None


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source.

    The language is that of the folder, `values-pt-rBR`, or of the root's tools:locale.
    """
    document = _Document(opened, options)
    locale = document.root.attributes.get("tools:locale") if document.root else None
    declared = android(opened.path) or (from_locale(locale) if locale else None)
    return segments(document.entries(), opened.path, options, declared=declared)


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings. Raises UnreadableError for broken or hostile XML, and for other XML."""
    return _Document(opened, options).entries()


@dataclass(slots=True)
class _Resource:
    """A string, a form of one or an item, before its text is known."""

    node: Node
    key: str
    attributes: Mapping[str, str]
    remarks: Remarks
    variant: str | None = None
    notes: list[str] = field(default_factory=list)


class _Document:
    def __init__(self, opened: Opened, options: ReadOptions) -> None:
        self.path = opened.path
        encoding = encoding_of(opened, options.encoding)
        with explaining(self.path), recoded(opened, encoding) as stream:
            self.data = all_bytes(stream.read, self.path)
        self.root: Node | None = None
        self.found: list[Node] = []
        stream_of = io.BytesIO(self.data).read
        for kind, node in events(stream_of, self.path, whole=_WHOLE, prefixes=_PREFIXES, comments=True):
            if self.root is None and kind == "open":
                self.demand(node)
            elif kind == "whole":
                self.found.append(node)

    def demand(self, root: Node) -> None:
        if root.name != "resources":
            message = f"the root element is <{root.name.rpartition(' ')[2]}>, not <resources>."
            raise UnreadableError(message, path=self.path, line=root.line, mend="Say what it is with --format.")
        self.root = root

    def entries(self) -> Iterator[Entry | Skip]:
        return shown(self.items(), self.path, last=False)

    def items(self) -> Iterator[Entry | Skip]:
        fixed = [n for n in self.found if _is_text(n) and n.attributes.get("translatable") == "false"]
        for node, remarks in remarked(self.found):
            name = node.attributes.get("name")
            if node.name == "item" and node.attributes.get("type") != "string":
                continue
            if not name:
                yield self.skip(node, "", "it has no name.")
                continue
            key = _key(node)
            if node.attributes.get("translatable") == "false":
                if node is fixed[0]:
                    yield self.left_out(fixed)
            elif node.name in ("string", "item"):
                yield self.entry(_Resource(node, key, node.attributes, remarks))
            else:
                yield from self.members(node, key, remarks)

    def left_out(self, found: list[Node]) -> Skip:
        """Return one note on all strings that are not translated, with the place of the first."""
        node, number = found[0], len(found)
        if number == 1:
            return self.skip(node, _key(node), 'the file says translatable="false".', incomplete=False)
        named = ", ".join(map(_key, found[:_NAMED])) + (" …" if number > _NAMED else "")
        return Skip(
            what=f"{number:,} strings",
            why=f'the file says translatable="false" of {named}',
            origin=Origin(path=self.path, line=node.line),
            incomplete=False,
        )

    def members(self, holder: Node, key: str, remarks: Remarks) -> Iterator[Entry | Skip]:
        """Yield the forms of a `<plurals>`, or the items of a `<string-array>` by their number."""
        items = [n for n in holder.content if isinstance(n, Node) and n.name in ("item", COMMENT)]
        for number, (node, own) in enumerate(remarked(items)):
            resource = _Resource(node, f"array/{key}[{number}]", holder.attributes, remarks.and_(own))
            if holder.name == "plurals":
                resource.key, resource.variant = f"plurals/{key}", node.attributes.get("quantity")
                if resource.variant not in _QUANTITIES:
                    why = f"“{resource.variant or ''}” is no quantity: it must be {', '.join(sorted(_QUANTITIES))}."
                    yield self.skip(node, resource.key, why)
                    continue
            yield self.entry(resource)

    def entry(self, resource: _Resource) -> Entry | Skip:
        node = resource.node
        if android_text.reference(node):
            return self.skip(node, resource.key, f"it stands for {node.text.strip()}.", incomplete=False)
        try:
            text = android_text.text(node)
        except Misfit as misfit:
            return self.skip(node, resource.key, str(misfit))
        note, asked = resource.remarks.take()
        unformatted = resource.attributes.get("formatted") == "false"
        return Entry(
            key=resource.key,
            text=text,
            line=beginning(self.data, node),
            note="\n".join([*([note] if note else []), *android_text.examples(node)]) or None,
            variant=resource.variant,
            syntax=frozenset({"no-java-printf-format"}) if unformatted else java(text),
            ignore=self.ignored(resource),
            suppressions=asked,
        )

    def ignored(self, resource: _Resource) -> frozenset[str]:
        places = (self.root.attributes if self.root else {}, resource.attributes, resource.node.attributes)
        asked = {word for place in places for word in _PLAIN.split(place.get(_IGNORED, ""))}
        return frozenset(ours for word in asked for ours in _LINT.get(word, ()))

    def skip(self, node: Node, key: str, why: str, *, incomplete: bool = True) -> Skip:
        what = f"string {key}" if key else f"line {node.line}"
        return Skip(
            what=what, why=why, origin=Origin(path=self.path, line=node.line, key=key or None), incomplete=incomplete
        )


def _is_text(node: Node) -> bool:
    """Tell whether it is a resource with a name that holds text; `<item>` may be a number or a size."""
    return bool(node.attributes.get("name")) and (node.name != "item" or node.attributes.get("type") == "string")


def _key(node: Node) -> str:
    name, product = node.attributes["name"], node.attributes.get("product", "default")
    return name if product == "default" else f"{name}[product={product}]"


def remarked(nodes: list[Node]) -> Iterator[tuple[Node, Remarks]]:
    """Yield the elements with the comments that belong to them: those before, and one behind on the same line."""
    remarks, last = Remarks(), 0
    for place, node in enumerate(nodes):
        if node.line - last > 1:
            remarks.gap()
        last = node.last_line
        if node.name == COMMENT:
            before = nodes[place - 1] if place else None
            if before is None or before.name == COMMENT or before.last_line != node.line:
                remarks.add(node.attributes["said"], node.line)
            continue
        behind = nodes[place + 1] if place + 1 < len(nodes) else None
        if behind is not None and behind.name == COMMENT and behind.line == node.last_line:
            remarks.add(behind.attributes["said"], behind.line)
        yield node, remarks
        remarks = Remarks()


FORMAT = Format(name="android", suffixes=(".xml",), sniff=sniff, read=read, entries=entries)
