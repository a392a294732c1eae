"""Alignments as files: TSV, TMX 1.4 and JSONL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

import regex

from tqcheck import __version__
from tqcheck.bitext import Alignment
from tqcheck.document import Bead
from tqcheck.errors import UsageError

_COLUMNS = ("source", "target", "confidence", "source_index", "target_index")
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
# Valid inside JSON strings, but line ends to many readers of lines.
_LINE_ENDS = {0x85: r"\u0085", 0x2028: r"\u2028", 0x2029: r"\u2029"}


def write(alignment: Alignment, output_format: str, out: TextIO) -> None:
    """Write every bead, in order. Raises UsageError for an unknown format."""
    out.writelines(f"{line}\n" for line in writer(output_format)(alignment))


def writer(output_format: str) -> Callable[[Alignment], Iterator[str]]:
    """Return what yields the lines of a format. Raises UsageError when there is none of this name."""
    if output_format not in _TABLE:
        mend = f"It may be {', '.join(_TABLE)}."
        raise UsageError(f"there is no output format {output_format!r}.", mend=mend)
    return _TABLE[output_format]


def _tsv(alignment: Alignment) -> Iterator[str]:
    yield "\t".join(_COLUMNS)
    for bead in alignment.beads:
        indices = map(_listed, alignment.indices(bead))
        cells = (*map(_one_line, alignment.texts(bead)), _number(bead), *indices)
        yield "\t".join(cells)


def _jsonl(alignment: Alignment) -> Iterator[str]:
    for bead in alignment.beads:
        source, target = alignment.texts(bead)
        source_index, target_index = alignment.indices(bead)
        record = {
            "source_index": source_index,
            "target_index": target_index,
            "source": source,
            "target": target,
            "confidence": round(bead.confidence, 4),
        }
        yield json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS)


def _tmx(alignment: Alignment) -> Iterator[str]:
    """Yield the document; a sentence without a counterpart is a unit of one language."""
    tags = alignment.source_lang or "und", alignment.target_lang or "und"
    if tags[0] == tags[1]:
        raise UsageError(f"TMX cannot hold a pair of which both sides are {tags[0]!r}.", mend="Give both languages.")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4">'
    yield (
        f'  <header creationtool="tqcheck" creationtoolversion={quoteattr(__version__)} o-tmf="tqcheck" adminlang="en"'
        f' segtype={quoteattr(_segtype(alignment))} srclang={quoteattr(tags[0])} datatype="plaintext"/>'
    )
    yield "  <body>"
    for number, bead in enumerate(alignment.beads, 1):
        yield f'    <tu tuid="{number}">'
        yield f'      <prop type="x-confidence">{_number(bead)}</prop>'
        for tag, text in zip(tags, alignment.texts(bead), strict=True):
            if text:
                yield f"      <tuv xml:lang={quoteattr(tag)}><seg>{escape(_NOT_XML.sub(chr(0xFFFD), text))}</seg></tuv>"
        yield "    </tu>"
    yield "  </body>"
    yield "</tmx>"


_TABLE = {"tsv": _tsv, "tmx": _tmx, "jsonl": _jsonl}
NAMES = tuple(_TABLE)


def _segtype(alignment: Alignment) -> str:
    return "paragraph" if alignment.split == "blocks" else "sentence"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _number(bead: Bead) -> str:
    return f"{bead.confidence:.4f}"


def _listed(indices: Sequence[int]) -> str:
    return " ".join(map(str, indices))
