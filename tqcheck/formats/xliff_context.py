"""What a unit of XLIFF inherits from its files and groups, and the segment made of it and its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats.inline import flatten
from tqcheck.formats.suppressing import suppressions
from tqcheck.formats.weblate import FLAGS, flags_of, ignored, longest
from tqcheck.formats.xml_stream import Node
from tqcheck.lang.tags import canonical
from tqcheck.model import Origin, Segment, Skip, Suppression

TOOL = "tqcheck"
"""Whose notes the annotated copy holds; they are not read as notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What holds for every unit at a place in the file."""

    path: str
    source_lang: str | None
    target_lang: str | None
    document: str | None = None
    prefix: str = ""
    """Stands before the ids of a second `<file>` and all later ones: ids are unique only within one."""
    translate: bool = True
    notes: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    """What the notes of files and groups ask for; it holds for all that is in them."""
    gettext_plurals: bool = False
    size_profile: str | None = None

    def inner(self, node: Node) -> Context:
        """Return what holds within a `<group>`, or as far as it is the same for both, within a `<file>`."""
        plurals = self.gettext_plurals or node.attributes.get("restype") == "x-gettext-plurals"
        return replace(self, translate=self.translated(node), gettext_plurals=plurals)

    def translated(self, node: Node) -> bool:
        """Tell whether the file wants this element translated."""
        return {"yes": True, "no": False}.get(node.attributes.get("translate", ""), self.translate)

    def skip(self, node: Node) -> Skip | None:
        """Return why a unit is left out, if it is."""
        name = unit_name(node)
        origin = Origin(path=self.path, line=node.line, key=name)
        if not self.translated(node):
            return Skip(what=f"unit {name}", why='the file says translate="no".', origin=origin, incomplete=False)
        if not node.attributes.get("id"):
            return Skip(what=f"unit in line {node.line}", why="it has no id.", origin=origin)
        return None

    def tag(self, node: Node | None, asked: str | None) -> str | None:
        """Return the language an element says it is in; else what holds for the whole file."""
        own = node.attributes.get("xml:lang") if node else None
        return language(own, self.path, node.line) if own and node else asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One segment of a unit, before its text is known."""

    name: str
    """The segment's own name within its unit; empty when it is the only one."""
    source: Node
    target: Node | None
    line: int
    state: str | None = None
    variant: str | None = None
    max_length: int | None = None


def segment(unit: Node, part: Part, context: Context, *, notes: list[str], data: Mapping[str, str]) -> Segment:
    """Return the segment of a part. Raises UnreadableError for an unknown language tag."""
    source, source_codes = flatten(part.source, data=data)
    target, target_codes = flatten(part.target, data=data)
    name = context.prefix + unit.attributes["id"]
    return Segment(
        id=f"{name}/{part.name}" if part.name else name,
        source=source,
        target=target,
        source_lang=context.tag(part.source, context.source_lang),
        target_lang=context.tag(part.target, context.target_lang),
        origin=Origin(path=context.path, line=part.line, key=unit_name(unit)),
        document=context.document,
        note="\n".join([*notes, *context.notes]) or None,
        variant=part.variant,
        state="untranslated" if not target.strip() else part.state,
        max_length=part.max_length or longest(flags_of(unit.attributes.get(FLAGS, ""))),
        source_codes=source_codes,
        target_codes=target_codes,
        ignore=ignored(flags_of(unit.attributes[FLAGS])) if FLAGS in unit.attributes else frozenset(),
        suppressions=(*context.suppressions, *asked(unit)),
    )


def asked(node: Node) -> tuple[Suppression, ...]:
    """Return what notes below a unit, or a note itself, ask to be set aside."""
    if node.name == "note":
        return () if is_ours(node) else suppressions(node.text, line=node.line)
    holders = [node, *node.children("notes")]
    return tuple(one for holder in holders for note in holder.children("note") for one in asked(note))


def unit_name(node: Node) -> str:
    """Return a unit's id with the name that its makers gave it."""
    name, given = node.attributes.get("id", ""), node.attributes.get("resname") or node.attributes.get("name")
    return f"{name} ({given})" if given and given != name else name


def is_ours(note: Node) -> bool:
    """Tell whether an annotated copy put this note there."""
    return TOOL in (note.attributes.get("from"), note.attributes.get("category"))


def language(tag: str, path: str, line: int) -> str:
    """Return the canonical form of a tag in a file. Raises UnreadableError when there is no such language."""
    try:
        return canonical(tag)
    except UsageError as error:
        raise UnreadableError(error.message, path=path, line=line, mend=error.mend) from error
