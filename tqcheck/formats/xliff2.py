"""Units of XLIFF 2.0, 2.1 and 2.2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.formats.xliff_context import Context, Part, is_ours, segment
from tqcheck.formats.xml_stream import Node
from tqcheck.model import Origin, Segment, Skip

NAMESPACES = tuple(f"urn:oasis:names:tc:xliff:document:2.{n}" for n in (0, 1, 2))
UNIT = "unit"
MODULES = {"urn:oasis:names:tc:xliff:sizerestriction:2.0": "slr:", "urn:oasis:names:tc:xliff:pgs:1.0": "pgs:"}
_STATES = {"initial": "untranslated", "translated": "translated", "reviewed": "translated", "final": "final"}
_DOUBT = re.compile(r"(?i)review|fuzzy|rejected|unapproved")
_SIZE = re.compile(r"(?:\d+\s*,\s*)?(\d{1,9})")


def read_unit(node: Node, context: Context) -> Iterator[Segment | Skip]:
    """Yield the segments of a `<unit>`, or why it has none."""
    if skip := context.skip(node):
        yield skip
        return
    notes = [n.text.strip() for holder in node.children("notes") for n in holder.children("note") if not is_ours(n)]
    data = {d.attributes.get("id", ""): d.text for holder in node.children("originalData") for d in holder.content
            if isinstance(d, Node)}  # fmt: skip
    found = node.children("segment")
    for number, part in enumerate(found, 1):
        name = "" if len(found) == 1 else part.attributes.get("id") or str(number)
        made = _part(node, part, context, name=name)
        yield segment(node, made, context, notes=notes, data=data) if made else _no_source(part, node, context)
    if not found:
        yield _no_source(node, node, context)


def _part(node: Node, part: Node, context: Context, *, name: str) -> Part | None:
    source, target = part.child("source"), part.child("target")
    if source is None:
        return None
    alone = not name
    return Part(
        name=name,
        source=source,
        target=target,
        line=(target or (node if alone else part)).line,
        state=_state(part),
        variant=part.attributes.get("pgs:case") or node.attributes.get("pgs:case"),
        max_length=_longest(part, context) or (_longest(node, context) if alone else None),
    )


def _no_source(part: Node, node: Node, context: Context) -> Skip:
    name = node.attributes["id"]
    what = f"unit {name}" if part is node else f"segment in line {part.line} of unit {name}"
    return Skip(what=what, why="it has no <source>.", origin=Origin(path=context.path, line=part.line, key=name))


def _state(node: Node) -> str | None:
    state, finer = node.attributes.get("state", ""), node.attributes.get("subState", "")
    if state != "initial" and _DOUBT.search(finer.partition(":")[2]) and not finer.endswith("reviewed"):
        return "needs-review"
    return _STATES.get(state)


def _longest(node: Node, context: Context) -> int | None:
    """Return the limit in code points; other profiles count bytes or pixels, which `max_length` cannot say."""
    found = _SIZE.fullmatch(node.attributes.get("slr:sizeRestriction", "").strip())
    return int(found.group(1)) if found and context.size_profile in (None, "xliff:codepoints") else None
