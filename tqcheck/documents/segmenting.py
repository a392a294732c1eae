"""The sentences of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tqcheck.document import Block, Document, Sentence
from tqcheck.text.sentences import sentences

Split = Literal["sentences", "lines", "blocks"]


def segmented(document: Document, lang: str | None, *, split: Split = "sentences") -> tuple[Sentence, ...]:
    """Return the sentences of a document in reading order; no sentence crosses a block.

    `lang` is a BCP 47 tag, or None when nobody knows. With `split="blocks"` each block is one sentence. So
    it is with `split="lines"`, which goes with `read(…, lines=True)`: `block` is then the number of the
    line from 0, blank ones counted but not returned.
    """
    return tuple(
        Sentence(
            text=text,
            block=number,
            kind=block.kind,
            level=block.level,
            line=block.line,
            start=block.start,
            end=block.end,
        )
        for number, block in enumerate(document.blocks)
        for text in _texts(block, lang, split=split)
    )


def _texts(block: Block, lang: str | None, *, split: Split) -> Iterator[str]:
    if split == "sentences" and block.kind != "heading":
        yield from (block.text[start:end] for start, end in sentences(block.text, lang))
    elif block.text.strip():
        yield block.text.strip()
