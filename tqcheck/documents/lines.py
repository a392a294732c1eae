"""Text of which every line stands for itself, as aligned and gold data come; asked for by `lines`, never detected."""

from __future__ import annotations

from tqcheck.document import Block, Document
from tqcheck.documents import DocumentFormat
from tqcheck.documents.text import decoded_lines
from tqcheck.opening import Opened


def _read(opened: Opened) -> Document:
    blocks = tuple(Block(text=text.strip(), line=number) for number, text in decoded_lines(opened))
    return Document(path=opened.path, blocks=blocks)


FORMAT = DocumentFormat(name="lines", suffixes=(), sniff=lambda _opened: False, read=_read)
