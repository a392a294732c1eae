"""Sorting the units of TMX."""

from __future__ import annotations

import re
from typing import BinaryIO

from tqcheck.filtering.outcomes import Outcomes, Verdict
from tqcheck.formats import ReadOptions
from tqcheck.formats.splicing import Edit, Tape
from tqcheck.formats.tmx import units
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.formats.xml_stream import Node
from tqcheck.model import Skip
from tqcheck.opening import Opened, explaining

WHY = "x-tqcheck-why"
"""The type of the `<prop>` that a rejected unit gets."""
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def sort_units(opened: Opened, options: ReadOptions, outcomes: Outcomes, kept: BinaryIO, rejected: BinaryIO) -> None:
    """Write two copies of a file, each without the units of the other; all else stays byte for byte in both.

    Units without the pair of languages are in neither.
    """
    with explaining(opened.path):
        encoding = encoding_of(opened, options.encoding)
        with recoded(opened, encoding) as stream, recoded(opened, encoding) as other:
            good, bad = Tape(stream, kept, encoding), Tape(other, rejected, encoding)
            both = zip(units(good.read, opened.path), units(bad.read, opened.path), strict=True)
            for (name, node), (_, twin) in both:
                found = outcomes.rejected((opened.path,), node.line, node.last_line, name=name)
                if found == ():
                    good.apply([], upto=node.end)
                else:
                    good.apply([good.removal(node)], upto=good.behind(node))
                reasons = _reasons(found)
                edits = [_told(twin, reasons, bad)] if reasons else [bad.removal(twin)]
                bad.apply(edits, upto=twin.end if reasons else bad.behind(twin))
            good.finish()
            bad.finish()


def _reasons(found: Verdict) -> str:
    return "" if found is None or isinstance(found, Skip) else "; ".join(reason.said for reason in found)


def _told(node: Node, reasons: str, tape: Tape) -> Edit:
    """Return the edit that says at the beginning of a unit why it is rejected."""
    first = next(child for child in node.content if isinstance(child, Node))
    margin, name = tape.margin(first), f"{tape.prefix(node)}prop"
    text = re.sub(_NOT_XML, "\ufffd", reasons).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    place = first.start - len(margin)
    return Edit(place, place, margin + f'<{name} type="{WHY}">{text}</{name}>'.encode())
