"""A source and a target file that are checked together: line by line, or as documents that are aligned first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePath

from tqcheck import formats
from tqcheck.bitext import Alignment
from tqcheck.bitext.making import AlignOptions, align_files, refuse_one_file
from tqcheck.formats import ReadOptions
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened
from tqcheck.scorers import Embedder

_MOST = 50_000
"""Longer text files are aligned only when the user says so: that they differ by a line is more likely an accident."""
_APART = 0.04
"""The least share of lines, in each file, that are blank in it alone before equal counts are called an accident."""

_PACKED = b"PK\x03\x04"
"""Begins a DOCX."""


class FilePair:
    """Reads two files, again each time it is iterated; an alignment is made once and kept.

    Files that only `tqcheck.documents` can read (Markdown, HTML, DOCX, subtitles) are documents. Text files are pairs
    of lines if they have as many, unless their blank lines stand in different places.
    """

    def __init__(
        self,
        source: str,
        target: str,
        options: ReadOptions,
        *,
        align: bool | None = None,
        documents: AlignOptions | None = None,
    ) -> None:
        """Take `align` as the user's word; None leaves it to the files. `documents` says how documents are read.

        Raises UsageError for one file given twice and for wrong options.
        """
        refuse_one_file(source, target)
        self.names = (source, target)
        self._options = options
        self._align = align
        self._documents = (documents or AlignOptions()).canonical()
        self._embedder: Embedder | None = None

    def lend(self, embedder: Embedder | None) -> None:
        """Give the model whose vectors are to be compared, before the first iteration."""
        self._embedder = embedder

    def elsewhere(self, source: str, target: str) -> FilePair:
        """Return another pair that is read in the same way."""
        pair = FilePair(source, target, self._options, align=self._align, documents=self._documents)
        pair.lend(self._embedder)
        return pair

    def __iter__(self) -> Iterator[Segment | Skip]:
        """Yield pairs. Raises UnreadableError when the files cannot be read, or are no pairs and may not be aligned."""
        if self.alignment is None:
            yield from formats.read_parallel(*self.names, self._options)
        else:
            yield from self.alignment.notes()
            yield from self.alignment.segments()

    @cached_property
    def alignment(self) -> Alignment | None:
        """The alignment; None for files that are read line by line."""
        aligned = self._are_documents() if self._align is None else self._align
        return align_files(*self.names, self._documents, embedder=self._embedder) if aligned else None

    def _are_documents(self) -> bool:
        from tqcheck import documents  # noqa: PLC0415  only pairs of files pay for their readers

        opened = [Opened(path, encoding=self._options.encoding) for path in self.names]
        if self._documents.format not in {None, "text"}:
            return self._documents.format in documents.NAMES
        return any(map(_is_document, opened)) or _unpaired(*opened)


def _is_document(opened: Opened) -> bool:
    """Tell whether a file is more than text: by its suffix, since lines of text may hold any markup, or as no text."""
    from tqcheck import documents  # noqa: PLC0415  likewise

    promised = documents.SUFFIXES.get(PurePath(opened.name).suffix.lower(), "text")
    return promised != "text" or opened.sample.startswith(_PACKED)


def _unpaired(source: Opened, target: Opened) -> bool:
    """Tell whether two text files are not line by line."""
    ours, theirs = (bytes(bool(text.strip()) for _, text, _ in opened.lines()) for opened in (source, target))
    if len(ours) != len(theirs) and len(ours.rstrip(b"\0")) != len(theirs.rstrip(b"\0")):
        return max(len(ours), len(theirs)) <= _MOST
    met = Counter(zip(ours, theirs, strict=False))
    only_ours, only_theirs, neither = met[1, 0], met[0, 1], met[0, 0]
    return min(only_ours, only_theirs) >= max(1, _APART * len(ours)) and only_ours + only_theirs > neither
