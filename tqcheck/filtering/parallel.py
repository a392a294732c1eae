"""Sorting the lines of two parallel files."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import zip_longest
from typing import BinaryIO, NamedTuple

from tqcheck.filtering.lines import Line, Text
from tqcheck.filtering.outcomes import Outcomes
from tqcheck.formats import ReadOptions
from tqcheck.model import Skip
from tqcheck.opening import Opened, explaining


class Pair(NamedTuple):
    """What the two files of a corpus become."""

    source: BinaryIO
    target: BinaryIO


def sort_pair(  # noqa: PLR0913  three files, and how they are read
    source: Opened,
    target: Opened,
    options: ReadOptions,
    outcomes: Outcomes,
    *,
    kept: Pair,
    rejected: Pair,
    why: BinaryIO,
) -> None:
    """Write each pair of lines to two of four files, and to `why` a line for each that is rejected.

    Lines that are blank in both files are in none of them.
    """
    paths = (source.path, target.path)
    with ExitStack() as stack:
        texts = []
        for opened in (source, target):
            stack.enter_context(explaining(opened.path))
            stream = stack.enter_context(opened.text(options.encoding, newline="\n"))
            texts.append(Text(stream=stream, codec=stream.encoding, mark=opened.sample[: stream.buffer.tell()]))
        for files in (kept, rejected):
            files.source.write(texts[0].mark)
            files.target.write(texts[1].mark)
        for ours, theirs in zip_longest(texts[0].lines(), texts[1].lines()):
            number = (ours or theirs).first
            found = outcomes.rejected(paths, number, number)
            if found is None:
                outcomes.counts.blank += 1
            elif not isinstance(found, Skip):
                _write(ours, theirs, rejected if found else kept)
                if found:
                    why.write("; ".join(reason.said for reason in found).encode() + b"\n")


def _write(ours: Line, theirs: Line, files: Pair) -> None:
    files.source.write(ours.raw)
    files.target.write(theirs.raw)
