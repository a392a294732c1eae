"""XLIFF 1.0 to 1.2 and 2.0 to 2.2. What a person sees of inline codes is written in `tqcheck.formats.inline`.

Ids are those of the units; with several segments in a unit `unit/segment`; from the second `<file>` on
`file#unit`. Units that are not to be translated are counted as skipped. Alternative translations, matches and
metadata are left out. A length limit of a unit with several segments is not that of any one, and left out too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.xliff_notes import write
from tqcheck.formats.xliff_units import dialect, units
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened

_ROOT = re.compile(r"<(?:[\w.-]+:)?xliff[\s>]")


def sniff(head: str) -> bool:
    """Tell whether the beginning of a file holds the root of XLIFF."""
    return _ROOT.search(head.replace("\0", "")) is not None


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the segments of every file in it. Raises UnreadableError for broken, hostile or unknown XML."""
    encoding = encoding_of(opened, options.encoding)
    version = dialect(opened, encoding)
    with recoded(opened, encoding) as stream:
        for _, items in units(stream.read, opened.path, version, options):
            yield from items


FORMAT = Format(
    name="xliff",
    suffixes=(".xlf", ".xliff", ".mqxliff", ".sdlxliff", ".mxliff"),
    sniff=sniff,
    read=read,
    write=write,
)
