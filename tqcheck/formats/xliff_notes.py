"""The annotated copy of an XLIFF file: one note for each finding in its unit, everything else byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tqcheck.formats import ReadOptions
from tqcheck.formats.splicing import Edit, Note, Notes, Tape, original
from tqcheck.formats.xliff_context import TOOL, is_ours
from tqcheck.formats.xliff_units import dialect, units
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.formats.xml_stream import Node
from tqcheck.model import Result, Segment, Skip
from tqcheck.opening import Opened, explaining

_ANY = ReadOptions(source_lang="und", target_lang="und")  # ids do not depend on the languages


def write(results: Iterable[Result], opened: Opened | None, out: BinaryIO) -> None:
    """Copy the original to `out` with notes: `<note from="tqcheck">`, in XLIFF 2 `<note category="tqcheck">`.

    Notes that an earlier run left are replaced. Memory: one unit and the notes. Raises UsageError without an
    original, UnreadableError when it has changed since it was read.
    """
    opened = original(opened, "XLIFF")
    notes = Notes(results, opened.path)
    with explaining(opened.path):
        encoding = encoding_of(opened)
        version = dialect(opened, encoding)
        with recoded(opened, encoding) as source:
            tape = Tape(source, out, encoding)
            annotate = _annotate_first if version.major == 1 else _annotate_second
            for node, items in units(tape.read, opened.path, version, _ANY):
                tape.apply(annotate(node, list(_said(node, items, notes)), tape), upto=node.end)
            tape.finish()
    notes.demand_none_left()


def _said(node: Node, items: list[Segment | Skip], notes: Notes) -> Iterator[Note]:
    segments = [i for i in items if isinstance(i, Segment)]
    for segment in segments:
        for note in notes.take(segment.id, node.line, node.last_line):
            which = f"[{segment.id.rpartition('/')[2]}] " if len(segments) > 1 else ""
            yield Note(note.line, note.priority, which + note.text)


def _annotate_first(node: Node, notes: list[Note], tape: Tape) -> Iterator[Edit]:
    """Replace the notes of a `<trans-unit>`; they may stand right behind its target."""
    for old in filter(is_ours, node.children("note")):
        yield tape.removal(old)
    if notes:
        last, name = node.children("source", "seg-source", "target")[-1], f"{tape.prefix(node)}note"
        margin, place = tape.margin(last).decode(), tape.behind(last)
        said = (f'<{name} from="{TOOL}" priority="{n.priority}" annotates="target">{n.text}</{name}>' for n in notes)
        yield Edit(place, place, "".join(margin + s for s in said).encode())


def _annotate_second(node: Node, notes: list[Note], tape: Tape) -> Iterator[Edit]:
    """Replace the notes of a `<unit>`; they stand in `<notes>` before data and segments."""
    prefix, holder = tape.prefix(node), node.child("notes")
    others = [n for n in holder.children("note") if not is_ours(n)] if holder else []
    if holder and not others:
        yield tape.removal(holder)
    elif holder:
        yield from (tape.removal(n) for n in holder.children("note") if is_ours(n))
    if not notes:
        return
    name = f"{prefix}note"
    said = [
        f'<{name} category="{TOOL}" priority="{n.priority}" appliesTo="target">{n.text}</{name}>' for n in notes
    ]  # fmt: skip
    if others:
        margin, place = tape.margin(others[-1]).decode(), tape.behind(others[-1])
        yield Edit(place, place, "".join(margin + s for s in said).encode())
        return
    follower = node.children("originalData", "segment", "ignorable")[0]
    margin = tape.margin(follower).decode()
    deeper = margin + margin.rpartition("\n")[2].removeprefix(tape.margin(node).decode().rpartition("\n")[2])
    place = follower.start - len(margin)
    inner = "".join(deeper + s for s in said)
    yield Edit(place, place, f"{margin}<{prefix}notes>{inner}{margin}</{prefix}notes>".encode())
