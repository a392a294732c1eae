"""Units of XLIFF 1.0, 1.1 and 1.2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.formats.xliff_context import Context, Part, is_ours, segment
from tqcheck.formats.xml_stream import Node
from tqcheck.model import Origin, Segment, Skip

NAMESPACES = tuple(f"urn:oasis:names:tc:xliff:document:1.{n}" for n in (0, 1, 2))
UNIT = "trans-unit"
_STATES = {
    "new": "untranslated", "needs-translation": "untranslated",
    "needs-adaptation": "needs-review", "needs-l10n": "needs-review", "needs-review-adaptation": "needs-review",
    "needs-review-l10n": "needs-review", "needs-review-translation": "needs-review",
    "translated": "translated", "final": "final", "signed-off": "final",
}  # fmt: skip
# Xcode writes plural forms as units of which only the id tells the category: in .stringsdict and in .xcstrings.
_CATEGORY = re.compile(r"(?:/|\|==\|(?:.*\.)?plural\.)(zero|one|two|few|many|other)(?::dict/:string)?$")
_INDEX = re.compile(r"\[(\d+)\]$")
_PLACES = ("sourcefile", "linenumber")


def read_unit(node: Node, context: Context) -> Iterator[Segment | Skip]:
    """Yield the segments of a `<trans-unit>`, or why it has none."""
    if skip := context.skip(node):
        yield skip
        return
    parts = list(_parts(node, context))
    if not parts:
        origin = Origin(path=context.path, line=node.line, key=node.attributes["id"])
        yield Skip(what=f"unit {node.attributes['id']}", why="it has no <source>.", origin=origin)
    notes = list(_notes(node))
    for part in parts:
        yield segment(node, part, context, notes=notes, data={})


def _parts(node: Node, context: Context) -> Iterator[Part]:
    source, target = node.child("source"), node.child("target")
    if source is None:
        return
    state, line = _state(node, target), (target or node).line
    sources, targets = _marked(node.child("seg-source")), _marked(target)
    if len(sources) > 1 and (targets or target is None or not target.text.strip()):
        for name, mark in sources.items():
            own = targets.get(name)
            yield Part(name=name, source=mark, target=own, line=own.line if own else line, state=state)
        return
    variant, longest = _variant(node, context), _longest(node)
    yield Part(
        name="", source=source, target=target, line=line, state=state, variant=variant, max_length=longest
    )  # fmt: skip


def _marked(node: Node | None) -> dict[str, Node]:
    """Return the `<mrk mtype="seg">` of a text by their names, in order."""
    found: dict[str, Node] = {}
    for part in node.content if node else ():
        if isinstance(part, str):
            continue
        if part.name == "mrk" and part.attributes.get("mtype") == "seg":
            found[part.attributes.get("mid") or str(len(found) + 1)] = part
        else:
            found.update(_marked(part))
    return found


def _state(node: Node, target: Node | None) -> str | None:
    if node.attributes.get("approved") == "yes":
        return "final"
    return _STATES.get(target.attributes.get("state", "")) if target else None


def _variant(node: Node, context: Context) -> str | None:
    name = node.attributes["id"]
    found = _CATEGORY.search(name) or (_INDEX.search(name) if context.gettext_plurals else None)
    return found.group(1) if found else None


def _longest(node: Node) -> int | None:
    width = node.attributes.get("maxwidth", "")
    return int(width) if node.attributes.get("size-unit") == "char" and re.fullmatch(r"[0-9]{1,9}", width) else None


def _notes(node: Node) -> Iterator[str]:
    for note in node.children("note"):
        if not is_ours(note) and note.text.strip():
            yield note.text.strip()
    for group in node.children("context-group"):
        for context in group.children("context"):
            kind = context.attributes.get("context-type", "")
            if kind not in _PLACES and context.text.strip():
                yield f"{kind.removeprefix('x-')}: {context.text.strip()}"
