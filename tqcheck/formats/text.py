"""Plain text: a translation alone, of which each line that is not blank is a segment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.rows import skip
from tqcheck.model import Origin, Segment, Skip
from tqcheck.opening import Opened

_ANOTHER = re.compile(r"\s*<\?xml|\s*<(?:[\w.-]+:)?(?:xliff|tmx)\b|(?:.*\n)*?msgid \"")


def sniff(head: str) -> bool:
    """Tell whether nothing says that it is another format."""
    from tqcheck.formats import csv, jsonl, tsv  # noqa: PLC0415  asked only about text that may be theirs

    return not (_ANOTHER.match(head) or jsonl.sniff(head) or tsv.sniff(head) or csv.sniff(head))


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the lines; the file is one document."""
    path = opened.path
    for number, line, problem in opened.lines(options.encoding):
        if not line or line.isspace():
            continue
        if problem:
            yield skip(path, number, problem)
            continue
        yield Segment(
            id=str(number),
            target=line,
            source_lang=options.source_lang,
            target_lang=options.target_lang,
            origin=Origin(path=path, line=number),
            document=path,
        )


FORMAT = Format(name="text", suffixes=(".txt", ".text", ".md"), sniff=sniff, read=read)
