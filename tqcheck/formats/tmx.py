"""TMX 1.1 to 1.4: one pair of languages out of all. Inline codes are shown as `tqcheck.formats.inline` says.

A unit's id and key are its `tuid`; without one the id is `#` and its number. Notes and properties become the note.
Units without the pair are counted as skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.inline import flatten
from tqcheck.formats.splicing import Edit, Note, Notes, Tape, original
from tqcheck.formats.suppressing import suppressions
from tqcheck.formats.tmx_languages import PREFIXES, Pair, choose, spoken
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.formats.xml_stream import Node, events
from tqcheck.lang.tags import canonical
from tqcheck.model import Origin, Result, Segment, Skip, Suppression
from tqcheck.opening import Opened, explaining

_ROOT = re.compile(r"<(?:[\w.-]+:)?tmx[\s>]")
_OURS = "[tqcheck] "
"""Begins the notes of an annotated copy: TMX has no place for who wrote a note."""
_DOCUMENT = re.compile(r"(?i)(?:x-|\w+:)?(?:doc(?:ument)?(?:-?name)?|file(?:-?name)?)")


def sniff(head: str) -> bool:
    """Tell whether the beginning of a file holds the root of TMX."""
    return _ROOT.search(head.replace("\0", "")) is not None


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield a segment for each unit that has both languages.

    Raises UsageError when the pair is not clear, UnreadableError for broken or hostile XML.
    """
    encoding = encoding_of(opened, options.encoding)
    pair = choose(opened, encoding, options)
    for wrong in (t for t in (*pair.source, *pair.target) if not _known(t)):
        message = f"it calls one of its languages {wrong!r}, which is no language tag."
        raise UnreadableError(message, path=opened.path, mend="Correct it to a BCP 47 tag such as 'fr' or 'pt-BR'.")
    with recoded(opened, encoding) as stream:
        for name, node in units(stream.read, opened.path):
            yield _item(name, node, pair, path=opened.path)


def units(read_bytes: Callable[[int], bytes], path: str) -> Iterator[tuple[str, Node]]:
    """Yield every unit with its id."""
    found = events(read_bytes, path, whole=frozenset({"tu"}), prefixes=PREFIXES)
    units = (node for kind, node in found if kind == "whole")
    for number, node in enumerate(units, 1):
        yield node.attributes.get("tuid") or f"#{number}", node


def _known(tag: str) -> bool:
    try:
        return canonical(tag) == tag
    except UsageError:
        return False


def _item(name: str, node: Node, pair: Pair, *, path: str) -> Segment | Skip:
    variants: dict[str, Node] = {}
    for variant in node.children("tuv"):
        variants.setdefault(spoken(variant), variant)
    source = next((variants[t] for t in pair.source if t in variants), None)
    target = next((variants[t] for t in pair.target if t in variants), None)
    key = node.attributes.get("tuid")
    if source is None or target is None or source.child("seg") is None:
        origin = Origin(path=path, line=node.line, key=key)
        return Skip(what=f"unit {name}", why=f"it has not both {pair}.", origin=origin, incomplete=False)
    line = (target.child("seg") or target).line
    return _segment(name, node, source, target, origin=Origin(path=path, line=line, key=key))


def _segment(name: str, node: Node, source: Node, target: Node, *, origin: Origin) -> Segment:
    source_text, source_codes = flatten(source.child("seg"))
    target_text, target_codes = flatten(target.child("seg"))
    return Segment(
        id=name,
        source=source_text,
        target=target_text,
        source_lang=spoken(source),
        target_lang=spoken(target),
        origin=origin,
        document=next((t for kind, t in _said(node) if _DOCUMENT.fullmatch(kind)), None),
        note="\n".join(f"{kind}: {t}" if kind else t for kind, t in (*_said(node), *_said(target))) or None,
        state=None if target_text.strip() else "untranslated",
        source_codes=source_codes,
        target_codes=target_codes,
        suppressions=tuple(_asked(node, target)),
    )


def _asked(*nodes: Node) -> Iterator[Suppression]:
    """Yield what notes and properties ask to be set aside."""
    for said in (child for node in nodes for child in node.children("note", "prop")):
        if not said.text.startswith(_OURS):
            yield from suppressions(said.text, line=said.line)


def _said(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the notes, then the properties with their types."""
    for note in node.children("note", "prop"):
        text = note.text.strip()
        if text and not text.startswith(_OURS):
            yield note.attributes.get("type", "property") if note.name == "prop" else "", text


def write(results: Iterable[Result], opened: Opened | None, out: BinaryIO) -> None:
    """Copy the original to `out` with a `<note>` in its unit for each finding; the rest stays byte for byte.

    Notes that an earlier run left are replaced. Memory: one unit and the notes. Raises UsageError without an
    original, UnreadableError when it has changed since it was read.
    """
    opened = original(opened, "TMX")
    notes = Notes(results, opened.path)
    with explaining(opened.path):
        encoding = encoding_of(opened)
        with recoded(opened, encoding) as stream:
            tape = Tape(stream, out, encoding)
            for name, node in units(tape.read, opened.path):
                said = notes.take(name, node.line, node.last_line)
                tape.apply(list(_annotate(node, said, tape)), upto=node.end)
            tape.finish()
    notes.demand_none_left()


def _annotate(node: Node, said: list[Note], tape: Tape) -> Iterator[Edit]:
    """Replace the notes of a `<tu>`; they stand at its beginning."""
    ours = [n for n in node.children("note") if n.text.startswith(_OURS)]
    yield from map(tape.removal, ours)
    if said:
        follower = next(c for c in node.content if isinstance(c, Node) and c not in ours)
        margin, name = tape.margin(follower), f"{tape.prefix(node)}note"
        place = follower.start - len(margin)
        lines = (f"<{name}>{_OURS}{note.text}</{name}>".encode() for note in said)
        yield Edit(place, place, b"".join(margin + line for line in lines))


FORMAT = Format(name="tmx", suffixes=(".tmx",), sniff=sniff, read=read, write=write)
